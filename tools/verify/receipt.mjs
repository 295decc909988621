// Verifies one receipt, as docs/log-format.md says: `node verify.mjs --receipt FILE [--kept FILE]`. It needs Node (>= 20) and nothing else.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const node = (left, right) => sha256(Buffer.of(1), left, right);
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (value, members) => isObject(value) && JSON.stringify(Object.keys(value).toSorted()) === JSON.stringify(members.split(','));
const isString = (value) => typeof value === 'string';
const isKey = (value) => isString(value) && /^[A-Za-z0-9_-]{43}$/.test(value);
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');
const isHash = (value) => isKey(value) && base64url(Buffer.from(value, 'base64url')) === value;
const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
/** Null where it throws. */
const orNull = (work) => {
  try {
    return work();
  } catch {
    return null;
  }
};
const canonical = (value, depth = 0) => {
  if (depth > 100) throw new TypeError('too deep');
  if (value === null || typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  if (isString(value) && value.isWellFormed()) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join()}]`;
  if (!isObject(value)) throw new TypeError('not canonical');
  return `{${Object.keys(value)
    .toSorted()
    .map((key) => `${canonical(key)}:${canonical(value[key], depth + 1)}`)
    .join()}}`;
};
const parsed = (bytes) => {
  const value = JSON.parse(utf8(bytes));
  return Buffer.from(canonical(value)).equals(bytes) ? value : null;
};
const isSignedBy = (key, message, signature) =>
  orNull(() => verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' }), signature)) === true;
const keyBytes = (key) => Buffer.concat([Buffer.of(1), Buffer.from(key, 'base64url')]);
const keyHash = (name, key) => sha256(`${name}\n`, keyBytes(key)).subarray(0, 4);
const strict = (base64, length) => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== length || bytes.toString('base64') !== base64) throw new TypeError('not base64');
  return bytes;
};
const readNote = (bytes) => {
  const form = /^(([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n((?:— [^ +\n]+ [A-Za-z0-9+/]+=*\n)+)$/u;
  const [note, text, origin, size, root, signed] = form.exec(utf8(bytes));
  if (bytes.length > 4096 || /\p{Cc}/u.test(note.replaceAll('\n', '')) || !Number.isSafeInteger(Number(size)))
    throw new TypeError('not a checkpoint');
  const signatures = [...signed.matchAll(/^— (.+) (.+)$/gmu)].map(([, name, base64]) => [name, strict(base64, 68)]);
  return { text: Buffer.from(text), origin, size: Number(size), root: strict(root, 32), signatures };
};
const envelopeHas =
  'actor,causation,command,commandHash,correlation,data,e,enteredAt,id,nonce,occurred,recorded,recordedAt,revision,stream,type,v';
const isEnvelope = (one) =>
  has(one, envelopeHas) && one.e === 1 && [one.revision, one.v].every(Number.isInteger) && [one.id, one.stream, one.type].every(isString);
const isText = (one) =>
  (has(one, 'digest,salt,text') && Object.values(one).every(isString)) ||
  ((has(one, 'digest,erased') || has(one, 'digest,withheld')) && isString(one.digest) && (one.erased ?? one.withheld) === true);
const isLine = (line) =>
  (has(line, 'leaf,position') || (has(line, 'envelope,leaf,position,texts') && isObject(line.envelope))) &&
  isHash(line.leaf) &&
  Number.isInteger(line.position);
const cite = (value, found = new Set()) => {
  if (has(value, '$t') && isString(value.$t)) found.add(value.$t);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) cite(one, found);
  return found;
};
const leafOf = (envelope) => base64url(sha256(Buffer.of(0), canonical(envelope)));
const checkTexts = (data, texts, alarm, count) => {
  const isList = Array.isArray(texts) && texts.every(isText);
  if (!isList || canonical(texts.map(({ digest }) => digest)) !== canonical([...cite(data)].toSorted((a, b) => (a < b ? -1 : 1))))
    return (alarm('its texts are not those that it cites'), false);
  for (const { digest, salt, text, erased } of texts) {
    count[isString(text) ? 'texts' : erased ? 'erased' : 'withheld']++;
    if (isString(text) && base64url(sha256(Buffer.of(2), canonical([salt, text]))) !== digest) alarm(`its text ${digest} was changed`);
  }
  return true;
};
const isSignedWith = ({ origin, text, signatures }, key) =>
  signatures.some(([who, by]) => who === origin && by.subarray(0, 4).equals(keyHash(origin, key)) && isSignedBy(key, text, by.subarray(4)));
const keyLine = (origin, key) => `${origin}+${keyHash(origin, key).toString('hex')}+${keyBytes(key).toString('base64')}`;
const say = (alarms, counted, otherwise = 'OK') => {
  for (const alarm of alarms) process.stdout.write(`ALARM ${alarm}\n`);
  process.stdout.write(`${alarms.length > 0 ? 'FAILED' : otherwise}: ${counted}\n`);
  return alarms.length > 0 || otherwise !== 'OK' ? 1 : 0;
};

/** The root of a tree of so many leaves that holds this one at this place, by its inclusion proof. */
const rootBy = (leaf, index, size, proof) => {
  if (size === 1 || proof.length === 0) return size === 1 && proof.length === 0 ? leaf : Buffer.alloc(32);
  let split = 1;
  while (split * 2 < size) split *= 2;
  const [rest, other] = [proof.slice(0, -1), Buffer.from(proof.at(-1), 'base64url')];
  return index < split ? node(rootBy(leaf, index, split, rest), other) : node(other, rootBy(leaf, index - split, size - split, rest));
};
export const verifyReceipt = (file, keptFile) => {
  const receipt = orNull(() => parsed(Buffer.from(readFileSync(file, 'latin1').replace(/\n$/, ''), 'latin1')));
  const note = orNull(() => readNote(Buffer.from(receipt.checkpoint)));
  const { entry, proof } = receipt ?? {};
  if (!note || !has(receipt, 'checkpoint,entry,proof') || !isLine(entry) || !Array.isArray(proof) || !proof.every(isHash))
    return say(['receipt: is not a receipt'], 'nothing was verified');
  const { position, leaf, envelope, texts } = entry;
  const [alarms, count] = [[], { texts: 0, erased: 0, withheld: 0 }];
  const alarm = (says) => alarms.push(`position ${position}${isEnvelope(envelope) ? `, ${envelope.stream}` : ''}: ${says}`);
  const isIn = position >= 0 && position < note.size;
  if (!isIn || !rootBy(Buffer.from(leaf, 'base64url'), position, note.size, proof).equals(note.root))
    alarm(`is not proved to be one of the ${note.size} entries`);
  if (envelope && !isEnvelope(envelope)) alarm('is not an envelope');
  else if (envelope) {
    if (leafOf(envelope) !== leaf) alarm('was changed');
    checkTexts(envelope.data, texts, alarm, count);
  }
  const kept = keptFile === undefined ? null : readFileSync(keptFile);
  const keptNote = kept && orNull(() => readNote(kept));
  const keys = kept === null || keptNote ? [] : [...kept.toString('latin1').matchAll(/^(.+)\+[0-9a-f]{8}\+(.+)$/gm)];
  const own = keys.map(([line, name, base64]) => [line, name, Buffer.from(base64, 'base64').subarray(1).toString('base64url')]);
  const isBy = ([line, name, key]) => name === note.origin && line === keyLine(name, key) && isSignedWith(note, key);
  if (keptNote && !keptNote.text.equals(note.text)) alarms.push('kept: is another checkpoint than that of the receipt');
  if (kept && !keptNote && !own.some(isBy)) alarms.push('checkpoint: is signed by no key that was kept');
  const counted = `position ${position} of ${note.size}, ${count.texts} texts, ${count.erased} erased, ${count.withheld} withheld`;
  return say(alarms, counted, kept ? 'OK' : 'UNPROVED');
};
