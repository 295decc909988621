#!/usr/bin/env node
// Verifies an export of a minute book, as docs/log-format.md says. It needs Node (>= 20) and nothing else.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const node = (left, right) => sha256(Buffer.of(1), left, right);
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (value, members) => isObject(value) && JSON.stringify(Object.keys(value).toSorted()) === JSON.stringify(members.split(','));
const isString = (value) => typeof value === 'string';
const isKey = (value) => isString(value) && /^[A-Za-z0-9_-]{43}$/.test(value);
const base64url = (bytes) => Buffer.from(bytes).toString('base64url');
const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
const orNull = (work) => {
  try {
    return work();
  } catch {
    return null;
  }
};
/** @throws where the value has no canonical spelling */
const canonical = (value, depth = 0) => {
  if (depth > 100) throw new TypeError('too deep');
  if (value === null || typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  if (isString(value) && value.isWellFormed()) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join()}]`;
  if (!isObject(value)) throw new TypeError('not canonical');
  const member = (key) => `${canonical(key)}:${canonical(value[key], depth + 1)}`;
  return `{${Object.keys(value).toSorted().map(member).join()}}`;
};
const parsed = (bytes) => {
  const value = JSON.parse(utf8(bytes));
  return Buffer.from(canonical(value)).equals(bytes) ? value : null;
};
/** The bytes of each line without its line feed; null in the place of a last line that has none. */
function* linesOf(path) {
  const file = openSync(path, 'r');
  const chunk = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  for (let read; (read = readSync(file, chunk)) > 0;) {
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    let from = 0;
    for (let end; (end = bytes.indexOf(10, from)) >= 0; from = end + 1) yield bytes.subarray(from, end);
    rest = bytes.subarray(from);
  }
  closeSync(file);
  if (rest.length > 0) yield null;
}

const isSignedBy = (key, message, signature) =>
  orNull(() => verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' }), signature)) === true;
const keyBytes = (key) => Buffer.concat([Buffer.of(1), Buffer.from(key, 'base64url')]);
const keyHash = (name, key) => sha256(`${name}\n`, keyBytes(key)).subarray(0, 4);
const strict = (base64, length) => {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== length || bytes.toString('base64') !== base64) throw new TypeError('not base64');
  return bytes;
};
const control = /[^\n\P{Cc}]/u;
/** @throws where it is not a checkpoint */
const readNote = (bytes) => {
  const form = /^(([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n((?:— [^ +\n]+ [A-Za-z0-9+/]+=*\n)+)$/u;
  const [note, text, origin, size, root, signed] = form.exec(utf8(bytes));
  if (bytes.length > 4096 || control.test(note) || !Number.isSafeInteger(Number(size))) throw new TypeError('not a checkpoint');
  const signatures = [...signed.matchAll(/^— (.+) (.+)$/gmu)].map(([, name, base64]) => [name, strict(base64, 68)]);
  return { text: Buffer.from(text), origin, size: Number(size), root: strict(root, 32), signatures };
};
const envelopeHas =
  'actor,causation,command,commandHash,correlation,data,e,enteredAt,id,nonce,occurred,recorded,recordedAt,revision,stream,type,v';
const areAll = (type, ...values) => values.every((value) => typeof value === type);
const isEnvelope = (value) =>
  has(value, envelopeHas) &&
  value.e === 1 &&
  areAll('number', value.revision, value.v) &&
  areAll('string', value.id, value.stream, value.type);
const isText = (one) => {
  if (has(one, 'digest,salt,text')) return areAll('string', one.digest, one.salt, one.text);
  return (has(one, 'digest,erased') || has(one, 'digest,withheld')) && isString(one.digest) && (one.erased ?? one.withheld) === true;
};
const cite = (value, found = new Set()) => {
  if (has(value, '$t') && isString(value.$t)) found.add(value.$t);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) cite(one, found);
  return found;
};

const verifyFolder = (folder, keptFile) => {
  const [alarms, peaks] = [[], []];
  const count = { entries: 0, leaves: 0, texts: 0, erased: 0, withheld: 0, covered: 0, differs: false };
  const notesIn = readdirSync(join(folder, 'checkpoints')).filter((name) => name.endsWith('.txt'));
  const given = notesIn.toSorted().map((name) => [name, readFileSync(join(folder, 'checkpoints', name))]);
  if (keptFile !== undefined) given.push(['kept', readFileSync(keptFile)]);
  const read = given.map(([name, bytes]) => ({ name, ...(orNull(() => readNote(bytes)) ?? { size: null }) }));
  const notes = read.filter(({ size }) => size !== null).toSorted((one, other) => one.size - other.size);
  const named = readFileSync(join(folder, 'keys.txt'), 'latin1');
  const root = () => peaks.reduce((right, peak) => (peak && right ? node(peak, right) : (peak ?? right)), null) ?? sha256();
  const roots = new Map(notes.map(({ size }) => [size, root()]));
  const push = (leaf) => {
    let [level, hash] = [0, leaf];
    for (; peaks[level]; peaks[level++] = null) hash = node(peaks[level], hash);
    peaks[level] = hash;
    if (roots.has(++count.entries)) roots.set(count.entries, root());
  };
  const keys = { log: '', forks: [], known: [], recovery: null, facts: 0 };
  const idAt = (size) => keys.forks.findLast(({ since }) => since <= size)?.id ?? keys.log;
  const originAt = (size) => `minutebook/${idAt(size).replaceAll('-', '')}`;
  const accept = (key, from) => keys.known.push({ key, from, until: null });
  // False where a key does not hold.
  const enterKey = ({ type, v, data }, position) => {
    const { log, fork, recoveryKey, key, replaces = null, signer, signature } = isObject(data) ? data : {};
    if (type === 'LogBegun') {
      if (isString(log)) keys.log = log;
      if (v > 1 && isKey(key)) accept(key, position);
      if (v > 1 && isKey(recoveryKey)) keys.recovery = recoveryKey;
    }
    if (type === 'ForkDeclared' && isString(fork)) keys.forks.push({ id: fork, since: position + 1 });
    const verb = { KeyAccepted: 'AcceptKey', RecoveryKeyNamed: 'NameRecoveryKey' }[type];
    if (!verb) return true;
    const statement = Buffer.from(`minutebook key 1\n${idAt(position)}\n${keys.facts++}\n${verb}\n${key}\n${replaces ?? '-'}\n`);
    if (!isKey(key) || !(replaces === null || isKey(replaces))) return false;
    const isFirst = verb === 'AcceptKey' && keys.known.length === 0 && [signer, signature, replaces].every((one) => one === null);
    const may = isKey(signer) && (signer === keys.recovery || keys.known.some((one) => one.until === null && one.key === signer));
    const isSigned = may && isString(signature) && /^[A-Za-z0-9_-]{86}$/.test(signature);
    if (!isFirst && !(isSigned && isSignedBy(signer, statement, Buffer.from(signature, 'base64url')))) return false;
    if (verb === 'NameRecoveryKey') return ((keys.recovery = key), true);
    for (const one of keys.known) if (one.until === null && one.key === replaces) one.until = position;
    return accept(key, position) > 0;
  };
  const [due, onRecord, gone] = [new Map(), new Set(), []];
  const entry = (n, { envelope, leaf, texts }) => {
    if (!isEnvelope(envelope)) return alarms.push(`position ${n}: is not an envelope`);
    const { stream, revision, type, data } = envelope;
    const alarm = (says) => alarms.push(`position ${n}, ${stream}: ${says}`);
    if (base64url(sha256(Buffer.of(0), canonical(envelope))) !== leaf) alarm('was changed');
    const expected = due.get(stream) ?? 0;
    if (revision !== expected) alarm(`has revision ${revision} where ${expected} is due`);
    due.set(stream, revision + 1);
    if (stream === 'log' && !enterKey(envelope, n)) alarm('no key of this log has signed this key');
    const digests = type === 'TextsErased' && isObject(data) && Array.isArray(data.digests) ? data.digests : [];
    for (const digest of digests.filter(isString)) onRecord.add(canonical([stream, digest]));
    const isList = Array.isArray(texts) && texts.every(isText);
    if (!isList || canonical(texts.map(({ digest }) => digest)) !== canonical([...cite(data)].toSorted((a, b) => (a < b ? -1 : 1))))
      return alarm('its texts are not those that it cites');
    for (const { digest, salt, text, erased } of texts) {
      count[isString(text) ? 'texts' : erased ? 'erased' : 'withheld']++;
      if (erased) gone.push([n, stream, digest]);
      if (isString(text) && base64url(sha256(Buffer.of(2), canonical([salt, text]))) !== digest) alarm(`its text ${digest} was changed`);
    }
  };
  for (const bytes of linesOf(join(folder, 'entries.jsonl'))) {
    const n = count.entries;
    const line = bytes && orNull(() => parsed(bytes));
    const isWhole = has(line, 'envelope,leaf,position,texts') && isObject(line.envelope);
    const isLine =
      (isWhole || has(line, 'leaf,position')) && isKey(line.leaf) && base64url(Buffer.from(line.leaf, 'base64url')) === line.leaf;
    if (!isLine || !Number.isInteger(line.position) || line.position !== n) {
      alarms.push(`position ${n}: ${isLine && Number.isInteger(line.position) ? 'is missing' : 'is not a line of an export'}`);
      break;
    }
    push(Buffer.from(line.leaf, 'base64url'));
    if (isWhole) entry(n, line);
    else count.leaves++;
  }
  for (const [n, stream, digest] of gone.filter(([, stream, digest]) => !onRecord.has(canonical([stream, digest]))))
    alarms.push(`position ${n}, ${stream}: its text ${digest} is gone without an erasure on record`);
  for (const { name } of read.filter(({ size }) => size === null)) alarms.push(`checkpoint ${name}: is not a checkpoint`);
  for (const { name, size, root: signedRoot, origin: of, text, signatures } of notes) {
    const alarm = (says) => alarms.push(`checkpoint ${name}: ${says}`);
    const may = keys.known.filter(({ from, until }) => from < size && (until === null || until >= size)).map(({ key }) => key);
    const isBy = ([who, by], key) => who === of && by.subarray(0, 4).equals(keyHash(of, key)) && isSignedBy(key, text, by.subarray(4));
    if (size > count.entries) alarm(`covers ${size} entries, and there are ${count.entries}`);
    else if (of !== originAt(size)) alarm('is of another log');
    else if (!count.differs && !signedRoot.equals(roots.get(size))) {
      alarm(`is not what stands at positions ${count.covered} to ${size - 1}`);
      count.differs = true;
    } else if (!may.some((key) => signatures.some((one) => isBy(one, key)))) alarm('is signed by no key of this log');
    else if (!count.differs) count.covered = size;
  }
  if (given.length === 0) alarms.push('no checkpoint is here');
  const lineOf = (origin, key) => `${origin}+${keyHash(origin, key).toString('hex')}+${keyBytes(key).toString('base64')}`;
  const origins = [0, ...keys.forks.map(({ since }) => since)].map(originAt);
  const accepted = origins.flatMap((origin) => keys.known.map(({ key }) => lineOf(origin, key)));
  const lines = named === '' ? [] : named.replace(/\n$/, '').split('\n');
  if (!lines.every((line) => accepted.includes(line))) alarms.push('keys.txt: names a key that the log did not accept');
  const { entries, leaves, texts, erased, withheld, covered } = count;
  const counted = `${entries} entries, ${leaves} as their leaf alone, ${texts} texts, ${erased} erased, ${withheld} withheld, ${notes.length} checkpoints`;
  for (const alarm of alarms) process.stdout.write(`ALARM ${alarm}\n`);
  process.stdout.write(`${alarms.length > 0 ? 'FAILED' : 'OK'}: ${counted}, ${covered} entries covered\n`);
  return alarms.length > 0 ? 1 : 0;
};

const [asked, option, file, ...more] = process.argv.slice(2);
try {
  const isWrong = asked === undefined || more.length > 0 || (option !== undefined && (option !== '--kept' || file === undefined));
  if (isWrong) throw new Error('Usage: node verify.mjs FOLDER [--kept FILE]');
  process.exitCode = verifyFolder(asked, file);
} catch (error) {
  process.stderr.write(`verify: ${error.message}\n`);
  process.exitCode = 2;
}
