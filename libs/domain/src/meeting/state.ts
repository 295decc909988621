import type { Data } from '#kernel/event.js';
import { Growing } from '#kernel/growing.js';
import type { EntryId } from '#kernel/times.js';
import type { Attends, Role } from '../shapes.js';
import type { MeetingEvent } from './events.js';

/** The data of one type of fact in a meeting. */
export type Of<T extends MeetingEvent['type']> = Data<MeetingEvent, T>;

/** What an entry did to the presence of a person: came, withdrew for a while, came back from that, went for good, or changed role. */
export type Move = {
  readonly person: string;
  readonly how: 'in' | 'out' | 'back' | 'gone' | 'role';
  /** Null keeps the role that the person had. */
  readonly role: Role | null;
  /** Null keeps what was known of it. */
  readonly attends: Attends | null;
};

/** An entry at its place in the order of what happened. */
export type Moment = {
  readonly entry: EntryId;
  /** UTC with milliseconds, where it is known. */
  readonly at: string | null;
  /** The item that it is business of. */
  readonly item: string | null;
  readonly takes: boolean;
  readonly atTheStart: boolean;
  readonly after: EntryId | null;
  readonly move: Move | null;
};

export type Item = {
  readonly id: string;
  readonly entry: EntryId;
  readonly label: string | null;
  readonly standing: Of<'ItemListed'>['standing'];
  readonly onTheDay: boolean;
  /** The record says that nothing came up: not the same as no entry (invariant 15). */
  readonly nil: boolean;
};

export type Division = {
  readonly id: string;
  readonly entry: EntryId;
  readonly item: string;
  readonly motion: string | null;
  readonly subjects: readonly string[];
  readonly method: Of<'VoteRecorded'>['method'];
  /** Between options, or for and against: then there are none. */
  readonly options: readonly { readonly id: string; readonly count: number | null }[];
  readonly for: number | null;
  readonly against: number | null;
  readonly abstained: number | null;
  readonly announced: Of<'VoteRecorded'>['announced'];
  readonly entitled: readonly string[];
  readonly named: readonly Pick<Of<'NamedVoteRecorded'>, 'person' | 'vote' | 'option'>[];
  /** Apart from the count (invariant 42). */
  readonly casting: Pick<Of<'CastingVoteGiven'>, 'person' | 'vote'> | null;
};

export type Motion = {
  readonly id: string;
  readonly amends: string | null;
  readonly settled: boolean;
};

export type Decided = {
  readonly id: string;
  readonly entry: EntryId;
  readonly item: string;
  readonly kind: Of<'DecisionRecorded'>['kind'];
  readonly subjects: readonly string[];
  readonly division: string | null;
};

export type Meeting = {
  readonly schedule: Pick<Of<'MeetingScheduled'>, 'board' | 'date' | 'start' | 'end' | 'kind' | 'label'> | null;
  readonly zone: string | null;
  readonly room: 'not open' | 'open' | 'adjourned' | 'closed';
  /** All entries, as things happened: a late one at the place that it says of itself. */
  readonly order: Growing<Moment>;
  /** In the order of the agenda. */
  readonly items: readonly Item[];
  readonly taken: readonly { readonly item: string; readonly entry: EntryId }[];
  readonly private: boolean;
  readonly chair: string | null;
  readonly roll: Pick<Of<'RollTaken'>, 'voting' | 'others'> | null;
  readonly orders: Pick<Of<'StandingOrdersTaken'>, 'profile' | 'quorum' | 'tie' | 'remoteCounts' | 'substitutionNotice'> | null;
  readonly apologies: readonly { readonly person: string; readonly entry: EntryId; readonly open: boolean }[];
  readonly substitutions: readonly { readonly person: string; readonly for: string }[];
  readonly interests: readonly Pick<Of<'InterestDeclared'>, 'person' | 'item' | 'class' | 'scope'>[];
  readonly subjects: readonly { readonly id: string; readonly item: string | null }[];
  readonly motions: readonly Motion[];
  readonly divisions: readonly Division[];
  readonly rulings: readonly { readonly id: string; readonly division: string | null }[];
  readonly decisions: readonly Decided[];
  readonly conditions: readonly { readonly id: string; readonly decision: string; readonly entry: EntryId }[];
  readonly actions: readonly {
    readonly id: string;
    readonly entry: EntryId;
    readonly label: string | null;
    readonly decision: string | null;
  }[];
  readonly listings: readonly {
    readonly id: string;
    readonly entry: EntryId;
    readonly compared: Of<'ActionListed'>['compared'];
    readonly settled: boolean;
  }[];
  /** Minutes of other meetings that were laid before this one. */
  readonly laid: readonly Pick<Of<'MinutesTaken'>, 'meeting' | 'board' | 'date' | 'version'>[];
  /** Versions of this meeting's own minutes that were sent out. */
  readonly circulated: readonly number[];
  /** This meeting's own minutes, approved by a decision of another meeting. */
  readonly adopted: Of<'MinutesAdopted'> | null;
};

export const initial: Meeting = {
  schedule: null,
  zone: null,
  room: 'not open',
  order: Growing.of(),
  items: [],
  taken: [],
  private: false,
  chair: null,
  roll: null,
  orders: null,
  apologies: [],
  substitutions: [],
  interests: [],
  subjects: [],
  motions: [],
  divisions: [],
  rulings: [],
  decisions: [],
  conditions: [],
  actions: [],
  listings: [],
  laid: [],
  circulated: [],
  adopted: null,
};
