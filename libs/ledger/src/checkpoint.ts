import { steering } from './alarm.js';
import { logAt, type KeyHistory } from './key-history.js';
import { isSignedBy, keyHash, verifierKey, type PublicKey, type SigningKey } from './keys.js';
import type { Hash } from './merkle.js';

/** The first lines of a signed note: which log, how many entries, and the root over them. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Hash };

export type Signature = { readonly name: string; readonly keyHash: Uint8Array; readonly signature: Uint8Array };
/** `text` is what is signed, its last line feed included. */
export type Note = { readonly checkpoint: Checkpoint; readonly text: string; readonly signatures: readonly Signature[] };

/** The origin of a log, and the name that its keys sign under: of the log's id the digits. */
export const originOfLog = (log: string): string => `minutebook/${log.replaceAll('-', '')}`;

/** The origin of checkpoints of this size. */
export const originAt = (history: KeyHistory, size: number): string => originOfLog(logAt(history, size) ?? '');

/** Every origin that the log has had, oldest first. */
export const originsOf = ({ log, forks }: KeyHistory): readonly string[] => [log ?? '', ...forks.map((fork) => fork.log)].map(originOfLog);

/** Where the log was forked before what this checkpoint of it covers; null where it is of this branch, or of another log. */
export const forkBefore = (history: KeyHistory, { origin, size }: Checkpoint): number | null => {
  const next = history.forks[originsOf(history).indexOf(origin)];
  return next && next.from < size ? next.from : null;
};

/** Each key as other programs of C2SP take it, under each origin under which it may have signed. */
export const verifierKeys = ({ log, forks, keys }: KeyHistory): readonly string[] => {
  const origins = [{ log: log ?? '', from: 0 }, ...forks];
  return origins.flatMap((origin, n) =>
    keys
      .filter(({ from, until }) => from < (origins[n + 1]?.from ?? Infinity) && (until === null || until > origin.from))
      .map(({ key }) => verifierKey(originOfLog(origin.log), key)),
  );
};

export class NotACheckpoint extends Error {
  constructor(because: string) {
    super(`This is not a checkpoint: ${because}.`);
    this.name = 'NotACheckpoint';
  }
}

const textOf = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

/** A C2SP checkpoint in a C2SP signed note, signed under the name of its origin. Ends with a line feed. */
export const signCheckpoint = (checkpoint: Checkpoint, key: SigningKey): string => {
  const text = textOf(checkpoint);
  const signature = Buffer.concat([keyHash(checkpoint.origin, key.publicKey), key.sign(text)]).toString('base64');
  return `${text}\n— ${checkpoint.origin} ${signature}\n`;
};

const mostBytes = 4096;
const noteForm = /^(([^\n]+)\n([1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n((?:— [^\n]+\n)+)$/u;
const signatureForm = /^— ([^ +]+) ([A-Za-z0-9+/]{7,}={0,2})$/u;

/** Strict: three lines, an empty one, and signatures in their one spelling, of whatever kind; nothing before, between or after. @throws NotACheckpoint */
export const readNote = (note: string): Note => {
  if (Buffer.byteLength(note) > mostBytes) throw new NotACheckpoint(`it has more than ${mostBytes} bytes`);
  if (!note.isWellFormed() || note.replaceAll('\n', '').search(steering) >= 0)
    throw new NotACheckpoint('it holds characters that no line has');
  const [, text, origin, size, root, signed] = noteForm.exec(note) ?? [];
  if (text === undefined) throw new NotACheckpoint('it is not an origin, a size and a root, an empty line, and signatures');
  if (!Number.isSafeInteger(Number(size))) throw new NotACheckpoint(`no log has ${size} entries`);
  const signatures = signed!.slice(0, -1).split('\n').map(signatureIn);
  return { checkpoint: { origin: origin!, size: Number(size), root: bytesIn(root!) }, text, signatures };
};

const signatureIn = (line: string): Signature => {
  const [, name, base64] = signatureForm.exec(line) ?? [];
  if (name === undefined) throw new NotACheckpoint('a line of it is not a signature');
  const bytes = bytesIn(base64!);
  return { name, keyHash: bytes.subarray(0, 4), signature: bytes.subarray(4) };
};

const bytesIn = (base64: string): Uint8Array => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) throw new NotACheckpoint('a part of it is not base64 in its one spelling');
  return bytes;
};

/** Which of these keys signed the note under the name of its origin. Signatures of others are passed over. */
export const signersOf = ({ checkpoint: { origin }, text, signatures }: Note, keys: readonly PublicKey[]): readonly PublicKey[] =>
  keys.filter((key) =>
    signatures.some((one) => one.name === origin && keyHash(origin, key).equals(one.keyHash) && isSignedBy(key, text, one.signature)),
  );
