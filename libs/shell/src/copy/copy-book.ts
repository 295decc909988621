import { InvalidEnvelope, TextWasErased, WrongRevision, type EventStore, type Position, type SealedText } from '#event-store/port.js';
import { lengthInLog } from '#kernel/length.js';
import { citedIn } from '#ledger/cited.js';
import { isClosedHere, movedFrom } from '../closed-log.js';
import { Refused } from '../command.js';
import { derivedId } from '../derived-id.js';
import type { MinuteBook } from '../minute-book.js';
import { appendUntilKnown } from '../settle.js';
import { batchesOf, type Batch } from './batches.js';
import { Comparing, differs } from './comparing.js';
import { refuse } from './refusals.js';
import type { Target } from './target.js';

/** So few entries behind, the book is closed: nobody waits long for what is left. */
const near = 32;
const patienceMs = 15_000;

export type Copied = {
  readonly size: number;
  /** As base64url. */
  readonly root: string;
  /** The store in which the book goes on. */
  readonly store: string;
  /** It had been finished before. */
  readonly again: boolean;
};
export type Copying = {
  readonly book: MinuteBook;
  readonly target: Target;
  readonly actor: string;
  readonly onProgress?: (done: number, of: number) => void;
  /** Stops between two appends: the next run goes on from there. */
  readonly signal?: AbortSignal;
};

/**
 * Copies the log with its texts to another store while it is written, closes it here, and lets it go on there once both hold the same.
 * Cut off at any moment, it is finished by the next run; two that run at once write what one would.
 * @throws Refused where the target holds something else, or the book is closed for another store
 * @throws StoreUnavailable where either end stays away
 */
export const copyBook = async ({ book, target: to, actor, onProgress, signal }: Copying): Promise<Copied> => {
  const { store: source, ledger } = book;
  const { store: target } = to;
  const store = target.storeId!;
  mustBeMeant(source, store);
  const before = target.copyOf?.agreed;
  if (before) return { ...before, store, again: true };
  let of = (await source.head()) + 1;
  const comparing = new Comparing(book, target, (done) => onProgress?.(done, of));
  try {
    await eraseThere(source, target);
    let at = await target.head();
    await comparing.reached(at);
    let kept = 0;
    // What was there at the beginning is copied before it is closed: whatever stands in the way is found while the book goes on.
    const first = of - 1;
    while (movedFrom(source) === null || at < of - 1) {
      if (at >= first && of - 1 - at <= near && movedFrom(source) === null) {
        // Before it is closed: then little is left to do while nobody can write.
        kept = await keepCheckpoints(book, to, kept, at + 1);
        await closeHere(book, store, actor);
      }
      of = (await source.head()) + 1;
      at = await copyUpTo(source, to, comparing, at, of - 1, signal);
      of = (await source.head()) + 1;
    }
    await eraseThere(source, target);
    await comparing.reached(of - 1);
    if ((await target.head()) !== of - 1) throw differs(`It holds ${(await target.head()) + 1} entries, and the book ${of}.`);
    const root = await comparing.root();
    if (root !== Buffer.from(ledger.rootAt(of)).toString('base64url')) throw differs('Its root is another.');
    await ledger.newest();
    await keepCheckpoints(book, to, kept, of);
    await target.agree({ size: of, root });
    return { size: of, root, store, again: false };
  } finally {
    await comparing.end();
  }
};

const mustBeMeant = (source: EventStore, store: string): void => {
  const moved = movedFrom(source);
  if (moved && moved.successor !== store) throw new Refused(refuse('copy.elsewhere', `It is the store ${moved.successor}.`));
};

/** Several that copy to one target close it once. */
const closeHere = async (book: MinuteBook, successor: string, actor: string): Promise<void> => {
  const id = derivedId(book.ledger.keys.log!, 'closed', successor);
  try {
    await book.record({ stream: 'log', id, verb: 'CloseLog', data: { successor }, actor, recorded: 'live' });
  } catch (error) {
    if (!isClosedHere(error)) throw error;
  }
  mustBeMeant(book.store, successor);
};

