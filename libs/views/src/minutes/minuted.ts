import type { Entry } from '#kernel/entry.js';
import { isStretch, type Said } from '#kernel/said.js';
import type { MeetingData, MeetingType } from '../facts.js';
import type { Book } from './book.js';
import type { Line, LineKind, Provenance } from './model.js';
import type { Part } from './parts.js';

export type Draft = {
  readonly kind: LineKind;
  readonly parts: readonly Part[];
  readonly emphasis: boolean;
  readonly provenance: Provenance;
  /** Bullets that the same entry holds. */
  readonly bullets: readonly Pick<Line, 'kind' | 'parts'>[];
};

/** Where a line stands: under an item, under the one that is being taken, or after all of them. */
export type Under = { readonly item: string } | 'current' | 'closing';

/** A fact that another line speaks for: its words are a stretch of it, it is a bullet of it, or nothing of it is printed apart. */
export type Join = { readonly to: string; readonly as: 'words' | 'bullet' | 'mark' };

/** What the minutes do with a fact. */
export type Minuted =
  | { readonly line: Draft; readonly under: Under; readonly joins: Join | null }
  /** A heading, a list of those present, the status … prints it. */
  | { readonly part: 'sitting' | 'status' | 'present' | 'apologies' | 'items' | 'lists' }
  | { readonly silent: string };

type Minute<T extends MeetingType> = (data: MeetingData<T>, entry: Entry, book: Book) => Minuted;
/** Total on purpose: every fact is minuted or its silence is explained. A missing event type does not compile. */
export type Minuting = { readonly [T in MeetingType]: Minute<T> };
export type Some<T extends MeetingType> = Pick<Minuting, T>;

export const silent = (why: string) => (): Minuted => ({ silent: why });
export const printedIn = (part: Extract<Minuted, { part: string }>['part']) => (): Minuted => ({ part });

type More = Partial<Pick<Draft, 'emphasis' | 'provenance' | 'bullets'>>;
export const draft = (kind: LineKind, parts: readonly Part[], more: More = {}): Draft => ({
  kind,
  parts,
  emphasis: false,
  provenance: 'stated',
  bullets: [],
  ...more,
});

export const under = (item: string | null): Under => (item === null ? 'current' : { item });

/** A line of its own. */
export const own = (where: Under, line: Draft): Minuted => ({ line, under: where, joins: null });

/** A line of its own, or the passage's where its words are a stretch of one. */
export const worded = (said: Said | null, where: Under, line: Draft): Minuted => ({
  line,
  under: where,
  joins: said !== null && isStretch(said) ? { to: said.in, as: 'words' } : null,
});

/** A bullet of the line of another entry, or the passage's where its words are a stretch of one. */
export const bullet = (to: string, said: Said | null, line: Draft, where: Under = 'current'): Minuted => ({
  line,
  under: where,
  joins: said !== null && isStretch(said) ? { to: said.in, as: 'words' } : { to, as: 'bullet' },
});

/** A reading of another line. A paper says it in that line's words; typed in the room, it is a bullet of its own. */
export const detail = (to: string, entry: Entry, said: Said | null, line: Draft): Minuted => ({
  line,
  under: 'current',
  joins: { to, as: entry.recorded === 'printed' || (said !== null && isStretch(said)) ? 'mark' : 'bullet' },
});
