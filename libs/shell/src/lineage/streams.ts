import type { Fact } from '#kernel/entry.js';
import type { Said } from '#kernel/said.js';
import { textsIn } from '#kernel/looking.js';
import { idOf, kindOf, specOf } from '#domain/catalogues.js';
import type { Text } from '#kernel/text.js';
import { inWords, readSaid, type Open } from '#documents/reader.js';
import { heldWords } from '#views/minutes/held.js';
import type { MeetingKnown } from '#registers/book/queries.js';
import type { When } from '#registers/ask.js';
import { addressesAt } from '../desk/home.js';
import { shownStream } from '../desk/shown-stream.js';
import type { MinuteBook } from '../minute-book.js';
import type { Read } from '../reading.js';
import type { ShownEntry } from '../shown.js';
import { webOf, type Web } from './ids.js';

/** An entry on the way, with where a person reads it. */
export type Step = ShownEntry & {
  /** What it says, in one line; null where it says nothing. */
  readonly words: string | null;
  readonly place: {
    readonly meeting: string;
    /** `2010-01-20`, with `(2)` for the second of that day. */
    readonly name: string | null;
    readonly boardName: string | null;
    readonly address: string;
    /** The entry of that meeting, or of its minutes, that says it. */
    readonly line: string;
  } | null;
};

type Held = Read & { readonly web: Web; readonly shown: ReadonlyMap<string, ShownEntry> };
export type Streams = {
  /** A stream as it was known, read once. */
  readonly read: (stream: string) => Promise<Held>;
  /** The fact that brought an id of a meeting into being, or the entry with this id. */
  readonly made: (id: string) => Promise<Fact | null>;
  /** What brought an entry about in another stream. */
  readonly cause: (entry: string) => Promise<Fact | null>;
  /** What an entry brought about in other streams. */
  readonly caused: (entry: string) => Promise<readonly Fact[]>;
  readonly step: (fact: Fact) => Promise<Step>;
};

/** The streams of a book, as they were known. */
export const streamsAt = (book: MinuteBook, when: When): Streams => {
  const held = new Map<string, Promise<Held>>();
  const addresses = addressesAt(book, when);
  const meetings = new Map(book.registers.meetings(undefined, when).map((one) => [one.meeting, one]));

  const load = async (stream: string): Promise<Held> => {
    const { entries, ...read } = await shownStream(book, stream, when);
    return { ...read, web: webOf(read.standing), shown: new Map(entries.map((one) => [one.id, one])) };
  };
  const read = (stream: string): Promise<Held> => {
    if (!held.has(stream)) held.set(stream, load(stream));
    return held.get(stream)!;
  };
  const factIn = async (stream: string, entry: string): Promise<Fact | null> => {
    const { standing, recorded } = await read(stream);
    const is = (fact: Fact) => fact.entry.id === entry;
    return standing.find(is) ?? recorded.find(is) ?? null;
  };
  const made = async (id: string): Promise<Fact | null> => {
    const found = book.registers.whereabouts(id, when);
    return found && factIn(found.stream, found.entry);
  };
  const cause = async (entry: string): Promise<Fact | null> => {
    const [one] = book.registers.auditTrail({ entry }, when);
    return one?.causation ? made(one.causation) : null;
  };
  const caused = async (entry: string): Promise<readonly Fact[]> => {
    const all = await Promise.all(book.registers.auditTrail({ causation: entry }, when).map((one) => factIn(one.stream, one.entry)));
    return all.filter((one) => one !== null);
  };
  const placeAt = (meeting: MeetingKnown | undefined, line: string): Step['place'] => {
    const address = addresses.meeting(meeting?.meeting ?? null);
    return meeting && address ? { meeting: meeting.meeting, name: meeting.name, boardName: meeting.boardName, address, line } : null;
  };
  /** What another stream says was said at a meeting; else it goes on from one. */
  const placeOf = async ({ entry }: Fact): Promise<Step['place']> => {
    const kind = kindOf(entry.stream);
    const own = placeAt(meetings.get(idOf(entry.stream)), entry.id);
    if (kind === 'meeting') return own;
    const said = (await cause(entry.id)) ?? (kind === 'minutes' ? null : await made(idOf(entry.stream)));
    return said && kindOf(said.entry.stream) === 'meeting' ? placeAt(meetings.get(idOf(said.entry.stream)), said.entry.id) : own;
  };
  const step = async (fact: Fact): Promise<Step> => {
    const stream = await read(fact.entry.stream);
    return { ...stream.shown.get(fact.entry.id)!, words: wordsOf(fact, stream), place: await placeOf(fact) };
  };
  return { read, made, cause, caused, step };
};

const wordsOf = ({ type, data, entry }: Fact, { standing, open }: Read): string | null => {
  if (kindOf(entry.stream) === 'minutes') return ofVersion(data, open);
  const said = (data.words ?? data.heading ?? null) as Said | null;
  if (said !== null) return readSaid(said, heldWords(standing), open);
  const [first] = textsIn(specOf(entry.stream, type)!.shape, data);
  return first === undefined ? null : inWords(open(first));
};
/** The minutes say which version; their digest is for programs. */
const ofVersion = ({ version, reason }: { readonly version?: number | null; readonly reason?: Text | null }, open: Open): string | null => {
  if (typeof version === 'number') return `version ${version}`;
  return reason ? inWords(open(reason)) : null;
};
