#!/usr/bin/env node
// Verifies an export of a minute book, as docs/log-format.md says. It takes this file alone, and Node (>= 20.12).
// If usual.mjs lies beside it, most lines are known at a glance; what is said is the same. receipt.mjs verifies a receipt.
import { isUtf8 } from 'node:buffer';
import { createPublicKey, hash, verify } from 'node:crypto';
import { existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';

const [mostOfLine, mostOfEnvelope, mostOfNote, mostOpen] = [2 ** 24, 65_535, 4_096, 100];
const steers = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const shown = (words) => words.replace(steers, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
const isString = (value) => typeof value === 'string';
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const matches = (form) => (value) => isString(value) && form.test(value);
// The last letter has bits that are nought: one spelling for each value.
const [is32Bytes, is64Bytes] = [matches(/^[\w-]{42}[AEIMQUYcgkosw048]$/), matches(/^[\w-]{85}[AQgw]$/)];
const isUuid = matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const isName = matches(/^([A-Za-z][A-Za-z0-9]*|\$t)$/);
/** Whether names, numbers, characters and depth are canonical; JSON.stringify and the bytes see to the rest. */
const isCanonical = (value, open) => {
  if (isString(value)) return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return typeof value !== 'number' || Number.isSafeInteger(value);
  const names = Array.isArray(value) ? [] : Object.keys(value);
  const areInOrder = names.every((name, n) => isName(name) && (n === 0 || names[n - 1] < name));
  return open > 0 && areInOrder && Object.values(value).every((one) => isCanonical(one, open - 1));
};
const canonicalOrNull = (bytes, open = mostOpen) => {
  try {
    const value = JSON.parse(bytes.toString());
    return isCanonical(value, open) && bytes.equals(Buffer.from(JSON.stringify(value))) ? value : null;
  } catch {
    return null;
  }
};
/** Whether these are its members, in their order: no name has a comma. */
const has = (value, names) => isObject(value) && Object.keys(value).join() === names;
const ofEnvelope =
  'actor,causation,command,commandHash,correlation,data,e,enteredAt,id,nonce,occurred,recorded,recordedAt,revision,stream,type,v';
const isEnvelope = (one, spelt) => {
  const isWell = has(one, ofEnvelope) && Buffer.byteLength(spelt) <= mostOfEnvelope && [one.id, one.stream, one.type].every(isString);
  return isWell && one.e === 1 && [one.revision, one.v].every(Number.isInteger) && one.revision >= 0 && one.v >= 1;
};
/** The digests that it cites, each once, in their order; behind them undefined, which no text has, where a citation is none. */
const citationsIn = (value) => {
  if (typeof value !== 'object' || value === null) return [];
  const here = Object.hasOwn(value, '$t') ? [has(value, '$t') && is32Bytes(value.$t) ? value.$t : undefined] : [];
  return [...new Set([...here, ...Object.values(value).flatMap(citationsIn)])].toSorted((one, other) => (one < other ? -1 : 1));
};
const isText = (one) =>
  (has(one, 'digest,salt,text') && isString(one.salt) && isString(one.text)) ||
  ['erased', 'withheld'].some((why) => has(one, `digest,${why}`) && one[why] === true);
const asHashed = ({ digest, salt, text, erased }) => ({ digest, erased, salted: isString(text) ? JSON.stringify([salt, text]) : null });
/** Null for what is no line. `envelope` is null for what is none, `texts` unless they are those cited; a leaf alone is not `spelt`. */
const lineOrNull = (bytes) => {
  const line = canonicalOrNull(bytes);
  const isWhole = has(line, 'envelope,leaf,position,texts') && isObject(line.envelope);
  if (!(isWhole || has(line, 'leaf,position')) || !is32Bytes(line.leaf) || !Number.isInteger(line.position)) return null;
  const spelt = JSON.stringify(line.envelope);
  const envelope = isEnvelope(line.envelope, spelt) ? line.envelope : null;
  const cited = citationsIn(envelope?.data);
  const given = Array.isArray(line.texts) && line.texts.every(isText) ? line.texts.map(asHashed) : null;
  const areCited = given?.length === cited.length && given.every(({ digest }, n) => digest === cited[n]);
  return { ...line, spelt, envelope, texts: areCited ? given : null };
};
/** The bytes of each line without its line feed; null for one that has none or is too long. */
function* linesOf(path) {
  const [file, bytes] = [openSync(path, 'r'), Buffer.alloc(mostOfLine + 2 ** 20)];
  let held = 0;
  for (let read; held < mostOfLine && (read = readSync(file, bytes, held, 2 ** 20)) > 0;) {
    let rest = bytes.subarray(0, held + read);
    for (let end; (end = rest.indexOf(10)) >= 0; rest = rest.subarray(end + 1)) yield end < mostOfLine ? rest.subarray(0, end) : null;
    held = rest.copy(bytes);
  }
  if (held > 0) yield null;
}
// A hash is a string of a character for each byte: that takes less time and memory than a buffer.
const sha256 = (bytes, as = 'latin1') => hash('sha256', bytes, as);
const node = (left, right) => sha256(Buffer.from(`\u0001${left}${right}`, 'latin1'));
const rootOf = (peaks) => peaks.reduceRight((right, left) => node(left, right));
const publicKey = (x) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
const typed = (key) => Buffer.concat([Buffer.of(1), Buffer.from(key, 'base64url')]);
const keyHash = (name, key) => sha256(Buffer.concat([Buffer.from(`${name}\n`), typed(key)]), 'hex').slice(0, 8);
const keyLine = (name, key) => `${name}+${keyHash(name, key)}+${typed(key).toString('base64')}`;
const originOf = (log) => log && `minutebook/${log.replaceAll('-', '')}`;
const noteForm = /^(([^\n]+)\n([1-9]\d{0,15})\n([\w+/]{43}=)\n)\n((?:— [^ +\n]+ [\w+/]{7,}={0,2}\n)+)$/u;
const noteOrNull = (bytes) => {
  const [note, text, origin, size, root, signed] = (isUtf8(bytes) && noteForm.exec(bytes.toString())) || [];
  if (!note || bytes.length > mostOfNote || note.replaceAll('\n', '').search(steers) >= 0 || Number(size) >= 2 ** 53) return null;
  const lines = Array.from(signed.matchAll(/— ([^ ]+) (.+)\n/g), ([, name, base64]) => ({ name, base64 }));
  const isSpelt = (base64) => Buffer.from(base64, 'base64').toString('base64') === base64;
  if (!isSpelt(root) || !lines.every(({ base64 }) => isSpelt(base64))) return null;
  const ours = lines.filter(({ name }) => name === origin).map(({ base64 }) => Buffer.from(base64, 'base64'));
  return { text, origin, size: Number(size), root: Buffer.from(root, 'base64').latin1Slice(), ours: ours.filter((by) => by.length === 68) };
};
const hasSigned = (key, { origin, text, ours }) =>
  ours.some((by) => by.hexSlice(0, 4) === keyHash(origin, key) && verify(null, Buffer.from(text), publicKey(key), by.subarray(4)));
const found = (path) => statSync(path, { throwIfNoEntry: false });
const noteAt = (path) => (found(path)?.isFile() && found(path).size <= mostOfNote ? noteOrNull(readFileSync(path)) : null);
const checkTexts = (texts, count, alarm) => {
  if (!texts) alarm('its texts are not those that it cites');
  for (const { digest, salted, erased } of texts ?? []) {
    count[salted ? 'texts' : erased ? 'erased' : 'withheld']++;
    if (salted && sha256(`\u0002${salted}`, 'base64url') !== digest) alarm(`its text ${digest} was changed`);
  }
};
const counted = ({ texts, erased, withheld }) => `${texts} texts, ${erased} erased, ${withheld} withheld`;

const verifyFolder = (folder, keptFile, usualOrNull) => {
  const checkpoints = `${folder}/checkpoints`;
  const names = found(checkpoints)?.isDirectory() ? readdirSync(checkpoints, 'buffer') : [];
  const files = names.filter((name) => name.toString().endsWith('.txt')).toSorted(Buffer.compare);
  const read = files.map((name) => ({ name: name.toString(), note: noteAt(Buffer.concat([Buffer.from(`${checkpoints}/`), name])) }));
  if (keptFile !== undefined) read.push({ name: 'kept', note: noteOrNull(readFileSync(keptFile)) });
  const notes = read.filter(({ note }) => note).toSorted((one, other) => one.note.size - other.note.size);
  const named = readFileSync(`${folder}/keys.txt`, 'latin1').match(/[^\n]*\n|[^\n]+/g) ?? [];
  const count = { alarms: 0, entries: 0, leaves: 0, facts: 0, texts: 0, erased: 0, withheld: 0 };
  const alarm = (says) => (process.stdout.write(`ALARM ${shown(says)}\n`), ++count.alarms);

  const [ids, signing, replaced, recovering] = [[], new Map(), new Map(), new Set()];
  const signs = (key, size) => signing.get(key) < size && !(replaced.get(key) < size);
  const idAt = (size) => ids.findLast(({ from }) => from < size)?.log ?? null;
  const follow = ({ type, v, data }, n, alarmHere) => {
    const { log, fork, key, recoveryKey, replaces = null, signer = null, signature = null } = isObject(data) ? data : {};
    const [begins, isRecovery] = [type === 'LogBegun', type === 'RecoveryKeyNamed'];
    if (begins && n > 0) return alarmHere('begins a log, and is not its first entry');
    if (begins && isUuid(log)) ids.push({ log, from: n });
    if (begins && v > 1 && is32Bytes(key)) signing.set(key, n);
    if (begins && v > 1 && is32Bytes(recoveryKey)) recovering.add(recoveryKey);
    if (type === 'ForkDeclared' && idAt(n) && isUuid(fork) && ids.every((id) => id.log !== fork)) ids.push({ log: fork, from: n });
    if (type !== 'KeyAccepted' && !isRecovery) return undefined;
    const [verb, old, before] = isRecovery ? ['NameRecoveryKey', null, count.facts++] : ['AcceptKey', replaces, count.facts++];
    const isNew = is32Bytes(key) && !signing.has(key) && !recovering.has(key);
    const isFirst = !isRecovery && signing.size + recovering.size === 0 && (old ?? signer ?? signature) === null;
    const may = is32Bytes(signer) && (signs(signer, n) || signer === [...recovering].at(-1)) && (old === null || signs(old, n));
    const statement = () => Buffer.from(`minutebook key 1\n${idAt(n)}\n${before}\n${verb}\n${key}\n${old ?? '-'}\n`);
    const isSigned = () => is64Bytes(signature) && verify(null, statement(), publicKey(signer), Buffer.from(signature, 'base64url'));
    if (!idAt(n) || !isNew || !(isFirst || (may && isSigned()))) return alarmHere('no key of this log has signed this key');
    if (old !== null) replaced.set(old, n);
    return isRecovery ? recovering.add(key) : signing.set(key, n);
  };

  const [peaks, roots] = [[], new Map(notes.map(({ note }) => [note.size, null]))];
  const [due, onRecord, gone] = [new Map(), new Set(), []];
  const check = ({ position, leaf, spelt, envelope, texts }) => {
    if (!envelope) return alarm(`position ${position}: is not an envelope`);
    const { stream, revision, type, data } = envelope;
    const alarmHere = (says) => alarm(`position ${position}, ${stream}: ${says}`);
    const expected = due.get(stream) ?? 0;
    if (sha256(`\0${spelt}`, 'base64url') !== leaf) alarmHere('was changed');
    if (revision !== expected) alarmHere(`has revision ${revision} where ${expected} is due`);
    due.set(stream, revision + 1);
    if (stream === 'log') follow(envelope, position, alarmHere);
    const listed = type === 'TextsErased' && Array.isArray(data?.digests) ? data.digests.filter(is32Bytes) : [];
    for (const digest of listed) onRecord.add(`${stream} ${digest}`);
    for (const { digest, erased } of texts ?? []) if (erased) gone.push({ position, stream, digest });
    return checkTexts(texts, count, alarmHere);
  };
  for (const bytes of linesOf(`${folder}/entries.jsonl`)) {
    const [n, line] = [count.entries, bytes && (usualOrNull?.(bytes) ?? lineOrNull(bytes))];
    if (!line) alarm(`position ${n}: is not a line of an export`);
    else if (line.position !== n) alarm(`position ${n}: is missing`);
    if (line?.position !== n) break;
    let top = Buffer.from(line.leaf, 'base64url').latin1Slice();
    for (let size = n; size % 2 === 1; size = (size - 1) / 2) top = node(peaks.pop(), top);
    peaks.push(top);
    if (roots.has(++count.entries)) roots.set(count.entries, rootOf(peaks));
    if (line.spelt) check(line);
    else count.leaves++;
  }
  for (const { position, stream, digest } of gone.filter((one) => !onRecord.has(`${one.stream} ${one.digest}`)))
    alarm(`position ${position}, ${stream}: its text ${digest} is gone without an erasure on record`);
  for (const { name } of read.filter(({ note }) => !note)) alarm(`checkpoint ${name}: is not a checkpoint`);
  let [covered, before, differs] = [0, 0, 0];
  for (const { name, note } of notes) {
    const { size, origin } = note;
    const alarmHere = (says) => alarm(`checkpoint ${name}: ${says}`);
    if (covered < size) before = covered;
    if (size > count.entries) alarmHere(`covers ${size} entries, and there are ${count.entries}`);
    else if (origin !== originOf(idAt(size))) alarmHere('is of another log');
    else if (![...signing.keys()].some((key) => signs(key, size) && hasSigned(key, note))) alarmHere('is signed by no key of this log');
    else if (!differs && note.root !== roots.get(size)) differs = alarmHere(`is not what stands at positions ${before} to ${size - 1}`);
    else if (!differs) covered = size;
  }
  if (notes.length === 0) alarm('no checkpoint is here');
  const accepted = ids.flatMap(({ log }) => [...signing.keys()].map((key) => keyLine(originOf(log), key)));
  if (!named.every((line) => accepted.includes(line.replace('\n', '')))) alarm('keys.txt: names a key that the log did not accept');
  const entries = `${count.entries} entries, ${count.leaves} as their leaf alone, ${counted(count)}`;
  process.stdout.write(`${count.alarms > 0 ? 'FAILED' : 'OK'}: ${entries}, ${notes.length} checkpoints, ${covered} entries covered\n`);
  return count.alarms > 0 ? 1 : 0;
};

const isNotThere = (path) => `there is no ${path}. Name the folder of an export, and a file that you kept`;
const because = ({ code, path, message }) => (code === 'ENOENT' ? isNotThere(path) : message);
process.once('uncaughtException', (error) => (process.stderr.write(`verify: ${because(error)}\n`), process.exit(2)));
const [asked, option, kept, ...more] = process.argv.slice(2).filter((word, n) => n > 0 || word !== '--receipt');
const isAsked = /^[^-]/.test(asked ?? '') && more.length === 0 && (option === undefined || (option === '--kept' && kept !== undefined));
if (!isAsked) throw new Error('Usage: node verify.mjs (FOLDER | --receipt FILE) [--kept FILE]');
const own = { canonicalOrNull, checkTexts, counted, has, hasSigned, is32Bytes, keyLine, lineOrNull, node, noteOrNull, sha256, shown };
const usual = existsSync(`${import.meta.dirname}/usual.mjs`) ? (await import('./usual.mjs')).usualLines(own) : null;
const receipts = process.argv[2] === '--receipt' ? await import('./receipt.mjs') : null;
process.exitCode = receipts ? receipts.verifyReceipt(asked, kept, own) : verifyFolder(asked, kept, usual);
