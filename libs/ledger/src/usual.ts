import { isUtf8 } from 'node:buffer';
import { isSpelling, mostOpen } from '#kernel/canonical.js';
import { maxEnvelopeBytes } from '#event-store/envelope.js';
import type { Filed } from '#event-store/port.js';
import { citationsIn } from './cited.js';

/** What a verifier needs of an entry that does no more than to cite texts. */
export type Usual = Filed & { readonly type: string; readonly commandHash: string; readonly cited: readonly string[] };

const inside = String.raw`[^"\\\0-\x1f]*`;
const string = `"${inside}"`;
const stringOrNull = `(?:null|${string})`;
const object = [1, 2, 3].reduce((inner) => String.raw`\{[^{}]*(?:${inner}[^{}]*)*\}`, String.raw`\{[^{}]*\}`);
/** An envelope without an escape outside `data` and `occurred`: it is in its one spelling if these two are. */
const form = new RegExp(
  `^\\{"actor":${string},"causation":${stringOrNull},"command":"(${inside})","commandHash":"(${inside})","correlation":${stringOrNull},` +
    `"data":(${object}),"e":1,"enteredAt":${stringOrNull},"id":"(${inside})","nonce":${string},"occurred":(null|${object}),` +
    `"recorded":${string},"recordedAt":${string},"revision":(0|[1-9]\\d{0,14}),"stream":"(${inside})","type":"(${inside})",` +
    `"v":[1-9]\\d{0,14}\\}$`,
);

/**
 * What is read of an envelope that is well formed, in its one spelling, and of a stream and a type that say nothing of keys and
 * erasures; null where that cannot be told without parsing it.
 */
export const usualIn = (envelope: Uint8Array | string): Usual | null => {
  if (Buffer.byteLength(envelope) > maxEnvelopeBytes) return null;
  const found = form.exec(typeof envelope === 'string' ? envelope : textIn(envelope)) as readonly string[] | null;
  if (!found || found[7] === 'log' || found[8] === 'TextsErased') return null;
  if (found[5] !== 'null' && citedBy('occurred', found[5]!) === null) return null;
  const cited = citedBy(found[8]!, found[3]!);
  if (!cited) return null;
  return {
    command: found[1]!,
    commandHash: found[2]!,
    id: found[4]!,
    revision: Number(found[6]),
    stream: found[7]!,
    type: found[8]!,
    cited,
  };
};

const textIn = (bytes: Uint8Array): string =>
  isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : '';

const scalar = String.raw`(?:${string}|null|true|false|0|-?[1-9]\d{0,14})`;
const digest = String.raw`([\w-]{42}[AEIMQUYcgkosw048])`;
const [mostTypes, mostOfOne, longest] = [1_000, 20, 1_000];
/** Of each type how its data look that were found canonical: names and brackets as they stand, and any scalar where one stands. */
const known = new Map<string, RegExp[]>();

/** What data cite; null where they look like none that were seen before, and have to be parsed. */
const citedBy = (type: string, json: string): readonly string[] | null => {
  for (const one of known.get(type) ?? []) {
    const found = one.exec(json);
    if (found) return found.slice(1);
  }
  return learn(type, json) ? citedBy(type, json) : null;
};

/** JSON without a backslash stays in its one spelling when another scalar takes the place of one that is the value of no `$t`. */
const learn = (type: string, json: string): boolean => {
  const forms = known.get(type) ?? [];
  if (json.length > longest || json.includes('\\') || forms.length >= mostOfOne || known.size >= mostTypes || !isPlain(json)) return false;
  known.set(type, [...forms, new RegExp(`^${json.replace(token, patternOf)}$`)]);
  return true;
};
const token = /"\$t":"[^"]*"|"[^"]*":?|[{}[\]:,]|[^{}[\]:,"]+/g;
const patternOf = (one: string): string => {
  if (one.startsWith('"$t":')) return String.raw`"\$t":"${digest}"`;
  return one.length === 1 && '{}[]:,'.includes(one) ? `\\${one}` : one.endsWith('":') ? one : scalar;
};

/** Whether it is canonical, where it stands two braces deep in a line of an export, and its citations are well formed. */
const isPlain = (json: string): boolean => {
  try {
    const value: unknown = JSON.parse(json);
    return isSpelling(json, value, mostOpen - 2) && citationsIn(value) !== null;
  } catch {
    return false;
  }
};
