import { setTimeout as wait } from 'node:timers/promises';
import { leafHash, leafHashOf } from '#event-store/digests.js';
import { misfiledIn, recordedFrom, strangeness } from '#event-store/envelope.js';
import type { EventStore, Recorded, Unread } from '#event-store/port.js';
import { alarmInWords, type Alarm } from './alarm.js';
import { checkpointWatch } from './checkpoint-watch.js';
import type { Kept } from './kept-checkpoints.js';
import { noKeys, withFact, type KeyFact, type KeyHistory } from './key-history.js';
import { CompactRange, sameHash, type Hash } from './merkle.js';
import { againMs, alone, citingIn, textWatch, type Citing } from './text-watch.js';
import { wide, type TreeFiles } from './tree-files.js';
import { usualIn } from './usual.js';

export type Verified = {
  readonly entries: number;
  /** How many of them the newest checkpoint covers that is good. */
  readonly covered: number;
  readonly checkpoints: number;
  readonly texts: number;
  readonly erased: number;
  /** How many hashes the files of the tree have lost, below the newest checkpoint that is good: they are made anew from the log. */
  readonly lost: number;
  readonly alarms: readonly Alarm[];
  /** The keys and forks of the log, as its entries tell them. */
  readonly history: KeyHistory;
};
export type Verifying = {
  readonly store: EventStore;
  /** What was followed, as far as it is kept: with it each entry that was changed is named. */
  readonly tree: TreeFiles | null;
  readonly checkpoints: AsyncIterable<Kept> | Iterable<Kept>;
  readonly onProgress?: (done: number, of: number) => void;
  /** Told of each entry in its turn, whatever is wrong with it. */
  readonly onEntry?: (recorded: Recorded, leaf: Hash) => void;
};

const page = 256;
/** Of so many entries whose texts are missing the places are kept, to look for them again. */
const mostMissed = 16_384;
const aWhile = () => wait(againMs);
const empty = new Uint8Array(32);

/**
 * Reads the whole log once, and compares every envelope and every text that is there with the tree and with each checkpoint.
 * Memory grows with the number of streams and checkpoints, not with that of entries. @throws StoreUnavailable
 */
export const verifyLog = async ({ store, tree, checkpoints, onProgress, onEntry }: Verifying): Promise<Verified> => {
  const alarms: Alarm[] = [];
  const streams = new Map<string, { due: number }>();
  // Before it is asked where the log ends: others may go on writing, and sign what they wrote.
  const watched = await checkpointWatch(checkpoints, alarms);
  const entries = (await store.head()) + 1;
  const texts = textWatch(store, alarms);
  const leafOf = followedBy(tree);
  const differing: Alarm[] = [];
  /** Where what a hash covers ends that the files of the tree hold otherwise. */
  const others: number[] = [];
  const range = new CompactRange((row, index, node) => {
    const end = (index + 1) * wide ** row;
    if (tree && end <= tree.size && !sameHash(tree.kept(row, index), node)) others.push(end);
  });
  let history: KeyHistory = noKeys;
  let whole = true;
  let looked = 0;

  const see = (one: Unread) => {
    const { position, text } = one;
    if (position !== range.size && whole) {
      whole = false;
      alarms.push(missing(range.size, position));
    }
    const leaf = text === undefined ? leafHash(one.bytes) : leafHashOf(text);
    const { citing, revision, fact, strange } = readIn(one);
    const stream = citing?.stream ?? null;
    const kept = leafOf(position);
    if (kept && !sameHash(kept, leaf)) {
      others.push(position + 1);
      // Of what was left empty by a power cut nothing is said.
      if (!sameHash(kept, empty)) differing.push({ position, stream, says: 'was changed' });
    }
    if (strange) alarms.push({ position, stream, says: strange });
    if (citing) {
      let its = streams.get(citing.stream);
      if (!its) streams.set(alone(citing.stream), (its = { due: 0 }));
      if (revision !== its.due) alarms.push({ position, stream, says: `has revision ${revision} where ${its.due} is due` });
      its.due = revision + 1;
      if (fact) history = withFact(history, fact);
      texts.seeCiting(citing);
    }
    range.push(leaf);
    onEntry?.(recordedFrom(position, one.bytes), leaf);
    if (whole && watched.next === range.size) watched.at(range.size, range.root(), history);
  };
  for await (const some of upTo(store, -1, entries - 1)) {
    for (const one of some) see(one);
    if (range.size < looked + page) continue;
    looked = range.size;
    await texts.look();
    if (texts.missed > mostMissed) await texts.again(aWhile);
    onProgress?.(range.size, entries);
  }
  await texts.look();
  await texts.again(aWhile);
  // An erasure stands after what it erases: of what others wrote meanwhile, these alone are read.
  for await (const some of upTo(store, entries - 1, await store.head())) for (const one of some) texts.seeErasures(readIn(one).citing);
  texts.end();
  for (const position of history.unsigned) alarms.push({ position, stream: 'log', says: 'no key of this log has signed this key' });
  for (const position of history.begunAgain) alarms.push({ position, stream: 'log', says: 'begins a log, and is not its first entry' });
  const { covered, count } = watched.end(entries, whole, tree);
  // The tree's files are made from the log: where the log is what was signed, they are at fault, and they are made again.
  alarms.push(
    ...told(
      differing.filter(({ position }) => position! >= covered),
      entries,
    ),
  );
  const lost = others.filter((end) => end <= covered).length;
  return { entries, covered, checkpoints: count, ...texts.counts(), lost, alarms: inOrder(alarms), history };
};

