#!/usr/bin/env node
// Verifies an export of a minute book, or by receipt.mjs a receipt, as docs/log-format.md says. It needs Node (>= 20.12) and nothing else.
import { isUtf8 } from 'node:buffer';
import { createPublicKey, hash, verify } from 'node:crypto';
import { openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

const [mostOfLine, mostOfEnvelope, mostOfNote] = [2 ** 24, 65_535, 4_096];
const steers = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const shown = (words) => words.replace(steers, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
const bytesOf = (text, spelling) => Buffer.from(text, spelling);
// A hash is a string of a character for each byte: that takes less time and memory than a buffer.
const sha256 = (bytes, as = 'latin1') => hash('sha256', bytes, as);
const pair = Buffer.alloc(65, 1);
const node = (left, right) => (pair.latin1Write(left, 1), pair.latin1Write(right, 33), sha256(pair));
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (value, names) => isObject(value) && Object.keys(value).join() === names;
const matches = (form) => (value) => typeof value === 'string' && form.test(value);
// The last letter has bits that are nought: one spelling for each value.
const [isString, is32Bytes, is64Bytes] = [/^/, /^[\w-]{42}[AEIMQUYcgkosw048]$/, /^[\w-]{85}[AQgw]$/].map(matches);
const [isName, isUuid] = [/^([A-Za-z][A-Za-z0-9]*|\$t)$/, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/].map(matches);
/** Whether names, numbers, characters and depth are canonical; JSON.stringify sees to the rest. */
const isCanonical = (value, open = 100) => {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return typeof value !== 'number' || Number.isSafeInteger(value);
  if (open === 0 || Array.isArray(value)) return open > 0 && value.every((one) => isCanonical(one, open - 1));
  return Object.keys(value).every((name, n, all) => isName(name) && (n === 0 || all[n - 1] < name) && isCanonical(value[name], open - 1));
};
const parsedOrNull = (bytes) => {
  try {
    const text = isUtf8(bytes) ? bytes.toString() : '';
    const value = JSON.parse(text);
    return isCanonical(value) && JSON.stringify(value) === text ? value : null;
  } catch {
    return null;
  }
};
/** The bytes of each line without its line feed; null for one that has none or is too long. */
function* linesOf(file) {
  const chunk = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  for (let read; rest.length < mostOfLine && (read = readSync(file, chunk)) > 0;) {
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    let from = 0;
    for (let end; (end = bytes.indexOf(10, from)) >= 0; from = end + 1) yield end - from < mostOfLine ? bytes.subarray(from, end) : null;
    rest = bytes.subarray(from);
  }
  if (rest.length > 0) yield null;
}
const isSignedBy = (x, text, signature) =>
  verify(null, bytesOf(text), createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), signature);
const typed = (key) => Buffer.concat([Buffer.of(1), bytesOf(key, 'base64url')]);
const keyHash = (name, key) => sha256(Buffer.concat([bytesOf(`${name}\n`), typed(key)]), 'hex').slice(0, 8);
const keyLine = (name, key) => `${name}+${keyHash(name, key)}+${typed(key).toString('base64')}`;
const originOf = (log) => log && `minutebook/${log.replaceAll('-', '')}`;
const noteForm = /^(([^\n]+)\n([1-9]\d{0,15})\n([\w+/]{43}=)\n)\n((?:— [^ +\n]+ [\w+/]{7,}={0,2}\n)+)$/u;
const noteOrNull = (bytes) => {
  const [note, text, origin, size, root, signed] = (isUtf8(bytes) && noteForm.exec(bytes.toString())) || [];
  if (!note || bytes.length > mostOfNote || note.replaceAll('\n', '').search(steers) >= 0 || Number(size) >= 2 ** 53) return null;
  const read = [root, ...signed.match(/[^ ]+(?=\n)/g)].map((base64) => [base64, bytesOf(base64, 'base64')]);
  if (read.some(([base64, bytes]) => bytes.toString('base64') !== base64)) return null;
  const lines = signed.split('\n').filter((line) => line.startsWith(`— ${origin} `));
  const ours = lines.map((line) => bytesOf(line.split(' ')[2], 'base64')).filter((by) => by.length === 68);
  return { text, origin, size: Number(size), root: read[0][1].latin1Slice(), ours };
};
const hasSigned = (key, { origin, text, ours }) =>
  ours.some((by) => by.hexSlice(0, 4) === keyHash(origin, key) && isSignedBy(key, text, by.subarray(4)));
const found = (path) => statSync(path, { throwIfNoEntry: false });
const bytesAt = (path) => (found(path)?.isFile() && found(path).size <= mostOfNote ? readFileSync(path) : Buffer.of());
const notesIn = (folder) => {
  const names = found(folder)?.isDirectory() ? readdirSync(folder, { encoding: 'buffer' }).toSorted(Buffer.compare) : [];
  const notes = names.filter((name) => name.toString().endsWith('.txt'));
  return notes.map((name) => [name.toString(), bytesAt(Buffer.concat([bytesOf(`${folder}/`), name]))]);
};
const envelopeHas =
  'actor,causation,command,commandHash,correlation,data,e,enteredAt,id,nonce,occurred,recorded,recordedAt,revision,stream,type,v';
const isEnvelope = (one, length) => {
  const isWell = length <= mostOfEnvelope && has(one, envelopeHas) && [one.id, one.stream, one.type].every(isString);
  return isWell && one.e === 1 && Number.isInteger(one.revision) && one.revision >= 0 && Number.isInteger(one.v) && one.v >= 1;
};
const isWhole = (one) => has(one, 'envelope,leaf,position,texts') && isObject(one.envelope);
const isLine = (one) => (isWhole(one) || has(one, 'leaf,position')) && is32Bytes(one.leaf) && Number.isInteger(one.position);
const isText = (one) => {
  if (has(one, 'digest,salt,text')) return isString(one.salt) && isString(one.text);
  return (has(one, 'digest,erased') && one.erased === true) || (has(one, 'digest,withheld') && one.withheld === true);
};
/** Adds null for what has the member of a citation and is none. */
const cite = (value, cited = new Set()) => {
  if (typeof value !== 'object' || value === null) return cited;
  if (Object.hasOwn(value, '$t')) return cited.add(has(value, '$t') && is32Bytes(value.$t) ? value.$t : null);
  for (const one of Object.values(value)) cite(one, cited);
  return cited;
};
const checkTexts = (data, texts, count, alarm) => {
  const cited = [...cite(data)].toSorted((one, other) => (one < other ? -1 : 1));
  const areCited = Array.isArray(texts) && texts.length === cited.length && texts.every((one, n) => isText(one) && one.digest === cited[n]);
  if (!areCited) return (alarm('its texts are not those that it cites'), []);
  for (const { digest, salt, text, erased } of texts) {
    count[isString(text) ? 'texts' : erased ? 'erased' : 'withheld']++;
    const is = isString(text) ? sha256(`\u0002${JSON.stringify([salt, text])}`, 'base64url') : digest;
    if (is !== digest) alarm(`its text ${digest} was changed`);
  }
  return texts;
};
const counted = ({ texts, erased, withheld }) => `${texts} texts, ${erased} erased, ${withheld} withheld`;
const verifyFolder = (folder, keptFile) => {
  const given = notesIn(join(folder, 'checkpoints'));
  if (keptFile !== undefined) given.push(['kept', readFileSync(keptFile)]);
  const read = given.map(([name, bytes]) => ({ name, note: noteOrNull(bytes) }));
  const notes = read.filter(({ note }) => note).toSorted((one, other) => one.note.size - other.note.size);
  const named = readFileSync(join(folder, 'keys.txt'), 'latin1');
  const file = openSync(join(folder, 'entries.jsonl'), 'r');
  const count = { alarms: 0, entries: 0, leaves: 0, texts: 0, erased: 0, withheld: 0 };
  const alarm = (says) => (process.stdout.write(`ALARM ${shown(says)}\n`), ++count.alarms);
  const [peaks, roots] = [[], new Map(notes.map(({ note }) => [note.size, '']))];
  const root = () => peaks.reduce((right, left) => (left && right ? node(left, right) : (left ?? right)), null);
  const grow = (leaf) => {
    let [level, top] = [0, leaf];
    for (; peaks[level]; peaks[level++] = null) top = node(peaks[level], top);
    peaks[level] = top;
    if (roots.has(++count.entries)) roots.set(count.entries, root());
  };
  const keys = { ids: [], from: new Map(), until: new Map(), recovery: null, entered: new Set(), facts: 0 };
  const signs = (key, size) => keys.from.get(key) < size && !(keys.until.get(key) < size);
  const idAt = (size) => keys.ids.findLast(({ from }) => from < size)?.log ?? null;
  const follow = ({ type, v, data }, n, alarmHere) => {
    const { log, fork, key, recoveryKey, replaces, signer, signature } = isObject(data) ? data : {};
    const enter = (one, isRecovery) => (keys.entered.add(one), isRecovery ? (keys.recovery = one) : keys.from.set(one, n));
    const [begins, forks] = [type === 'LogBegun', type === 'ForkDeclared' && idAt(n) && keys.ids.every((id) => id.log !== fork)];
    if (begins && n > 0) return alarmHere('begins a log, and is not its first entry');
    if ((begins && isUuid(log)) || (forks && isUuid(fork))) keys.ids.push({ log: begins ? log : fork, from: n });
    if (begins && v > 1 && is32Bytes(key)) enter(key, false);
    if (begins && v > 1 && is32Bytes(recoveryKey)) enter(recoveryKey, true);
    if (type !== 'KeyAccepted' && type !== 'RecoveryKeyNamed') return undefined;
    const [isRecovery, verb] = type === 'KeyAccepted' ? [false, 'AcceptKey'] : [true, 'NameRecoveryKey'];
    const old = isRecovery ? null : (replaces ?? null);
    const statement = `minutebook key 1\n${idAt(n)}\n${keys.facts++}\n${verb}\n${key}\n${old ?? '-'}\n`;
    const isFirst = !isRecovery && keys.entered.size === 0 && (signer ?? signature ?? old ?? null) === null;
    const may = is32Bytes(signer) && (signer === keys.recovery || signs(signer, n)) && (old === null || signs(old, n));
    const isSigned = () => may && is64Bytes(signature) && isSignedBy(signer, statement, bytesOf(signature, 'base64url'));
    const holds = idAt(n) && is32Bytes(key) && !keys.entered.has(key) && (isFirst || isSigned());
    if (!holds) return alarmHere('no key of this log has signed this key');
    if (old !== null) keys.until.set(old, n);
    return enter(key, isRecovery);
  };
  const [due, onRecord, gone] = [new Map(), new Set(), []];
  const check = (n, { envelope, leaf, texts }, bytes) => {
    if (!isEnvelope(envelope, bytes.length - 1)) return alarm(`position ${n}: is not an envelope`);
    const { stream, revision, type, data } = envelope;
    const alarmHere = (says) => alarm(`position ${n}, ${stream}: ${says}`);
    if (sha256(bytes, 'base64url') !== leaf) alarmHere('was changed');
    const expected = due.get(stream) ?? 0;
    if (revision !== expected) alarmHere(`has revision ${revision} where ${expected} is due`);
    due.set(stream, revision + 1);
    if (stream === 'log') follow(envelope, n, alarmHere);
    const listed = type === 'TextsErased' && Array.isArray(data?.digests) ? data.digests.filter(is32Bytes) : [];
    for (const digest of listed) onRecord.add(`${stream} ${digest}`);
    for (const { digest, erased } of checkTexts(data, texts, count, alarmHere)) if (erased) gone.push([n, `${stream} ${digest}`]);
  };
  for (const bytes of linesOf(file)) {
    const [n, line] = [count.entries, bytes && parsedOrNull(bytes)];
    const isRead = isLine(line) && line.position === n;
    if (!isRead && alarm(`position ${n}: ${isLine(line) ? 'is missing' : 'is not a line of an export'}`)) break;
    grow(bytesOf(line.leaf, 'base64url').latin1Slice());
    const after = `,"leaf":"${line.leaf}","position":${n},"texts":${JSON.stringify(line.texts)}}`;
    // The leaf is a hash of 0x00 and the envelope: 0x00 takes the place of the colon before it.
    bytes[11] = 0;
    if (line.envelope) check(n, line, bytes.subarray(11, bytes.length - Buffer.byteLength(after)));
    else count.leaves++;
  }
  for (const [n, text] of gone.filter(([, one]) => !onRecord.has(one)))
    alarm(`position ${n}, ${text.slice(0, -44)}: its text ${text.slice(-43)} is gone without an erasure on record`);
  for (const { name } of read.filter(({ note }) => !note)) alarm(`checkpoint ${name}: is not a checkpoint`);
  let [covered, before, differs] = [0, 0, 0];
  for (const { name, note } of notes) {
    const { size, origin } = note;
    const alarmHere = (says) => alarm(`checkpoint ${name}: ${says}`);
    if (covered < size) before = covered;
    if (size > count.entries) alarmHere(`covers ${size} entries, and there are ${count.entries}`);
    else if (origin !== originOf(idAt(size))) alarmHere('is of another log');
    else if (![...keys.from.keys()].some((key) => signs(key, size) && hasSigned(key, note))) alarmHere('is signed by no key of this log');
    else if (!differs && note.root !== roots.get(size)) differs = alarmHere(`is not what stands at positions ${before} to ${size - 1}`);
    else if (!differs) covered = size;
  }
  if (notes.length === 0) alarm('no checkpoint is here');
  const accepted = keys.ids.flatMap(({ log }) => [...keys.from.keys()].map((key) => keyLine(originOf(log), key)));
  const lines = named === '' ? [] : named.replace(/\n$/, '').split('\n');
  if (!lines.every((line) => accepted.includes(line))) alarm('keys.txt: names a key that the log did not accept');
  const entries = `${count.entries} entries, ${count.leaves} as their leaf alone, ${counted(count)}`;
  process.stdout.write(`${count.alarms > 0 ? 'FAILED' : 'OK'}: ${entries}, ${notes.length} checkpoints, ${covered} entries covered\n`);
  return count.alarms > 0 ? 1 : 0;
};
process.once('uncaughtException', ({ message }) => (process.stderr.write(`verify: ${message}\n`), process.exit(2)));
const [asked, option, file, ...more] = process.argv.slice(2).filter((word, n) => n > 0 || word !== '--receipt');
const isAsked = asked !== undefined && more.length === 0 && (option === undefined || (option === '--kept' && file !== undefined));
if (!isAsked) throw new Error('Usage: node verify.mjs (FOLDER | --receipt FILE) [--kept FILE]');
const reading = { has, is32Bytes, isEnvelope, isLine, noteOrNull, parsedOrNull };
const proving = { checkTexts, counted, hasSigned, keyLine, node, sha256, shown };
const receipts = process.argv[2] === '--receipt' ? await import('./receipt.mjs') : null;
process.exitCode = receipts ? receipts.verifyReceipt(asked, file, { ...reading, ...proving }) : verifyFolder(asked, file);
