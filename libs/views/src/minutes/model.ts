import type { HowRecorded } from '#kernel/entry.js';
import type { Said } from '#kernel/said.js';
import type { Text } from '#kernel/text.js';
import type { Occurred } from '#kernel/times.js';
import type { Due, Owner, Role } from '#domain/shapes.js';
import type { Owners, Part } from './parts.js';

export type LineKind =
  | 'nil'
  | 'note'
  | 'advice'
  | 'discussion'
  | 'point'
  | 'subject'
  | 'correspondence'
  | 'ruling'
  | 'declaration'
  | 'motion'
  | 'vote'
  | 'option'
  | 'decision'
  | 'detail'
  | 'action'
  | 'report'
  | 'correction'
  | 'passage'
  | 'presence'
  | 'procedure';

export type Provenance = 'stated' | 'inferred';

/** One line of the minutes and every entry that it stands for, the one whose words it prints first. */
export type Line = {
  readonly entries: readonly string[];
  readonly kind: LineKind;
  /** Formal acts print bold; agreements do not: emphasis carries meaning. */
  readonly emphasis: boolean;
  readonly parts: readonly Part[];
  readonly bullets: readonly Line[];
  readonly provenance: Provenance;
  readonly recorded: HowRecorded;
  readonly occurred: Occurred | null;
};

export type Attendee = {
  readonly entries: readonly string[];
  readonly person: string;
  readonly role: Role;
  readonly provenance: Provenance;
  readonly printed: Text | null;
  readonly initials: Text | null;
  readonly of: Text | null;
  readonly organisation: string | null;
  readonly substitute: { readonly for: string; readonly printed: Text | null } | null;
  /** The person was not there from the start. */
  readonly late: boolean;
  readonly remote: boolean;
};
/** A list of those present: as printed, else by role, when its heading is null. */
export type Roster = {
  readonly entries: readonly string[];
  readonly heading: Text | null;
  readonly role: Role;
  readonly provenance: Provenance;
  readonly because: Text | null;
  readonly people: readonly Attendee[];
};
export type Apology = {
  readonly entries: readonly string[];
  readonly person: string;
  readonly printed: Text | null;
  readonly of: Text | null;
  readonly organisation: string | null;
};

/** When an item was taken out of the agenda's order: after which one, or before all others. */
export type Taken = { readonly after: string } | 'first';
export type Item = {
  readonly item: string;
  readonly entries: readonly string[];
  readonly label: string | null;
  readonly heading: Text;
  readonly added: boolean;
  readonly taken: Taken | null;
  readonly papers: readonly { readonly entry: string; readonly title: Text; readonly reference: Text | null; readonly came: string }[];
  readonly apologies: readonly Apology[];
  readonly lines: readonly Line[];
};

export type Compared = 'same' | 'typographic' | 'substantive' | 'not compared';
export type ListedAction = {
  readonly entries: readonly string[];
  readonly action: string | null;
  readonly label: string | null;
  readonly words: Text;
  readonly ownersPrinted: Said | null;
  readonly compared: Compared;
  /** Which wording stands, once somebody said so. */
  readonly settled: { readonly stands: 'action' | 'list'; readonly by: string | null; readonly reason: Text | null } | null;
};
/** A consolidated list as the paper prints it. */
export type PrintedList = { readonly entries: readonly string[]; readonly heading: Text; readonly lines: readonly ListedAction[] };

/** One of the priority actions: the action as its item records it, in the wording that stands. */
export type PriorityAction = {
  readonly entry: string;
  readonly action: string;
  readonly label: string | null;
  readonly item: string | null;
  readonly words: Said;
  readonly owners: Owners;
  readonly performers: readonly Owner[];
  readonly due: Due | null;
  /** The decision that it arises from, and its entry. */
  readonly decision: { readonly id: string; readonly entry: string | null } | null;
  readonly arises: Provenance;
  /** A printed list reads otherwise in substance and nobody has settled it yet. */
  readonly disputed: boolean;
};

export type Status = {
  readonly entries: readonly string[];
  readonly state: 'draft' | 'circulated' | 'approved';
  /** The version circulated last or approved; null where there is none, or nobody stated it. */
  readonly version: number | null;
  readonly approved: { readonly meeting: string; readonly decision: string; readonly on: string | null } | null;
  /** Drafted again after that version was circulated. */
  readonly redrafted: boolean;
  /** The record reads otherwise than the version that was circulated last, and nobody has sent it again. */
  readonly putRight: boolean;
  /** The meeting is known from minutes that somebody printed: they are no draft of this book. */
  readonly printed: boolean;
};

export type NotStated = {
  readonly what:
    'chair' | 'quorum' | 'start' | 'end' | 'place' | 'abstentions' | 'votes' | 'method of voting' | 'how it was decided' | 'delegated date';
  /** The entry that leaves it open; null where it is the meeting itself. */
  readonly entry: string | null;
  readonly item: string | null;
};

/** What somebody read into the record that it does not say. Roles are marked where they are listed. */
export type Inferred = { readonly what: 'how it was decided'; readonly entry: string; readonly item: string };

export type Sitting = {
  readonly entries: readonly string[];
  readonly board: string | null;
  readonly title: readonly Text[];
  readonly date: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly zone: string | null;
  readonly place: Text | null;
  readonly kind: 'ordinary' | 'extraordinary' | null;
  readonly label: string | null;
};

/** The minutes of one meeting as it stands, without one word opened. */
export type Minutes = {
  readonly sitting: Sitting;
  readonly status: Status;
  readonly present: readonly Roster[];
  /** Apologies that no item of the agenda holds. */
  readonly apologies: readonly Apology[];
  /** What happened before any item was taken. */
  readonly opening: readonly Line[];
  readonly items: readonly Item[];
  readonly closing: readonly Line[];
  readonly lists: readonly PrintedList[];
  readonly actions: readonly PriorityAction[];
  readonly notStated: readonly NotStated[];
  readonly inferred: readonly Inferred[];
  /** What the log was when the meeting closed, signed; null where the minutes were drafted without it. */
  readonly checkpoint: Text | null;
  /** The words that an entry holds, for whoever cites a stretch of them. */
  readonly held: Readonly<Record<string, Text>>;
};