/** One alarm for each entry that is named, the most telling first. */
const inOrder = (alarms: readonly Alarm[]): readonly Alarm[] => {
  const seen = new Set<string>();
  return alarms
    .toSorted((one, other) => (one.position ?? Infinity) - (other.position ?? Infinity))
    .filter((alarm) => !seen.has(alarmInWords(alarm)) && seen.add(alarmInWords(alarm)));
};

/** Where all to the end are others, one was put in or taken out: the first is named, and how many follow. */
const told = (differing: readonly Alarm[], entries: number): readonly Alarm[] => {
  let first = differing.length;
  while (first > 0 && differing[first - 1]!.position === entries - 1 - (differing.length - first)) first--;
  const [alone, run] = [differing.slice(0, first), differing.slice(first)];
  return run.length < 3
    ? differing
    : [...alone, { ...run[0]!, says: `is another entry than was here, and so are the ${run.length - 1} after it` }];
};

const missing = (from: number, to: number): Alarm => ({
  position: from,
  stream: null,
  says: to - from === 1 ? 'is missing' : `is missing, and so are those up to ${to - 1}`,
});

type Read = { readonly citing: Citing | null; readonly revision: number; readonly fact: KeyFact | null; readonly strange: string | null };
const isNone: Read = { citing: null, revision: 0, fact: null, strange: 'is not an envelope' };
const nothing: readonly string[] = [];
/** An envelope in another spelling is read all the same: what follows from it is said too. */
const readIn = (one: Unread): Read => {
  const { position, filed } = one;
  const usual = usualIn(one.text ?? one.bytes);
  if (usual) {
    const { stream, revision, cited, commandHash } = usual;
    const citing = { position, stream, cited, command: commandHash, erases: nothing };
    return { citing, revision, fact: null, strange: misfiledInWords(misfiledIn(filed, usual)) };
  }
  try {
    const { bytes } = one;
    const { envelope, misfiled } = recordedFrom(position, bytes, filed);
    const strange = strangeness(bytes, envelope);
    if (strange === 'other') return isNone;
    const { stream, revision, type, v, data } = envelope;
    return {
      citing: citingIn(position, envelope),
      revision,
      fact: stream === 'log' ? { position, type, v, data } : null,
      strange: misfiledInWords(misfiled) ?? (strange && 'is not an envelope in its one spelling'),
    };
  } catch {
    return isNone;
  }
};
const misfiledInWords = (member: string | undefined): string | null =>
  member === undefined ? null : `is filed under another ${member} than its envelope has`;

/** The leaf that was followed at a position; null where none was. */
const followedBy = (tree: TreeFiles | null) => {
  let from = -1;
  let leaves: readonly Hash[] = [];
  return (position: number): Hash | null => {
    if (!tree || position >= tree.size) return null;
    const first = position - (position % page);
    if (first !== from) [from, leaves] = [first, tree.leaves(first, page)];
    return leaves[position - first]!;
  };
};

/** In pages, what stands after a position up to another. */
async function* upTo(store: EventStore, after: number, last: number): AsyncGenerator<readonly Unread[]> {
  if (last <= after) return;
  const stopping = new AbortController();
  try {
    for await (const some of store.unread(after, { signal: stopping.signal })) {
      const isLast = some.at(-1)!.position >= last;
      yield isLast ? some.slice(0, some.findIndex(({ position }) => position >= last) + 1) : some;
      if (isLast) return;
    }
  } finally {
    stopping.abort();
  }
}
