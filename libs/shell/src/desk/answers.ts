import type { Data } from '#kernel/event.js';
import type { Rows } from '#kernel/rows.js';
import type { MeetingEvent } from '#domain/meeting/events.js';
import type { Position } from '#event-store/port.js';
import type { ActionKnown } from '#registers/action-tracker/queries.js';
import type { BoardKnown, MeetingKnown, PersonKnown, Represented } from '#registers/book/queries.js';
import type { DecisionKnown } from '#registers/decision-register/queries.js';
import type { InterestKnown } from '#registers/interests/queries.js';
import type { RowShown } from '../columns/register-tables.js';
import type { BoardWhole } from '../nest/queries/boards.js';
import type { ShownEntry } from '../shown.js';

/** What the server gives the desks, each in one answer. Only types: the desks in the browser import them. */
export type ById = Readonly<Record<string, string>>;

/** Addresses that a person can read, by id: `/harbour-board`, `/harbour-board/2026-03-10`. The same as those of the pages. */
export type AddressBook = { readonly boards: ById; readonly meetings: ById };

export type DeskHome = {
  readonly boards: readonly BoardKnown[];
  readonly meetings: readonly MeetingKnown[];
  readonly people: readonly PersonKnown[];
  readonly addresses: AddressBook;
};

export type BoardDesk = {
  readonly board: BoardWhole;
  /** All of the board's own stream, oldest first. */
  readonly entries: readonly ShownEntry[];
  /** Of the board's stream. */
  readonly revision: number;
  readonly meetings: readonly MeetingKnown[];
  /** Those still to be done, overdue or not. */
  readonly actions: readonly ActionKnown[];
  readonly people: readonly PersonKnown[];
  /** Whom people attend for at this board. */
  readonly represented: readonly Represented[];
  /** All boards of the book, this one among them: what a parent, or a body that is mentioned, may be. */
  readonly boards: readonly BoardKnown[];
  readonly addresses: AddressBook;
};

/** A register of a board as people read it, as it was known and true at a moment. */
export type RegisterThen = {
  readonly board: string;
  readonly register: string;
  readonly title: string;
  readonly says: string;
  readonly headings: readonly string[];
  /** What each column is of: a meeting, by its id, else its heading. */
  readonly of: readonly string[];
  readonly rows: readonly RowShown[];
};

/** An entry from which the registers of a board may follow. */
export type BoardMoment = {
  readonly position: Position;
  /** UTC with milliseconds. */
  readonly recordedAt: string;
  readonly stream: string;
  readonly type: string;
  readonly entry: string;
  /** Who made it, as a reader is told. */
  readonly by: string;
  /** The meeting that its stream is of, or goes on from. */
  readonly meeting: string | null;
};
/** In the order of the log. */
export type BoardTimeLine = { readonly board: string; readonly moments: readonly BoardMoment[] };

/** A version of minutes that was sent out: what laying it before a meeting and approving it must name. */
export type PaperSent = {
  readonly version: number;
  /** Null where its words were erased. */
  readonly digest: string | null;
  /** The revision of the meeting that this version prints. */
  readonly meetingRevision: number;
  /** The revision at which the stream of the minutes was read. */
  readonly minutesRevision: number;
};
export type MeetingWithPaper = MeetingKnown & { readonly sent: PaperSent | null };

export type DecisionToFollow = DecisionKnown & {
  readonly openConditions: readonly { readonly condition: string; readonly words: string | null }[];
};

/** What a meeting takes from its board, as that stands on the meeting's date. Null where nothing is known to take. */
export type Taking = {
  readonly roll: Data<MeetingEvent, 'RollTaken'> | null;
  readonly orders: Data<MeetingEvent, 'StandingOrdersTaken'> | null;
};

/** What the book calls those whom a meeting or its board names, by their ids. */
export type NamesOf = Readonly<Record<'person' | 'organisation' | 'board' | 'meeting' | 'decision' | 'action', ById>>;

