// Verifies one receipt for verify.mjs, as docs/log-format.md says: `node verify.mjs --receipt FILE [--kept FILE]`.
import { readFileSync } from 'node:fs';

const mostBytes = 2 ** 24;

/** The exit code. `by` is how verify.mjs reads and proves. @throws what the file system says */
export const verifyReceipt = (file, keptFile, by) => {
  const bytes = readFileSync(file);
  const kept = keptFile === undefined ? null : readFileSync(keptFile);
  const alarms = [];
  const say = (counted, otherwise = 'OK') => {
    for (const alarm of alarms) process.stdout.write(`ALARM ${by.shown(alarm)}\n`);
    process.stdout.write(`${alarms.length > 0 ? 'FAILED' : otherwise}: ${counted}\n`);
    return alarms.length > 0 || otherwise !== 'OK' ? 1 : 0;
  };
  const receipt = bytes.length <= mostBytes ? by.canonicalOrNull(bytes.at(-1) === 10 ? bytes.subarray(0, -1) : bytes) : null;
  const isWhole = by.has(receipt, 'checkpoint,entry,proof') && typeof receipt.checkpoint === 'string';
  const line = isWhole && by.lineOrNull(Buffer.from(JSON.stringify(receipt.entry)));
  const note = line && by.noteOrNull(Buffer.from(receipt.checkpoint));
  if (!note || !Array.isArray(receipt.proof) || !receipt.proof.every(by.is32Bytes)) {
    alarms.push('receipt: is not a receipt');
    return say('nothing was verified');
  }

  const { position, leaf, spelt, envelope, texts } = line;
  const alarm = (says) => alarms.push(`position ${position}${envelope ? `, ${envelope.stream}` : ''}: ${says}`);
  const hashes = [leaf, ...receipt.proof].map((hash) => Buffer.from(hash, 'base64url').latin1Slice());
  const isIn = position >= 0 && position < note.size;
  if (!isIn || rootBy(by.node, hashes[0], position, note.size, hashes.slice(1)) !== note.root)
    alarm(`is not proved to be one of the ${note.size} entries`);
  const count = { texts: 0, erased: 0, withheld: 0 };
  if (spelt && !envelope) alarm('is not an envelope');
  if (envelope && by.sha256(`\0${spelt}`, 'base64url') !== leaf) alarm('was changed');
  if (envelope) by.checkTexts(texts, count, alarm);

  const keptNote = kept && by.noteOrNull(kept);
  const keys = kept === null || keptNote ? [] : keysIn(kept.toString('latin1'), note.origin, by.keyLine);
  if (keptNote && keptNote.text !== note.text) alarms.push('kept: is another checkpoint than that of the receipt');
  if (kept && !keptNote && !keys.some((key) => by.hasSigned(key, note))) alarms.push('checkpoint: is signed by no key that was kept');
  return say(`position ${position} of ${note.size}, ${by.counted(count)}`, kept ? 'OK' : 'UNPROVED');
};

const keysIn = (lines, origin, keyLine) =>
  lines.split('\n').flatMap((line) => {
    const key = Buffer.from(line.slice(origin.length + 10), 'base64')
      .subarray(1)
      .toString('base64url');
    return key.length === 43 && keyLine(origin, key) === line ? [key] : [];
  });

/** The root of a tree of so many leaves that holds this one at this place, by its inclusion proof; null where the proof has another length. */
const rootBy = (node, leaf, index, size, proof) => {
  if (size === 1 || proof.length === 0) return size === 1 && proof.length === 0 ? leaf : null;
  let split = 1;
  while (split * 2 < size) split *= 2;
  const [rest, other] = [proof.slice(0, -1), proof.at(-1)];
  const inner = index < split ? rootBy(node, leaf, index, split, rest) : rootBy(node, leaf, index - split, size - split, rest);
  if (inner === null) return null;
  return index < split ? node(inner, other) : node(other, inner);
};
