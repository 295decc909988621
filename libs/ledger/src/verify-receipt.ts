import { canonical, isSpelling } from '#kernel/canonical.js';
import { leafHash, textDigest } from '#event-store/digests.js';
import { checkEnvelope } from '#event-store/envelope.js';
import type { Envelope } from '#event-store/port.js';
import type { Alarm } from './alarm.js';
import { readNote, signersOf, type Note } from './checkpoint.js';
import { citationsIn } from './cited.js';
import { isHash, isPublicKey, verifierKey } from './keys.js';
import { verifyInclusion } from './proofs.js';

/** What the reader kept: a checkpoint, or keys as `keys.txt` of an export lists them. */
export type KeptByReader = { readonly checkpoint: string | null; readonly keys: string | null };
export type VerifiedReceipt = {
  readonly position: number | null;
  /** How many entries its checkpoint covers. */
  readonly size: number | null;
  readonly texts: number;
  readonly erased: number;
  readonly withheld: number;
  /** Whether it was compared with anything that the reader kept. */
  readonly compared: boolean;
  readonly alarms: readonly Alarm[];
};

type Line = { readonly position: number; readonly leaf: string; readonly envelope?: object; readonly texts?: unknown };
type Read = { readonly note: Note; readonly entry: Line; readonly proof: readonly Uint8Array[] };
type Text = { readonly digest: string; readonly salt?: string; readonly text?: string; readonly erased?: true };

/** Needs nothing but the receipt, as the bytes of its file, and what the reader kept: no book, no network. */
export const verifyReceipt = (file: Uint8Array, kept: KeptByReader): VerifiedReceipt => {
  const alarms: Alarm[] = [];
  const compared = kept.checkpoint !== null || kept.keys !== null;
  const count = { texts: 0, erased: 0, withheld: 0 };
  const receipt = readReceipt(file);
  if (!receipt) return { position: null, size: null, ...count, compared, alarms: [{ ...nowhere, says: 'this is not a receipt' }] };
  const { note, entry, proof } = receipt;
  const { position, envelope } = entry;
  const { size, root } = note.checkpoint;
  const read = envelope === undefined ? null : envelopeIn(envelope);
  const alarm = (says: string) => void alarms.push({ position, stream: read?.stream ?? null, says });
  if (!verifyInclusion(bytesOf(entry.leaf), position, size, proof, root)) alarm(`is not proved to be one of the ${size} entries`);
  if (envelope !== undefined && !read) alarm('is not an envelope');
  if (read) {
    if (Buffer.from(leafHash(Buffer.from(canonical(read)))).toString('base64url') !== entry.leaf) alarm('was changed');
    lookAtTexts(read, entry.texts, alarm, count);
  }
  alarms.push(...untrusted(note, kept).map((says) => ({ ...nowhere, says })));
  return { position, size, ...count, compared, alarms };
};
const nowhere = { position: null, stream: null } as const;

const untrusted = (note: Note, { checkpoint, keys }: KeptByReader): readonly string[] => {
  const found: string[] = [];
  if (checkpoint !== null && orNull(() => readNote(checkpoint))?.text !== note.text)
    found.push('the checkpoint that was kept is another than that of the receipt');
  if (keys !== null && signersOf(note, keysIn(keys, note.checkpoint.origin)).length === 0)
    found.push('its checkpoint is signed by no key that was kept');
  return found;
};

const keysIn = (lines: string, origin: string) =>
  lines.split('\n').flatMap((line) => {
    const [, base64] = /\+[0-9a-f]{8}\+([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    const key = base64 === undefined ? null : Buffer.from(base64, 'base64').subarray(1).toString('base64url');
    return isPublicKey(key) && verifierKey(origin, key) === line ? [key] : [];
  });

const lookAtTexts = (
  { data }: Envelope,
  texts: unknown,
  alarm: (says: string) => void,
  count: { texts: number; erased: number; withheld: number },
) => {
  const cited = citationsIn(data);
  const digests = Array.isArray(texts) && texts.every(isText) ? texts.map(({ digest }) => digest) : null;
  if (digests === null || cited === null || canonical(digests) !== canonical(cited)) return alarm('its texts are not those that it cites');
  for (const { digest, salt, text, erased } of texts as readonly Text[]) {
    count[text !== undefined ? 'texts' : erased ? 'erased' : 'withheld']++;
    if (text !== undefined && orNull(() => textDigest(salt!, text)) !== digest) alarm(`its text ${digest} was changed`);
  }
};

/** As of a line of an export. */
const mostBytes = 2 ** 24;

const readReceipt = (file: Uint8Array): Read | null =>
  orNull(() => {
    const words = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file).replace(/\n$/, '');
    const value = JSON.parse(words) as { readonly checkpoint: string; readonly entry: Line; readonly proof: readonly string[] };
    const isOne =
      file.length <= mostBytes &&
      isSpelling(words, value) &&
      has(value, 'checkpoint', 'entry', 'proof') &&
      isLine(value.entry) &&
      value.proof.every(isHash);
    return isOne ? { note: readNote(value.checkpoint), entry: value.entry, proof: value.proof.map(bytesOf) } : null;
  });

const isLine = (line: Line): boolean => {
  const isWhole = has(line, 'envelope', 'leaf', 'position', 'texts') && typeof line.envelope === 'object' && line.envelope !== null;
  return (isWhole || has(line, 'leaf', 'position')) && isHash(line.leaf) && Number.isInteger(line.position);
};
const isText = (one: unknown): one is Text => {
  if (has(one, 'digest', 'salt', 'text')) return Object.values(one as object).every((value) => typeof value === 'string');
  const { digest, erased, withheld } = (one ?? {}) as { digest?: unknown; erased?: unknown; withheld?: unknown };
  return (has(one, 'digest', 'erased') || has(one, 'digest', 'withheld')) && typeof digest === 'string' && (erased ?? withheld) === true;
};
const has = (value: unknown, ...members: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && canonical(Object.keys(value).toSorted()) === canonical(members);
const bytesOf = (hash: string): Uint8Array => Buffer.from(hash, 'base64url');
const envelopeIn = (envelope: object): Envelope | null => orNull(() => checkEnvelope(Buffer.from(canonical(envelope))));

const orNull = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};
