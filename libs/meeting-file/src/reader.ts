import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Problems, Written } from './errors.js';
import { orDid } from './spelling.js';

/** Reads one node of the file; null where it is absent, not stated, or wrong (and then a problem says so). */
export type Reader<T> = {
  readonly read: (node: Node | null, at: Place) => T | null;
  /** JSON Schema for editors, which may see `6` as a number. */
  readonly json: object;
};
export type Place = { readonly problems: Problems; readonly lineOf: (node: unknown) => number };
export type ReadBy<R> = R extends Reader<infer T> ? T : never;

const asWords = { type: ['string', 'number', 'boolean'] };
export const notStated = 'not stated';

/** Words as they are printed, on one line or folded from several; what they may say, `check` says. */
const scalar = (json: object, check?: (words: string) => string | null): Reader<Written> => ({
  json,
  read: (node, at) => {
    if (node === null) return null;
    const line = at.lineOf(node);
    if (!isScalar(node))
      return at.problems.add(
        line,
        'file.words-expected',
        'Words are expected here.',
        'Words with a colon in them stand after ">-" on lines of their own, or between quotes.',
      );
    const words = String(node.value).trim();
    const wrong = words === '' ? 'Nothing is written here.' : (check?.(words) ?? null);
    if (wrong === null) return { words, line };
    return at.problems.add(line, words === '' ? 'file.words-missing' : 'file.value-unknown', wrong, 'Leave it out if it is not stated.');
  },
});
export const words = scalar(asWords);

/** Words, or none where the key alone says what happened: `resumed:`. */
export const perhapsWords: Reader<Written | Bare> = {
  json: { anyOf: [asWords, { type: 'null' }] },
  read: (node, at) => {
    if (node === null || (isScalar(node) && String(node.value).trim() === '')) return { words: null, line: at.lineOf(node) };
    return words.read(node, at);
  },
};
export type Bare = { readonly words: null; readonly line: number };

export const oneOf = <const T extends string>(...known: readonly T[]): Reader<T> => {
  const one = scalar({ enum: known }, (said) =>
    known.includes(said as T) ? null : `"${said}" is not known here.${orDid(said, known)} Known are: ${known.join(', ')}.`,
  );
  return { json: one.json, read: (node, at) => (one.read(node, at)?.words as T | undefined) ?? null };
};

export const count: Reader<number> = {
  json: { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'string', pattern: '^(0|[1-9][0-9]*)$' }, { const: notStated }] },
  read: (node, at) => {
    const said = counted.read(node, at);
    return said === null ? null : Number(said.words);
  },
};
const counted = scalar({}, (said) => (/^(0|[1-9]\d{0,8})$/.test(said) ? null : `"${said}" is no count: write 0, 1, 2 …`));

/** Words that another function reads into a value, such as a date; it returns null for what it does not know. */
export const value = <T>(read: (said: string) => T | null, what: string): Reader<T & { readonly line: number; readonly words: string }> => {
  const one = scalar(asWords, (said) => (read(said) === null ? `"${said}" is not ${what}.` : null));
  return {
    json: one.json,
    read: (node, at) => {
      const said = one.read(node, at);
      return said && { ...read(said.words)!, line: said.line, words: said.words };
    },
  };
};

export const list = <T>(one: Reader<T>): Reader<readonly T[]> => ({
  json: { type: 'array', items: one.json },
  read: (node, at) => {
    if (node === null) return null;
    if (isSeq(node)) return node.items.flatMap((item) => one.read(item as Node, at) ?? []);
    return at.problems.add(
      at.lineOf(node),
      'file.list-expected',
      'A list is expected here.',
      'Begin each entry with "- " on a line of its own.',
    );
  },
});

export const oneOrMany = <T>(one: Reader<T>): Reader<readonly T[]> => {
  const many = list(one);
  return {
    json: { anyOf: [one.json, many.json] },
    read: (node, at) => {
      if (node === null) return null;
      if (isSeq(node)) return many.read(node, at);
      const read = one.read(node, at);
      return read === null ? null : [read];
    },
  };
};

