// How lines of an export mostly look, for verify.mjs: what looks so is in its one spelling, and need not be parsed to know it.
// Whatever it does not know is read by verify.mjs, which can do without this file and then says the same.
import { isUtf8 } from 'node:buffer';

const [mostOfEnvelope, mostOpen, mostKept] = [65_535, 100, 1_000];
const [inside, integer, digest] = [String.raw`[^"\\\0-\x1f]*`, String.raw`(0|[1-9]\d{0,14})`, '[\\w-]{42}[AEIMQUYcgkosw048]'];
const [string, words] = [`"${inside}"`, `"${inside}(?:\\\\["\\\\bfnrt]${inside})*"`];
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

/** Whether the texts are those that are cited, each once, in their order. */
const areThose = (texts, cited) => {
  if (cited.length < 2) return texts.length === cited.length && (cited.length === 0 || texts[0].digest === cited[0]);
  const due = cited.toSorted((one, other) => (one < other ? -1 : 1)).filter((one, n, all) => n === 0 || one !== all[n - 1]);
  return texts.length === due.length && due.every((digest, n) => texts[n].digest === digest);
};
/** As verify.mjs hashes them. */
const textsIn = (list) => {
  const texts = [];
  for (let one; (one = eachText.exec(list));) texts.push({ digest: one[1], salted: one[2] ? `[${one[2]},${one[3]}]` : null });
  return texts;
};

/** What reads a line as verify.mjs would, with all that it asks of an envelope like this; null where it has to be read there. */
export const usualLines = ({ canonicalOrNull }) => {
  /** How many members `$t` each form has that was found canonical. A few forms are all there are. */
  const forms = new Map();
  /**
   * How many members `$t` are in `data` or `occurred` that is written so; undefined where it is another spelling, or has to be looked at.
   * Without a backslash it is canonical if it is so with every string emptied and every integer nought: that is its form.
   */
  const citingIn = (json) => {
    if (json.includes('\\')) return undefined;
    const form = json.replace(strings, '""').replace(integers, '0');
    if (!forms.has(form) && form.length < mostKept && forms.size < mostKept && canonicalOrNull(Buffer.from(form), mostOpen - 2))
      forms.set(form, form.split('"$t":').length - 1);
    return forms.get(form);
  };
  const known = new Set();
  /** At first a name of its own: as a part of its line it would keep all of that in memory. */
  const nameOf = (stream) => {
    if (known.has(stream)) return stream;
    const own = ` ${stream}`.slice(1);
    known.add(own);
    return own;
  };
  return (bytes) => {
    const [, spelt, data, occurred, revision, stream, type, leaf, position, list] =
      (bytes.length <= mostOfEnvelope && isUtf8(bytes) && usual.exec(bytes.toString())) || [];
    if (!spelt || stream === 'log' || type === 'TextsErased') return null;
    const cited = data.match(citation)?.map((one) => one.slice(7, -2)) ?? [];
    // Each member is one of these, or there is one that is no citation.
    if (cited.length !== citingIn(data) || (occurred !== 'null' && citingIn(occurred) === undefined)) return null;
    const texts = textsIn(list);
    if (!areThose(texts, cited)) return null;
    const envelope = { stream: nameOf(stream), revision: Number(revision), type };
    return { position: Number(position), leaf, spelt, envelope, texts };
  };
};
