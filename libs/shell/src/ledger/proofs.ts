import { refusing } from '#kernel/refusal.js';
import { leafHash } from '#event-store/digests.js';
import type { Position } from '#event-store/port.js';
import { forkBefore, NotACheckpoint, readNote, type Note } from '#ledger/checkpoint.js';
import { consistencyProof, inclusionProof, sameHash, type Hash } from '#ledger/merkle.js';
import { verifyConsistency, verifyInclusion } from '#ledger/proofs.js';
import { Refused } from '../command.js';
import type { MinuteBook } from '../minute-book.js';
import { auditLines, type AuditLine } from './audit-line.js';
import type { Ledger } from './ledger.js';

export const proofRefusals = {
  'position.unknown': { says: 'The log holds no entry at this position.', remedy: 'Name one from 0 to that of the newest entry.' },
  'checkpoint.unknown': {
    says: 'No checkpoint of this size is kept.',
    remedy: 'Ask for the newest one, or for a proof between two sizes.',
  },
  'checkpoint.unreadable': {
    says: 'This is not a checkpoint.',
    remedy: 'Send the lines as they were signed: origin, size and root, an empty line, and the signature.',
  },
  'checkpoint.other-log': {
    says: 'This checkpoint was not signed by a key of this log.',
    remedy:
      'Compare its origin with that of the log. If they are the same, this is not the log that it was: keep the checkpoint, and ask why.',
  },
  'checkpoint.other-branch': {
    says: 'This log was put back from an older copy since, and went on from there under an id of its own.',
    remedy:
      'Keep the checkpoint: it covers entries of the log that this one was. Ask for the reason, which is on record in the stream `log`.',
  },
  'checkpoint.differs': {
    says: 'This log is not the one over which this checkpoint was signed.',
    remedy: 'Keep the checkpoint: it proves that entries were altered or taken out. Whoever keeps the log runs `minutebook verify`.',
  },
  'checkpoint.none': {
    says: 'No checkpoint is signed here.',
    remedy: 'Look at /health: it says which key is missing.',
  },
  'size.wrong': {
    says: 'The log had no such two sizes, one after the other.',
    remedy: 'Name a size up to that of the log, and one before it.',
  },
} as const;
const refuse = refusing(proofRefusals);

const base64 = (hash: Hash): string => Buffer.from(hash).toString('base64url');

/** That an earlier state of the log is the beginning of a later one. */
export type Consistency = { readonly first: number; readonly second: number; readonly proof: readonly string[] };
/** One entry, with or without its words, and the proof that a checkpoint covers it. */
export type Receipt = { readonly checkpoint: string; readonly entry: AuditLine; readonly proof: readonly string[] };

/** @throws Refused where no key signs here; StoreUnavailable after an alarm */
export const newestCheckpoint = async ({ ledger }: MinuteBook): Promise<string> => {
  const note = await ledger.newest();
  if (note === null) throw new Refused(refuse('checkpoint.none'));
  return note;
};

/** @throws Refused where none of this size is kept */
export const checkpointOf = async ({ ledger }: MinuteBook, size: number): Promise<string> => {
  const kept = await ledger.checkpoints.at(size);
  if (!kept) throw new Refused(refuse('checkpoint.unknown', `It would cover ${size} entries.`));
  return kept.note;
};

/** @throws Refused, StoreUnavailable */
export const consistencyOf = async ({ ledger }: MinuteBook, first: number, second: number): Promise<Consistency> => {
  ledger.mustBeTrusted();
  if (first > second || second > ledger.size) throw new Refused(refuse('size.wrong', `It has ${ledger.size} entries.`));
  const proof = await holding(
    ledger,
    () => consistencyProof(ledger.nodes, first, second),
    (one) => verifyConsistency(first, second, one, ledger.rootAt(first), ledger.rootAt(second)),
  );
  return { first, second, proof: proof.map(base64) };
};

/** A proof that holds: where one does not, the files of the tree have lost a hash, and are mended before it is made again. */
const holding = async (
  ledger: Ledger,
  make: () => readonly Hash[],
  holds: (proof: readonly Hash[]) => boolean,
): Promise<readonly Hash[]> => {
  const proof = make();
  if (holds(proof)) return proof;
  await ledger.mended();
  return make();
};

/** @throws Refused, StoreUnavailable */
export const receiptFor = async (book: MinuteBook, position: Position, withWords: boolean): Promise<Receipt> => {
  const { store, ledger } = book;
  if (position > (await store.head())) throw new Refused(refuse('position.unknown', `It is ${position}.`));
  await ledger.reached(position);
  const checkpoint = await newestCheckpoint(book);
  const { size, root } = readNote(checkpoint).checkpoint;
  const stop = new AbortController();
  for await (const recorded of store.all(position - 1, { signal: stop.signal })) {
    stop.abort();
    const [entry] = await auditLines(store, [recorded], () => (withWords ? 'words' : 'no words'));
    if (recorded.position !== position) break;
    const leaf = leafHash(recorded.bytes);
    const proof = await holding(
      ledger,
      () => inclusionProof(ledger.nodes, position, size),
      (one) => verifyInclusion(leaf, position, size, one, root),
    );
    if (!sameHash(leaf, ledger.leafAt(position))) break;
    return { checkpoint, entry: entry!, proof: proof.map(base64) };
  }
  throw new Refused(refuse('position.unknown', `It is ${position}.`));
};

/** Of a log that is known to differ each is told so who shows what it was. */
const upToNow = async ({ ledger, store }: MinuteBook): Promise<void> => {
  await ledger.reached(await store.head()).catch((error: unknown) => {
    if (!ledger.alarm) throw error;
  });
};

/** Somebody shows a checkpoint that she saw before: the proof that the log has only grown since, or an alarm. @throws Refused, StoreUnavailable */
export const compareWith = async (book: MinuteBook, words: string): Promise<Consistency & { readonly checkpoint: string }> => {
  const { ledger } = book;
  const note = noteIn(words);
  const { size } = note.checkpoint;
  // The key that signed it may have entered a moment ago.
  await upToNow(book);
  const fork = forkBefore(ledger.keys, note.checkpoint);
  if (fork !== null)
    throw new Refused(refuse('checkpoint.other-branch', `It covers ${size} entries, and the fork stands at position ${fork}.`));
  if (!ledger.isSigned(note)) throw new Refused(refuse('checkpoint.other-log', `The origin of this log is ${ledger.origin}.`));
  if (size > ledger.size && !ledger.alarm) {
    // Another server may have signed over more than has come here: only when all of that has, is the log shorter.
    await book.store.atEnd();
    await upToNow(book);
  }
  if (!(await ledger.bearsOut(note))) {
    ledger.contradicted(size);
    throw new Refused(refuse('checkpoint.differs', `It covers ${size} entries; the log has ${ledger.size}.`));
  }
  const checkpoint = await newestCheckpoint(book);
  return { ...(await consistencyOf(book, size, readNote(checkpoint).checkpoint.size)), checkpoint };
};

const noteIn = (words: string): Note => {
  try {
    return readNote(words);
  } catch (error) {
    if (error instanceof NotACheckpoint) throw new Refused(refuse('checkpoint.unreadable', error.message));
    throw error;
  }
};