const copyUpTo = async (
  source: EventStore,
  to: Target,
  comparing: Comparing,
  after: Position,
  upTo: Position,
  signal: AbortSignal | undefined,
): Promise<Position> => {
  let at = after;
  while (at < upTo) {
    for await (const batch of batchesOf(source, at, upTo)) {
      signal?.throwIfAborted();
      const end = await copyBatch(source, to.store, batch);
      if (end === null) {
        // Somebody else copies too: what is there is compared, and then it goes on from there.
        at = await to.store.head();
        await comparing.reached(at);
        break;
      }
      at = end;
    }
  }
  return at;
};

/** The position of the last entry that was appended, or null where the stream in the target has moved. */
const copyBatch = async (source: EventStore, target: EventStore, batch: Batch): Promise<Position | null> => {
  const [{ position, envelope }] = batch;
  const bytes = batch.map((one) => one.bytes);
  try {
    const texts = await textsOf(source, batch);
    const appended = await appendUntilKnown(
      target,
      { stream: envelope.stream, expected: envelope.revision - 1, envelopes: bytes, texts },
      patienceMs,
    );
    if (appended.position !== position + batch.length - 1) throw differs(`Somebody else has written to it, before position ${position}.`);
    return appended.position;
  } catch (error) {
    if (error instanceof WrongRevision) return null;
    // Erased in both places since it was read here.
    if (error instanceof TextWasErased) return copyBatch(source, target, batch);
    // In a book from before the length of words was bounded.
    if (error instanceof InvalidEnvelope && error.member === 'texts') throw await tooLong(source, batch, error);
    throw error;
  }
};

const tooLong = async (source: EventStore, batch: Batch, { because }: InvalidEnvelope): Promise<Refused> => {
  const texts = (await textsOf(source, batch)).toSorted((one, other) => lengthOf(other) - lengthOf(one));
  const { position, envelope } = batch.find(({ envelope: { data } }) => citedIn(data).includes(texts[0]!.digest))!;
  return new Refused(refuse('copy.text-too-long', `Position ${position}, ${envelope.stream}, ${texts[0]!.digest}: the texts ${because}.`));
};
const lengthOf = ({ text }: SealedText): number => lengthInLog(text ?? '');

const textsOf = async (source: EventStore, batch: Batch): Promise<readonly SealedText[]> => {
  const wanted = batch.flatMap(({ position, envelope: { data, commandHash } }) =>
    [...citedIn(data), commandHash].map((digest) => ({ digest, position })),
  );
  const held = await source.texts.get([...new Set(wanted.map(({ digest }) => digest))]);
  const texts = new Map<string, SealedText>();
  for (const { digest, position } of wanted) {
    const found = held.get(digest);
    if (found === undefined) throw new Refused(refuse('copy.text-missing', `Position ${position} cites ${digest}.`));
    if (found !== 'erased') texts.set(digest, { digest, ...found });
  }
  return [...texts.values()];
};

const eraseThere = async (source: EventStore, target: EventStore): Promise<void> => {
  const erased = await source.texts.erased();
  if (erased.length > 0) await target.texts.erase(erased);
};

/** Those of more than `after` entries and no more than `upTo`. @returns the size of the largest */
const keepCheckpoints = async ({ ledger }: MinuteBook, to: Target, after: number, upTo: number): Promise<number> => {
  const sizes = (await ledger.checkpoints.sizes()).filter((size) => size > after && size <= upTo);
  for (const size of sizes) {
    const kept = await ledger.checkpoints.at(size);
    if (kept) await to.keep(size, kept.note, Buffer.from(ledger.rootAt(size)).toString('base64url'));
  }
  return sizes.at(-1) ?? after;
};