/** A name that the paper prints, and what is said of it. A paper may print a name twice, so this may also be a sequence. */
export type Named<T> = { readonly name: Written; readonly said: T | null };
export const named = <T>(said: Reader<T>): Reader<readonly Named<T>[]> => ({
  json: {
    anyOf: [
      { type: 'object', additionalProperties: said.json },
      { type: 'array', items: { anyOf: [asWords, { type: 'object', additionalProperties: said.json }] } },
    ],
  },
  read: (node, at) => {
    if (node === null) return null;
    if (isMap(node)) return pairsOf(node).flatMap((pair) => namedBy(pair, said, at));
    if (isSeq(node))
      return node.items.flatMap((item) => (isMap(item) ? pairsOf(item).flatMap((pair) => namedBy(pair, said, at)) : nameAlone(item, at)));
    return at.problems.add(at.lineOf(node), 'file.list-expected', 'A list of names is expected here.', 'Write each on a line of its own.');
  },
});
const nameAlone = (node: unknown, at: Place) => {
  const name = words.read(node as Node, at);
  return name ? [{ name, said: null }] : [];
};
const namedBy = <T>(pair: Pair<Node, Node | null>, said: Reader<T>, at: Place): Named<T>[] => {
  const name = words.read(pair.key, at);
  return name ? [{ name, said: isNothing(pair.value) || isUnstated(pair.value) ? null : said.read(pair.value, at) }] : [];
};

export type Keys = Readonly<Record<string, Reader<unknown>>>;
/** What stands under known keys. A key left out is null, and so is one that says `not stated`: those are listed. */
export type RecordOf<K extends Keys> = { readonly [N in keyof K]: ReadBy<K[N]> | null } & {
  readonly line: number;
  readonly lines: Readonly<Record<string, number>>;
  readonly unstated: readonly string[];
};

/** @param short the key that is meant where only words are written. */
export const record = <const K extends Keys>(keys: K, short?: keyof K & string): Reader<RecordOf<K>> => {
  const known = Object.keys(keys);
  const json = {
    type: 'object',
    properties: Object.fromEntries(known.map((key) => [key, orNotStated(keys[key]!.json)])),
    additionalProperties: false,
  };
  return {
    json: short === undefined ? json : { anyOf: [keys[short]!.json, json] },
    read: (node, at) => {
      if (node === null) return null;
      if (isMap(node)) return recordIn(keys, pairsOf(node), at.lineOf(node), at);
      if (short !== undefined) return underShort(keys, short, node, at);
      return at.problems.add(
        at.lineOf(node),
        'file.keys-expected',
        `Keys are expected here: ${known.join(', ')}.`,
        'Write "key: value" on lines of their own.',
      );
    },
  };
};
const orNotStated = (json: object) => ({ anyOf: [json, { const: notStated }] });

const underShort = <K extends Keys>(keys: K, short: string, node: Node, at: Place): RecordOf<K> => {
  const line = at.lineOf(node);
  const nothing = Object.fromEntries(Object.keys(keys).map((key) => [key, null]));
  const unstated = isUnstated(node);
  const read = unstated ? null : keys[short]!.read(node, at);
  return { ...nothing, [short]: read, line, lines: { [short]: line }, unstated: unstated ? [short] : [] } as unknown as RecordOf<K>;
};

export const recordIn = <K extends Keys>(keys: K, pairs: readonly Pair<Node, Node | null>[], line: number, at: Place): RecordOf<K> => {
  const read: Record<string, unknown> = Object.fromEntries(Object.keys(keys).map((key) => [key, null]));
  const lines: Record<string, number> = {};
  const unstated: string[] = [];
  for (const pair of pairs) {
    const key = keyOf(pair);
    if (!knows(keys, key, pair, lines, at)) continue;
    lines[key] = at.lineOf(pair.key);
    if (isUnstated(pair.value)) unstated.push(key);
    else read[key] = keys[key]!.read(pair.value, at);
  }
  return { ...read, line, lines, unstated } as unknown as RecordOf<K>;
};

const knows = (keys: Keys, key: string, pair: Pair<Node, Node | null>, seen: object, at: Place): boolean => {
  const known = Object.keys(keys);
  const line = at.lineOf(pair.key);
  if (Object.hasOwn(seen, key)) {
    at.problems.add(line, 'file.key-twice', `"${key}" is written twice here.`, 'Write it once, or begin a new entry with "- ".');
    return false;
  }
  if (Object.hasOwn(keys, key)) return true;
  at.problems.add(line, 'file.key-unknown', `"${key}" is not known here.${orDid(key, known)}`, `Known are: ${known.join(', ')}.`);
  return false;
};

export const pairsOf = (map: YAMLMap): readonly Pair<Node, Node | null>[] => map.items as Pair<Node, Node | null>[];
export const keyOf = (pair: Pair<Node, Node | null>): string => (isScalar(pair.key) ? String(pair.key.value).trim() : '');
const isNothing = (node: Node | null) => node === null || (isScalar(node) && String(node.value).trim() === '');
const isUnstated = (node: Node | null) => isScalar(node) && String(node.value).trim() === notStated;
