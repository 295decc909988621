import type { Fact } from '#kernel/entry.js';
import { StoreUnavailable, type EventStore, type Position } from '#event-store/port.js';
import { isClosedHere } from './closed-log.js';
import { Refused, type Command, type Reply } from './command.js';
import { derivedId } from './derived-id.js';
import type { ErasedList } from './erased-list.js';
import { factOf } from './facts.js';
import { refuse } from './refusals.js';
import { digestsIn } from './seal.js';
import type { WritePath } from './write-path.js';

type Citing = { readonly fact: Fact; readonly commandHash: string; readonly digests: readonly string[] };

/**
 * Erases words for good. The erasure goes on record first, in every stream that cites them; then the words go, and with them the
 * salt of each command that held them, so that nobody can guess at its words.
 * @throws Refused where the stream does not hold a text that is named
 */
export const erase = async (store: EventStore, write: WritePath, command: Command, list: ErasedList): Promise<Reply> => {
  const digests = digestsNamed(command);
  const here = new Set((await store.read(command.stream)).events.flatMap((recorded) => digestsIn(factOf(recorded))));
  const strange = digests.find((digest) => !here.has(digest));
  if (strange !== undefined) throw new Refused(refuse('text.not-here', `It is ${strange}.`));
  const reply = await write.handle(command);
  await finishErasures(store, write, list);
  return reply;
};

/** Brings every erasure on record to its end: at each start, since one may have been cut off. @throws StoreUnavailable */
export const finishErasures = async (store: EventStore, write: WritePath, list: ErasedList): Promise<void> => {
  const upTo = await store.head();
  const erasures = await erasuresIn(store, upTo);
  const digests = erasedBy(erasures);
  if (digests.size === 0) return;
  const citing = await citingOf(store, digests, upTo);
  try {
    await recordElsewhere(write, erasures, citing);
  } catch (error) {
    // Where the log is closed, that is left to the store in which it goes on.
    if (isClosedHere(error)) return;
    throw error;
  }
  const listed = await list.add([...digests]).catch((error: Error) => error);
  await store.texts.erase([...new Set([...digests, ...citing.map(({ commandHash }) => commandHash)])]);
  if (listed) throw notListed(list, listed);
};

/** Every erasure on record, in the order of the log. @throws StoreUnavailable */
export const erasuresIn = async (store: EventStore, upTo: Position): Promise<readonly Fact[]> => {
  const erasures: Fact[] = [];
  for await (const recorded of upToNow(store, upTo)) if (recorded.envelope.type === 'TextsErased') erasures.push(factOf(recorded));
  return erasures;
};

/** Whether an erasure was recorded after a position, or words that were erased before are cited by what came after it. @throws StoreUnavailable */
export const isErasureOpen = async (store: EventStore, after: Position, upTo: Position): Promise<boolean> => {
  const erased = new Set(await store.texts.erased());
  for await (const recorded of upToNow(store, upTo, after)) {
    if (recorded.envelope.type === 'TextsErased') return true;
    if (erased.size > 0 && digestsIn(factOf(recorded)).some((digest) => erased.has(digest))) return true;
  }
  return false;
};

/** Whether each of these texts that the stream cites is on record there as erased. @throws StoreUnavailable */
export const areOnRecord = async (store: EventStore, stream: string, digests: readonly string[]): Promise<boolean> => {
  const onRecord = erasedBy((await store.read(stream)).events.map(factOf));
  return digests.every((digest) => onRecord.has(digest));
};

/** What the erasures among these facts list. */
export const erasedBy = (facts: readonly Fact[]): ReadonlySet<string> =>
  new Set(facts.filter(({ type }) => type === 'TextsErased').flatMap(({ data }) => data.digests as readonly string[]));

/** The words are gone here; whoever puts an older copy back would not know. */
const notListed = ({ path }: ErasedList, cause: Error): StoreUnavailable =>
  new StoreUnavailable(
    `The words are gone, and ${path} does not take their digests (${cause.message}).`,
    'Make room on that disk, or give this user the right to write there: it is tried again.',
    { cause },
  );

const digestsNamed = ({ data }: Command): readonly string[] => {
  const digests = (data as { digests?: unknown } | null)?.digests;
  return Array.isArray(digests) ? digests.filter((one): one is string => typeof one === 'string') : [];
};

/** What a policy carried elsewhere cites the same words: the erasure is on record there too, with the same ground. */
const recordElsewhere = async (write: WritePath, erasures: readonly Fact[], citing: readonly Citing[]) => {
  const onRecord = (digest: string, stream: string) =>
    erasures.some(({ data, entry }) => entry.stream === stream && data.digests.includes(digest));
  for (const [stream, all] of Map.groupBy(citing, ({ fact }) => fact.entry.stream)) {
    const left = new Set(all.flatMap((one) => one.digests).filter((digest) => !onRecord(digest, stream)));
    for (const { data, entry } of left.size === 0 ? [] : erasures) {
      const digests = (data.digests as readonly string[]).filter((digest) => left.delete(digest));
      if (digests.length === 0) continue;
      const { actor, recorded } = entry;
      // What comes to cite more of them later has an id of its own: the first one stands for these and no others.
      const id = derivedId(entry.id, 'erased', stream, ...digests);
      await write.carry({ stream, id, verb: 'EraseTexts', data: { ...data, digests }, actor, recorded, causation: entry.id });
    }
  }
};

/** Each entry that cites one of these texts. @throws StoreUnavailable */
export const citingOf = async (store: EventStore, digests: ReadonlySet<string>, upTo: Position): Promise<readonly Citing[]> => {
  const citing: Citing[] = [];
  for await (const recorded of upToNow(store, upTo)) {
    const fact = factOf(recorded);
    const cited = digestsIn(fact).filter((digest) => digests.has(digest));
    if (cited.length > 0) citing.push({ fact, commandHash: recorded.envelope.commandHash, digests: cited });
  }
  return citing;
};

/** What stands after a position up to another. */
export async function* upToNow(store: EventStore, upTo: Position, after: Position = -1) {
  if (upTo <= after) return;
  const stopping = new AbortController();
  try {
    for await (const recorded of store.all(after, { signal: stopping.signal })) {
      yield recorded;
      if (recorded.position >= upTo) return;
    }
  } finally {
    stopping.abort();
  }
}
