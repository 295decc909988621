import { Inject, Injectable } from '@nestjs/common';
import type { BoardKnown, MeetingKnown } from '#registers/book/queries.js';
import { refusing } from '#kernel/refusal.js';
import { foundRefusals } from '#shell/desk/found-at.js';
import { momentOf, whenOf } from '#shell/as-of.js';
import type { Clock } from '#shell/clock.js';
import { Refused } from '#shell/command.js';
import { unfinishedRun } from '#shell/import/unfinished.js';
import { openMinutesOf } from '#shell/meeting-minutes.js';
import { MinuteBook } from '#shell/minute-book.js';
import { changesSinceSent, type MinutesChanges } from '#shell/minutes-changes.js';
import { clockToken } from '#shell/nest/clock-token.js';
import { readStream } from '#shell/reading.js';
import { unknown } from '#shell/unknown.js';
import { dateInWords, instantInWords } from '#documents/figures.js';
import { addressesOf } from '#shell/addresses.js';
import { factsOf } from './facts.js';
import type { MeetingShown } from './meeting-shown.js';
import { waysFrom, type Here, type Query } from './here.js';

const refuse = refusing(foundRefusals);

/** How long a page waits for registers that are on their way, in milliseconds. What it then shows, it says. */
const patience = 1_000;

/** What every page asks of the book before it is made. */
@Injectable()
export class PageReader {
  constructor(
    readonly book: MinuteBook,
    @Inject(clockToken) private readonly clock: Clock,
  ) {}

  /** @throws Refused where `at` or `on` are none */
  async here(asked: Here['asked']): Promise<Here> {
    const { at, on } = asked;
    const { registers, store } = this.book;
    const head = await store.head();
    await within(patience, registers.reached(head));
    const moment = await momentOf(this.book, { at, on }, this.clock().slice(0, 10));
    const when = whenOf(moment);
    return {
      ...addressesOf(registers.boards(when), registers.meetings(undefined, when)),
      moment,
      asOf: asOfInWords({ at, on }),
      asked: { at, on },
      others: othersIn(asked),
      to: waysFrom({ at, on }),
      head,
      behind: this.behind(moment.at ?? head),
    };
  }

  /** The one board that a part of an address means. @throws Refused, Several */
  board(here: Here, segment: string): BoardKnown {
    const found = here.boardsAt(segment);
    if (found.length === 0) throw unknown('board', segment);
    if (found.length > 1) throw new Several(segment, found, []);
    return found[0]!;
  }

  /** @throws Refused, Several */
  meeting(here: Here, board: BoardKnown, segment: string): MeetingKnown {
    const found = here.meetingsAt(board.board, segment);
    if (found.length === 0) throw new Refused(refuse('meeting.unknown', `It was ${segment.slice(0, 40)}.`));
    if (found.length > 1) throw new Several(segment, [], found);
    return found[0]!;
  }

  /** One meeting and everything that its pages tell of it. */
  async shown(here: Here, board: BoardKnown, meeting: MeetingKnown): Promise<MeetingShown> {
    const { registers, store } = this.book;
    const when = whenOf(here.moment);
    const of = { meeting: meeting.meeting };
    const read = await readStream(store, `meeting-${meeting.meeting}`, here.moment.at ?? undefined);
    const open = await openMinutesOf(this.book, meeting.meeting, here.moment);
    return {
      here,
      board,
      meeting,
      path: here.meeting(meeting.meeting)!,
      open,
      read,
      facts: factsOf(read, open),
      name: registers.names(when),
      decisions: registers.decisions(of, when),
      interests: registers.interests(of, when),
      findings: registers.findings(of, when),
      forReport: registers.actions({ dueAt: meeting.meeting, status: 'open' }, when),
      unfinished: await unfinishedRun(this.book, { board: board.board, meeting: meeting.meeting }),
    };
  }

  /** What the minutes print otherwise since the version that was approved, else the one sent out last; null where none was. */
  changes({ moment }: Here, { meeting }: MeetingKnown): Promise<MinutesChanges | null> {
    return changesSinceSent(this.book, meeting, moment);
  }

  private behind(head: number): string | null {
    const { position } = this.book.registers;
    const [halted] = this.book.registers.halted();
    const until = halted && `What it shows stops at position ${halted.position} of the log.`;
    if (halted?.stopped) return `The register “${halted.name}” has stopped: ${halted.stopped} ${until} ${halted.remedy}`;
    if (halted) return `The register “${halted.name}” is being built anew. ${until}`;
    return position < head ? `The registers are still following the log: ${head - position} of its entries are not shown yet.` : null;
  }
}

/** A part of an address that several boards or meetings answer to. */
export class Several extends Error {
  constructor(
    readonly asked: string,
    readonly boards: readonly BoardKnown[],
    readonly meetings: readonly MeetingKnown[],
  ) {
    super(`${asked} may mean several.`);
    this.name = 'Several';
  }
}

const within = (milliseconds: number, work: Promise<unknown>): Promise<unknown> => {
  let timer: NodeJS.Timeout;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return Promise.race([work.catch(() => undefined), late]).finally(() => clearTimeout(timer));
};

/** Of a question what is not about the moment. */
const othersIn = (asked: object): Query =>
  Object.fromEntries(Object.entries(asked as Query).filter(([name, value]) => name !== 'at' && name !== 'on' && value !== undefined));

const asOfInWords = ({ at, on }: Here['asked']): string | null => {
  const known = at === undefined ? null : `what was known ${pointInWords(at)}`;
  const held = on === undefined ? null : `what was true on ${/^\d{4}/.test(on) ? dateInWords(on) : on}`;
  return [known, held].filter((one) => one !== null).join(' of ') || null;
};
const pointInWords = (at: string): string => {
  if (/^\d+$/.test(at)) return `when the log ended at position ${at}`;
  return at.length === 10 ? `at the end of ${dateInWords(at)}` : `on ${instantInWords(new Date(at).toISOString())}`;
};
