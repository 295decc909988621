import type { HowRecorded } from '#kernel/entry.js';
import type { Said } from '#kernel/said.js';
import { text } from '#kernel/text.js';
import type { Occurred } from '#kernel/times.js';
import type { MeetingIntent } from '#domain/meeting/events.js';
import type { BoardKnown, Book } from './book.js';
import { entryAt, symbol, type Draft } from './draft.js';
import type { Problems, Written } from './errors.js';
import type { Roster } from './roster.js';
import { instantOf, type WhenSaid } from './when.js';

/** Entries of the lists at the top that happened in the course of the meeting: they are recorded where it had come to. */
export type Late = { readonly drafts: readonly Draft[]; readonly when: WhenSaid; readonly line: number };

/** Something that the file says well and the clerk should look at: nothing is refused for it. */
export type Note = { readonly line: number; readonly code: string; readonly says: string; readonly candidates: readonly string[] };

/** Where the words of a fact are printed: an entry that holds them, and which stretch of it is this fact's. */
export type Printed = { readonly entry: string; readonly words: string; readonly from: number; readonly to: number };

/** How an entry was recorded, and when what it says happened. */
export type How = { readonly line: number; readonly recorded: HowRecorded; readonly occurred: Occurred | null };
export type Asks<V extends MeetingIntent['type']> = Extract<MeetingIntent, { readonly type: V }>['data'];

type Remembered = { readonly place: string; readonly id: string };
export type ActionRead = Remembered & { readonly words: string; readonly owned: boolean };

/** The meeting's entries as they are read off the paper from top to bottom, and what later ones may refer back to. */
export class Paper {
  readonly drafts: Draft[] = [];
  readonly notes: Note[] = [];
  /** What the lists at the top tell of later moments, until the meeting has come to them. */
  readonly late: Late[] = [];
  private base = '';
  private nth = 0;

  readonly items = new Map<string, Remembered>();
  readonly actions = new Map<string, ActionRead[]>();
  readonly leads = new Map<string, { readonly decision: string; readonly line: number }>();
  private readonly subjects = new Map<string, string>();
  /** The nearest earlier ones of this item. */
  vote: Remembered | null = null;
  motion: string | null = null;
  amendment: string | null = null;
  group: string | null = null;
  /** The item under which entries are read now. */
  item = '';

  constructor(
    readonly problems: Problems,
    readonly roster: Roster,
    readonly book: Book,
    readonly board: BoardKnown | null,
    readonly meetingId: string,
    readonly day: string,
    readonly zone: string | null,
    /** Organisations that this run names, by their name as printed. */
    readonly organisations: ReadonlyMap<string, string>,
  ) {}

  /** From here on places are counted under this part of the file. */
  under(base: string) {
    this.base = base;
    this.nth = 0;
  }
  next(): string {
    return `${this.base}/${this.nth++}`;
  }
  takeUp(item: string) {
    this.item = item;
    this.vote = this.motion = this.amendment = null;
  }

  add<V extends MeetingIntent['type']>(place: string, how: How, verb: V, data: Asks<V>) {
    this.drafts.push({ place, kind: 'meeting', of: this.meetingId, verb, data, ...how });
  }
  note(line: number, code: string, says: string, candidates: readonly string[] = []) {
    this.notes.push({ line, code, says, candidates });
  }

  /** A detail as a stretch of the words that it was read from; as words of its own where they do not hold it. */
  cite(detail: Written, { entry, words, from, to }: Printed): Said {
    const within = words.slice(from, to).indexOf(detail.words);
    const found = within < 0 ? words.indexOf(detail.words) : from + within;
    if (found >= 0) return { in: entry, from: found, to: found + detail.words.length };
    this.note(detail.line, 'words.not-printed', `"${detail.words}" is not part of the words of its entry: it is kept as words of its own.`);
    return text(detail.words);
  }
  citeMaybe(detail: Written | null, printed: Printed): Said | null {
    return detail && this.cite(detail, printed);
  }

  /** Whom a name means, where the fact cannot be recorded without. */
  person({ words, line }: Written): string {
    const found = this.roster.find(words);
    if (found && 'person' in found) return found.person;
    if (found)
      this.problems.add(
        line,
        'file.name-ambiguous',
        `"${words}" fits ${found.several.join(' and ')}.`,
        'Write the name as far as only one of them bears it.',
      );
    else
      this.problems.add(
        line,
        'file.name-unknown',
        `"${words}" is nobody who is present, sent apologies, or is known to the book.`,
        'Write the name as in the lists, or introduce the person under "people:".',
      );
    return symbol('person', 'unknown');
  }
  /** Whom a name means, or null with a note: then the fact keeps the name as printed. */
  personMaybe(name: Written | null): string | null {
    const found = name && this.roster.find(name.words);
    if (!name || (found && 'person' in found)) return found && 'person' in found ? found.person : null;
    const candidates = found ? found.several : [];
    const why = candidates.length > 0 ? 'fits several' : 'fits nobody';
    this.note(
      name.line,
      candidates.length > 0 ? 'name.several' : 'name.unknown',
      `"${name.words}" ${why}: it is kept as printed.`,
      candidates,
    );
    return null;
  }

  /** What an entry is about; the first mention of a subject names it. */
  subject({ words, line }: Written, how: How): string {
    return this.subjects.get(words) ?? this.nameSubject(words, { ...how, line }, { words: null, listedIn: null, replaces: null });
  }
  nameSubject(name: string, how: How, data: Pick<Asks<'NameSubject'>, 'words' | 'listedIn' | 'replaces'>, place = this.next()): string {
    const subjectId = symbol('subject', place);
    this.subjects.set(name, subjectId);
    this.add(place, how, 'NameSubject', { subjectId, item: this.item || null, name: text(name), ...data });
    return subjectId;
  }

  itemLabelled(label: string, line: number): Remembered {
    const item = this.items.get(label);
    if (!item)
      this.problems.add(line, 'file.item-unknown', `There is no item ${label}.`, `Items are: ${[...this.items.keys()].join(', ')}.`);
    return item ?? { place: 'unknown', id: symbol('item', 'unknown') };
  }

  when(said: WhenSaid, line: number): Occurred | null {
    if ('date' in said) return { date: said.date };
    if ('during' in said) return { during: this.itemLabelled(said.during, line).id };
    if ('side' in said) return this.beside(said, line);
    if (this.zone) return { at: instantOf(this.day, said.clock, this.zone), zone: this.zone };
    return this.problems.add(
      line,
      'file.zone-missing',
      'A time on the clock needs the zone of the meeting.',
      'Write "zone: Europe/London" at the top.',
    );
  }
  private beside({ side, what, label }: Extract<WhenSaid, { side: string }>, line: number): Occurred | null {
    const named = what === 'item' ? this.itemLabelled(label!, line) : what === 'vote' ? this.vote : (this.actions.get(label!)?.[0] ?? null);
    if (named) {
      const entry = entryAt(named.place);
      return side === 'before' ? { before: entry } : { after: entry };
    }
    return this.problems.add(
      line,
      'file.entry-unknown',
      `There is no such ${what} before this line.`,
      'Name one that is written earlier in the file.',
    );
  }
}
