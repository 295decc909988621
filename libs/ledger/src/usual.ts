import { isUtf8 } from 'node:buffer';
import { isSpelling, mostOpen } from '#kernel/canonical.js';
import { maxEnvelopeBytes } from '#event-store/envelope.js';
import type { Filed } from '#event-store/port.js';

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
export const usualIn = (bytes: Uint8Array): Usual | null => {
  if (bytes.length > maxEnvelopeBytes || !isUtf8(bytes)) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const found = form.exec(text);
  if (!found) return null;
  const [, command, commandHash, data, id, occurred, revision, stream, type] = found as unknown as readonly string[];
  if (stream === 'log' || type === 'TextsErased' || (occurred !== 'null' && citationsOf(occurred!) === null)) return null;
  const digests = data!.match(citation) ?? [];
  if (citationsOf(data!) !== digests.length) return null;
  const cited = digests.map((one) => one.slice(7, -2));
  return { command: command!, commandHash: commandHash!, id: id!, revision: Number(revision), stream: stream!, type: type!, cited };
};

const citation = /\{"\$t":"[\w-]{42}[AEIMQUYcgkosw048]"\}/g;
const strings = /"[^"\\\0-\x1f]*"(?=[,\]}])/g;
const integers = /(?<=[:[,])(?:0|-?[1-9]\d{0,14})(?=[,\]}])/g;
const [mostForms, longestForm] = [1_000, 1_000];
/** How often a text is cited in each form that was found to be canonical; null where its citations are not well formed. */
const known = new Map<string, number | null>();

/**
 * JSON without a backslash is canonical if it is so with every string emptied and every integer nought: that is its form. There are
 * few of them, and to look at each once is enough. Null where it has none that is known.
 */
const citationsOf = (json: string): number | null => {
  if (json.includes('\\')) return null;
  const bare = json.replace(strings, '""').replace(integers, '0');
  const count = known.get(bare);
  if (count !== undefined) return count;
  if (bare.length > longestForm || known.size >= mostForms || !isCanonical(bare)) return null;
  const [all, wellFormed] = ['"$t":', '{"$t":""}'].map((part) => bare.split(part).length - 1);
  known.set(bare, all === wellFormed ? all! : null);
  return known.get(bare)!;
};

/** Both stand two braces deep in a line of an export. */
const isCanonical = (json: string): boolean => {
  try {
    return isSpelling(json, JSON.parse(json), mostOpen - 2);
  } catch {
    return false;
  }
};
