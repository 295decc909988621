/**
 * What the importer asks of the log before it plans a run: as it stands, and for a run that was cut off, as it stood
 * before that run's first position. Words are open here: names are matched at the edge, never in a decision.
 */
export interface Book {
  /** Every board of the book. */
  boards(): readonly BoardKnown[];
  /** Everybody in the book; of records that were joined, the one to go on with. */
  people(): readonly PersonKnown[];
  /** What is recorded of a meeting. */
  meeting(meetingId: string): MeetingKnown | null;
}

export type BoardKnown = {
  readonly boardId: string;
  readonly name: string;
  readonly also: readonly string[];
  readonly organisations: readonly { readonly organisationId: string; readonly name: string }[];
  /** A meeting that is known by mention only has none of its own. */
  readonly sittings: readonly { readonly meetingId: string | null; readonly date: string | null; readonly label: string | null }[];
};

export type PersonKnown = {
  readonly personId: string;
  /** None for somebody who is only described. */
  readonly name: string | null;
  readonly spellings: readonly {
    readonly spelling: string;
    readonly kind: 'initials' | 'spelling' | 'former name';
    readonly scope: { readonly board: string } | { readonly meeting: string } | { readonly everywhere: boolean };
  }[];
  readonly organisations: readonly string[];
};

export type MeetingKnown = {
  readonly boardId: string;
  /** The runs that were read, first to last, each with its file and why it was amended; null where that was erased, or was none. */
  readonly files: readonly { readonly run: number; readonly file: string | null; readonly reason: string | null }[];
  /** Every correction of an entry of this meeting, in the order of the stream. */
  readonly corrections: readonly { readonly id: string; readonly entry: string; readonly struck: boolean }[];
  readonly actions: readonly { readonly actionId: string; readonly label: string | null }[];
  /** Each vote's entry with the list of who might vote: it was fixed when the count was entered, and a file does not hold it. */
  readonly votes: readonly { readonly entry: string; readonly entitled: readonly string[] }[];
};
