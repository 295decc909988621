// Reads the lines of an export for verify.mjs, as docs/log-format.md says: each in its one spelling.
import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';

const [mostOfLine, mostOfEnvelope, mostOpen] = [2 ** 24, 65_535, 100];
const isString = (value) => typeof value === 'string';
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Whether these are its members, in their order. */
export const has = (value, names) => {
  let n = 0;
  for (const name in isObject(value) ? value : {}) if (name !== names[n++]) return false;
  return n === names.length;
};
const matches = (form) => (value) => isString(value) && form.test(value);
// The last letter has bits that are nought: one spelling for each value.
export const is32Bytes = matches(/^[\w-]{42}[AEIMQUYcgkosw048]$/);

const isName = matches(/^([A-Za-z][A-Za-z0-9]*|\$t)$/);
/** Whether names, numbers, characters and depth are canonical; JSON.stringify sees to the rest. */
const isCanonical = (value, open) => {
  if (isString(value)) return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return typeof value !== 'number' || Number.isSafeInteger(value);
  if (open === 0 || Array.isArray(value)) return open > 0 && value.every((one) => isCanonical(one, open - 1));
  return Object.keys(value).every((name, n, all) => isName(name) && (n === 0 || all[n - 1] < name) && isCanonical(value[name], open - 1));
};
const valueOrNull = (text, open) => {
  try {
    const value = JSON.parse(text);
    return isCanonical(value, open) && JSON.stringify(value) === text ? value : null;
  } catch {
    return null;
  }
};
const textIn = (bytes) => (isUtf8(bytes) ? bytes.toString() : '');
/** Null for what is not canonical JSON in UTF-8. */
export const parsedOrNull = (bytes) => valueOrNull(textIn(bytes), mostOpen);

const envelopeHas = ['actor', 'causation', 'command', 'commandHash', 'correlation', 'data', 'e', 'enteredAt', 'id', 'nonce'];
envelopeHas.push('occurred', 'recorded', 'recordedAt', 'revision', 'stream', 'type', 'v');
export const isEnvelope = (one, length) => {
  const isWell = length <= mostOfEnvelope && has(one, envelopeHas) && [one.id, one.stream, one.type].every(isString);
  return isWell && one.e === 1 && Number.isInteger(one.revision) && one.revision >= 0 && Number.isInteger(one.v) && one.v >= 1;
};
const isWhole = (one) => has(one, ['envelope', 'leaf', 'position', 'texts']) && isObject(one.envelope);
export const isLine = (one) => (isWhole(one) || has(one, ['leaf', 'position'])) && is32Bytes(one.leaf) && Number.isInteger(one.position);

/** Adds undefined, which no JSON holds, for what has the member of a citation and is none. */
const cite = (value, cited) => {
  if (typeof value !== 'object' || value === null) return cited;
  if (Object.hasOwn(value, '$t')) return cited.concat(has(value, ['$t']) && is32Bytes(value.$t) ? value.$t : undefined);
  return Object.values(value).reduce((found, one) => cite(one, found), cited);
};
const inOrder = (digests) => (digests.length < 2 ? digests : digests.toSorted().filter((one, n, all) => n === 0 || one !== all[n - 1]));
/** The digests that the data cite, each once, in their order. */
export const citationsIn = (data) => inOrder(cite(data, []));

const isText = (one) => {
  if (has(one, ['digest', 'salt', 'text'])) return isString(one.salt) && isString(one.text);
  return (has(one, ['digest', 'erased']) && one.erased === true) || (has(one, ['digest', 'withheld']) && one.withheld === true);
};
/** What is given of each text, its salt and words as they are hashed; null where it is no list of texts. */
export const textsOrNull = (list) => {
  if (!Array.isArray(list) || !list.every(isText)) return null;
  return list.map(({ digest, salt, text, erased }) => ({
    digest,
    erased,
    salted: text === undefined ? null : JSON.stringify([salt, text]),
  }));
};

