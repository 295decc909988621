import type { OpenMinutes } from '#documents/open-model.js';
import type { ActionKnown } from '#registers/action-tracker/queries.js';
import type { BoardKnown, MeetingKnown } from '#registers/book/queries.js';
import type { DecisionKnown } from '#registers/decision-register/queries.js';
import type { FindingKnown } from '#registers/findings/queries.js';
import type { InterestKnown } from '#registers/interests/queries.js';
import type { Read } from '#shell/reading.js';
import type { FactsShown } from './facts.js';
import type { Here } from './here.js';
import { html, type Part } from './html.js';
import { source } from './words.js';

/** One meeting and everything that its pages tell of it. */
export type MeetingShown = {
  readonly here: Here;
  readonly board: BoardKnown;
  readonly meeting: MeetingKnown;
  /** The address of its minutes; the other pages lie below it. */
  readonly path: string;
  readonly open: OpenMinutes;
  readonly read: Read;
  readonly facts: FactsShown;
  readonly name: (person: string | null) => string | null;
  readonly decisions: readonly DecisionKnown[];
  readonly interests: readonly InterestKnown[];
  readonly findings: readonly FindingKnown[];
  /** Still to be done, and due at this meeting. */
  readonly forReport: readonly ActionKnown[];
  /** The run of an import that was cut off, or null. */
  readonly unfinished: number | null;
};

export const inMinutes = ({ here, path }: Pick<MeetingShown, 'here' | 'path'>, entry: string): string => here.to(`${path}#e-${entry}`);

/** The sentence that an entry was read from; where the page prints it already, the way to it. */
export const sourceOf = (shown: MeetingShown, entry: string, printed: string | null = null): Part => {
  const sentence = shown.facts.get(entry)?.sentence ?? null;
  const href = inMinutes(shown, entry);
  return sentence !== null && sentence === printed
    ? html`<p class="source"><a href="${href}">In the minutes</a></p>`
    : source(entry, sentence, href);
};

export const decisionPath = ({ facts, path }: Pick<MeetingShown, 'facts' | 'path'>, entry: string): string | null => {
  const fact = facts.get(entry);
  return fact ? `${path}/decisions/${fact.revision}` : null;
};