export type MeetingDesk = {
  readonly meeting: MeetingKnown;
  /** `meeting-<id>` */
  readonly stream: string;
  readonly board: { readonly id: string; readonly name: string | null; readonly revision: number };
  readonly address: string;
  /** The log as these streams were read: what comes after it is news. */
  readonly head: Position;
  /** All of the meeting's stream, oldest first. */
  readonly entries: readonly ShownEntry[];
  /** All of the stream of its minutes. */
  readonly paper: readonly ShownEntry[];
  /** Of that stream; -1 before its first entry. */
  readonly paperRevision: number;
  readonly names: NamesOf;
  readonly people: readonly PersonKnown[];
  /** Those of the board, this one among them. */
  readonly meetings: readonly MeetingWithPaper[];
  /** Those of the board that are still to be done. */
  readonly actions: readonly ActionKnown[];
  /** Those of the board that still wait for something: neither implemented nor lapsed, rescinded or superseded. */
  readonly decisions: readonly DecisionToFollow[];
  readonly taking: Taking;
};

/** The same as the page of a meeting carries it: without what follows from the rest, and without what its first screen can wait for. */
export type LeanMeetingDesk = Omit<MeetingDesk, 'entries' | 'paper'> & {
  readonly entries: Rows<LeanEntry>;
  readonly paper: Rows<LeanEntry>;
};
export type LeanEntry = Omit<ShownEntry, 'texts'>;

export type MyReport = {
  readonly entry: string;
  /** `progress`, `completed`, `due` … */
  readonly what: string;
  readonly meeting: { readonly id: string; readonly name: string | null; readonly address: string | null } | null;
  /** Who reported it or asked for it; null is not stated. */
  readonly by: string | null;
  readonly words: string | null;
  readonly reason: string | null;
  /** Of a change of date, until when now. */
  readonly due: DueSaid | null;
  /** Of a change of owners, who now. */
  readonly owners: readonly string[] | null;
  readonly recordedAt: string;
};
/** Until when: in words, and as a date as far as it is known. */
export type DueSaid = { readonly words: string; readonly date: string | null };
export type MyAction = {
  readonly id: string;
  readonly entry: string;
  readonly board: { readonly id: string | null; readonly name: string | null };
  readonly number: string | null;
  readonly wording: string | null;
  readonly agreed: {
    readonly meeting: string;
    readonly name: string | null;
    readonly item: { readonly label: string | null; readonly heading: string | null } | null;
    /** Of the line in the minutes. */
    readonly address: string | null;
  };
  readonly status: ActionKnown['status'];
  /** Still to be done. */
  readonly open: boolean;
  readonly overdue: boolean;
  readonly due: 'overdue' | 'next meeting' | 'later' | 'no date';
  readonly dueSaid: DueSaid | null;
  readonly firstDueSaid: DueSaid | null;
  /** Every report, change of date and change of owner, oldest first. */
  readonly history: readonly MyReport[];
};

/** A title is null where its words were erased; the item is null where the paper belongs to none. */
export type PaperAttached = {
  readonly title: string | null;
  readonly reference: string | null;
  readonly came: string;
  readonly item: string | null;
};
export type ItemToCome = { readonly item: string; readonly label: string | null; readonly heading: string | null };
export type MyNextMeeting = {
  readonly meeting: MeetingKnown;
  readonly address: string | null;
  /** In the order of the agenda. */
  readonly agenda: readonly ItemToCome[];
  readonly papers: readonly PaperAttached[];
};

export type MyMeeting = {
  readonly meeting: MeetingKnown;
  readonly address: string | null;
  /** The version that was approved, else the one sent out last; null where none was. */
  readonly sent: { readonly version: number | null; readonly on: string | null; readonly changes: number } | null;
  readonly shown: {
    readonly as: 'present' | 'apologies' | 'substitute sent' | 'absent' | 'not stated';
    readonly role: string | null;
    readonly attends: string | null;
  };
  readonly declared: readonly InterestKnown[];
};
export type MyDecision = DecisionKnown & { readonly address: string | null };

/** Everything that the book says about one person, to that person. */
export type MemberDesk = {
  readonly person: PersonKnown;
  /** Those on which the person holds or held a place, or is shown at a meeting. */
  readonly boards: readonly { readonly board: string; readonly name: string | null; readonly address: string | null }[];
  /** Overdue first, then those of the next meeting, later ones, those without a date; last what is done with. */
  readonly actions: readonly MyAction[];
  /** Soonest first; those without a date last. */
  readonly next: readonly MyNextMeeting[];
  /** Newest first. */
  readonly past: readonly MyMeeting[];
  readonly interests: readonly InterestKnown[];
  /** Of all the person's boards, newest first. */
  readonly decisions: readonly MyDecision[];
};
