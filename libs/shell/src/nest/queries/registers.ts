import { Query } from '@nestjs/cqrs';
import type { ActionKnown, ActionsAsked } from '#registers/action-tracker/queries.js';
import type { AllocationKnown } from '#registers/allocations/queries.js';
import type { When } from '#registers/ask.js';
import type { TrailAsked, TrailEntry } from '#registers/audit-trail/queries.js';
import type { DecisionWhole } from '#registers/decision-register/one.js';
import type { DecisionKnown, DecisionsAsked } from '#registers/decision-register/queries.js';
import type { FindingKnown, FindingsAsked } from '#registers/findings/queries.js';
import type { InterestKnown, InterestsAsked } from '#registers/interests/queries.js';
import { actorNames } from '../../actor.js';
import type { AsOf } from '../../as-of.js';
import type { MinuteBook } from '../../minute-book.js';
import { boardNamed, personNamed } from '../../named.js';
import { unknown } from '../../unknown.js';
import { answering } from './answering.js';

export class Actions extends Query<readonly ActionKnown[]> {
  constructor(
    readonly asked: ActionsAsked,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** One action with its whole history. */
export class Action extends Query<ActionKnown> {
  constructor(
    readonly action: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export class Decisions extends Query<readonly DecisionKnown[]> {
  constructor(
    readonly asked: DecisionsAsked,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** One decision with all that led to it and all that followed. */
export class Decision extends Query<DecisionWhole> {
  constructor(
    readonly decision: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export class Interests extends Query<readonly InterestKnown[]> {
  constructor(
    readonly asked: InterestsAsked,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export class Allocations extends Query<readonly AllocationKnown[]> {
  constructor(
    readonly asked: { readonly board?: string },
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export class Findings extends Query<readonly FindingKnown[]> {
  constructor(
    readonly asked: Omit<FindingsAsked, 'meeting' | 'stream'>,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export type TrailShown = TrailEntry & {
  /** Who made it, as a reader is told. */
  readonly actorName: string;
};
export class AuditTrail extends Query<readonly TrailShown[]> {
  constructor(
    readonly asked: TrailAsked,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

type ByName = { readonly board?: string; readonly person?: string };
/** Boards and people are asked for as people say them, and looked up by their ids. */
const byIds = <A extends ByName>(book: MinuteBook, asked: A, when: When): A => ({
  ...asked,
  ...(asked.board && { board: boardNamed(book, asked.board, when).board }),
  ...(asked.person && { person: personNamed(book, asked.person, when).person }),
});

export const registerHandlers = [
  answering(Actions, (book, { asked }, when) => book.registers.actions(byIds(book, asked, when), when)),
  answering(Action, ({ registers }, { action }, when) => {
    const known = registers.action(action, when);
    if (!known) throw unknown('action');
    return known;
  }),
  answering(Decisions, (book, { asked }, when) => book.registers.decisions(byIds(book, asked, when), when)),
  answering(Decision, ({ registers }, { decision }, when) => {
    const known = registers.decision(decision, when);
    if (!known) throw unknown('decision');
    return known;
  }),
  answering(Interests, (book, { asked }, when) => book.registers.interests(byIds(book, asked, when), when)),
  answering(Allocations, (book, { asked }, when) => book.registers.allocations(byIds(book, asked, when), when)),
  answering(Findings, (book, { asked }, when) => book.registers.findings(byIds(book, asked, when), when)),
  answering(AuditTrail, async (book, { asked }, when) => {
    const trail = book.registers.auditTrail(asked, when);
    const nameOf = await actorNames(
      book,
      trail.map(({ actor }) => actor),
      when,
    );
    return trail.map((one) => ({ ...one, actorName: nameOf(one.actor) }));
  }),
];
