#!/usr/bin/env node
// Verifies an export of a minute book, or by receipt.mjs a receipt, as docs/log-format.md says. It needs Node (>= 20.12) and nothing else.
import { isUtf8 } from 'node:buffer';
import { createPublicKey, hash, verify } from 'node:crypto';
import { openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { is32Bytes, isObject, lineOrNull, linesOf } from './lines.mjs';

const mostOfNote = 4_096;
const steers = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const shown = (words) => words.replace(steers, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
const bytesOf = (text, spelling) => Buffer.from(text, spelling);
// A hash is a string of a character for each byte: that takes less time and memory than a buffer.
const sha256 = (bytes, as = 'latin1') => hash('sha256', bytes, as);
const pair = Buffer.alloc(65, 1);
const node = (left, right) => (pair.latin1Write(left, 1), pair.latin1Write(right, 33), sha256(pair));
const is64Bytes = (value) => typeof value === 'string' && /^[\w-]{85}[AQgw]$/.test(value);
const isUuid = (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
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
const checkTexts = (cited, texts, count, alarm) => {
  if (texts?.length !== cited.length || !texts.every(({ digest }, n) => digest === cited[n]))
    return (alarm('its texts are not those that it cites'), []);
  for (const { digest, salted, erased } of texts) {
    count[salted ? 'texts' : erased ? 'erased' : 'withheld']++;
    if (salted && sha256(`\u0002${salted}`, 'base64url') !== digest) alarm(`its text ${digest} was changed`);
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
  const check = (n, { spelt, envelope, leaf, cited, texts }, bytes) => {
    if (!envelope) return alarm(`position ${n}: is not an envelope`);
    const { stream, revision, type, data } = envelope;
    const alarmHere = (says) => alarm(`position ${n}, ${stream}: ${says}`);
    // The leaf is a hash of 0x00 and the envelope: 0x00 takes the place of the colon before it.
    bytes[11] = 0;
    if (sha256(bytes.subarray(11, 12 + Buffer.byteLength(spelt)), 'base64url') !== leaf) alarmHere('was changed');
    const expected = due.get(stream) ?? 0;
    if (revision !== expected) alarmHere(`has revision ${revision} where ${expected} is due`);
    // A name of its own: as a part of its line it would keep all of that in memory.
    due.set(due.has(stream) ? stream : ` ${stream}`.slice(1), revision + 1);
    if (stream === 'log') follow(envelope, n, alarmHere);
    const listed = type === 'TextsErased' && Array.isArray(data?.digests) ? data.digests.filter(is32Bytes) : [];
    for (const digest of listed) onRecord.add(`${stream} ${digest}`);
    for (const { digest, erased } of checkTexts(cited, texts, count, alarmHere)) if (erased) gone.push([n, `${stream} ${digest}`]);
  };
  for (const bytes of linesOf(file)) {
    const [n, line] = [count.entries, bytes && lineOrNull(bytes)];
    if (line?.position !== n && alarm(`position ${n}: ${line ? 'is missing' : 'is not a line of an export'}`)) break;
    grow(bytesOf(line.leaf, 'base64url').latin1Slice());
    if (line.spelt) check(n, line, bytes);
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
const proving = { checkTexts, counted, hasSigned, keyLine, node, noteOrNull, sha256, shown };
const receipts = process.argv[2] === '--receipt' ? await import('./receipt.mjs') : null;
process.exitCode = receipts ? receipts.verifyReceipt(asked, file, proving) : verifyFolder(asked, file);