const [inside, integer] = [String.raw`[^"\\\0-\x1f]*`, String.raw`(0|[1-9]\d{0,14})`];
const [string, words, digest] = [`"${inside}"`, `"${inside}(?:\\\\["\\\\bfnrt]${inside})*"`, '[\\w-]{42}[AEIMQUYcgkosw048]'];
const stringOrNull = `(?:null|${string})`;
const object = [1, 2, 3].reduce((inner) => `\\{[^{}]*(?:${inner}[^{}]*)*\\}`, '\\{[^{}]*\\}');
const text = `\\{"digest":"(${digest})",(?:"salt":(${string}),"text":(${words})|"withheld":true)\\}`;
const aText = text.replaceAll(/\((?=[^?])/g, '(?:');
/** What most lines look like: this alone proves their one spelling, but for that of `data` and `occurred`. */
const usual = new RegExp(
  `^\\{"envelope":(\\{"actor":${string},"causation":${stringOrNull},"command":${string},"commandHash":${string},` +
    `"correlation":${stringOrNull},"data":(${object}),"e":1,"enteredAt":${stringOrNull},"id":${string},"nonce":${string},` +
    `"occurred":(null|${object}),"recorded":${string},"recordedAt":${string},"revision":${integer},"stream":"(${inside})",` +
    `"type":"(${inside})","v":[1-9]\\d{0,14}\\}),"leaf":"(${digest})","position":${integer},"texts":\\[((?:${aText}(?:,${aText})*)?)\\]\\}$`,
);
const [strings, integers] = [new RegExp(`${string}(?=[,\\]}])`, 'g'), /(?<=[:[,])(?:0|-?[1-9]\d{0,14})(?=[,\]}])/g];
const [citation, eachText] = [new RegExp(`\\{"\\$t":"${digest}"\\}`, 'g'), new RegExp(text, 'g')];
/** How often a text is cited in each form that was found canonical. A few forms are all there are. */
const forms = new Map();
/**
 * How many texts are cited where `data` or `occurred` is written so; undefined where it is another spelling, or has to be looked at.
 * Without a backslash it is canonical if it is so with every string emptied and every integer nought: that is its form.
 */
const citedIn = (json) => {
  if (json.includes('\\')) return undefined;
  const form = json.replace(strings, '""').replace(integers, '0');
  if (!forms.has(form) && valueOrNull(form, mostOpen - 2) && form.length < 1_000 && forms.size < 1_000) {
    const [all, well] = ['"$t":', '{"$t":""}'].map((part) => form.split(part).length - 1);
    forms.set(form, all === well ? all : undefined);
  }
  return forms.get(form);
};

/**
 * Null for what is no line. `spelt` is the envelope as it is written, undefined for a leaf alone; `envelope` is null where it is none,
 * and has no data where they are known to do nothing but cite texts.
 */
export const lineOrNull = (bytes) => {
  const json = textIn(bytes);
  const [, spelt, data, occurred, revision, stream, type, leaf, position, texts] =
    (bytes.length <= mostOfEnvelope && usual.exec(json)) || [];
  if (spelt && stream !== 'log' && type !== 'TextsErased' && (occurred === 'null' || citedIn(occurred) !== undefined)) {
    const cited = data.match(citation) ?? [];
    if (cited.length === citedIn(data)) {
      const envelope = { stream, revision: Number(revision), type };
      const given = [];
      for (let one; (one = eachText.exec(texts));) given.push({ digest: one[1], salted: one[2] ? `[${one[2]},${one[3]}]` : null });
      return { leaf, position: Number(position), envelope, spelt, cited: inOrder(cited.map((one) => one.slice(7, -2))), texts: given };
    }
  }
  const line = valueOrNull(json, mostOpen);
  if (!isLine(line)) return null;
  if (!line.envelope) return line;
  const spelling = JSON.stringify(line.envelope);
  const envelope = isEnvelope(line.envelope, Buffer.byteLength(spelling)) ? line.envelope : null;
  return { ...line, envelope, spelt: spelling, cited: envelope && citationsIn(envelope.data), texts: textsOrNull(line.texts) };
};

/** The bytes of each line without its line feed; null for one that has none or is too long. */
export function* linesOf(file) {
  let [bytes, held] = [Buffer.alloc(1 << 20), 0];
  for (let read; held < mostOfLine && (read = readSync(file, bytes, held, bytes.length - held)) > 0;) {
    const filled = bytes.subarray(0, held + read);
    let from = 0;
    for (let end; (end = filled.indexOf(10, from)) >= 0; from = end + 1) yield end - from < mostOfLine ? bytes.subarray(from, end) : null;
    held = filled.copy(bytes, 0, from);
    if (held === bytes.length) bytes = Buffer.concat([bytes], 2 * held);
  }
  if (held > 0) yield null;
}
