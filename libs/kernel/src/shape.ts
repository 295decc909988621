import { lengthInLog, mostOfAText } from './length.js';
import type { Said, Stretch } from './said.js';
import { isSealed, type Text } from './text.js';

/**
 * What a value looks like, read at every edge. A plain `string` field does not exist: what is not an id, an enumeration,
 * a date or a label is a text, and a text never enters the log in clear.
 */
export type Shape<T> = {
  /** @throws BadShape with the place, what was expected and an example. */
  readonly read: (value: unknown, at: string, from: Source) => T;
  /** JSON Schema of what a client may send. Made when somebody reads it: a desk never does. */
  readonly json: object;
  /** The value with each text and id replaced by what the visitor gives for it. */
  readonly map: (value: any, visit: Visit) => any;
  /** What a form asks for. */
  readonly is: Is;
};
/** How a shape is made, for whoever makes something of it: a form asks for what it says. */
export type Is =
  | {
      readonly is:
        'words' | 'said' | 'count' | 'flag' | 'label' | 'code' | 'date' | 'partial date' | 'clock' | 'instant' | 'zone' | 'value';
    }
  | { readonly is: 'id'; readonly noun: string; readonly how: 'creates' | 'names' | 'refers' }
  | { readonly is: 'one of'; readonly of: readonly string[] }
  | { readonly is: 'maybe' | 'list'; readonly of: Shape<any> }
  | { readonly is: 'fields' | 'choice'; readonly of: Fields };
export type Of<S> = S extends Shape<infer T> ? T : never;

/** Where a value comes from decides how its texts may be written. */
export type Source = {
  /** Clients write words; the log holds none. */
  readonly words: boolean;
  /** Which digests may be cited: in the log any, in a correction those of its entry, elsewhere none. */
  readonly cites: (digest: string) => boolean;
};
export const fromClient: Source = { words: true, cites: () => false };
export const fromLog: Source = { words: false, cites: () => true };
export const correcting = (cited: ReadonlySet<string>): Source => ({ words: true, cites: (digest) => cited.has(digest) });

export type Visit = {
  readonly text?: (text: Text) => unknown;
  /** An id that this fact brings into being in its stream. */
  readonly creates?: (noun: string, id: string) => unknown;
  /** An id that must stand in this stream before this fact. */
  readonly names?: (noun: string, id: string) => unknown;
  /** An id that lives in another stream. */
  readonly refers?: (noun: string, id: string) => unknown;
};

export class BadShape extends Error {
  constructor(
    readonly at: string,
    readonly expected: string,
  ) {
    super(`${at || 'the value'} ${expected}`);
  }
}

const schemas = new WeakMap<object, object>();
/** The same schema each time that a shape is asked: who reads the catalogue tells shapes apart by it. */
const once = (shape: object, make: () => object): object => {
  const schema = schemas.get(shape) ?? make();
  schemas.set(shape, schema);
  return schema;
};

export const leaf = <T>(read: (value: unknown, at: string, from: Source) => T, json: object, is: Is = { is: 'value' }): Shape<T> => ({
  read,
  json,
  map: (value) => value,
  is,
});

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value);

const a = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
const idSays = {
  creates: (noun: string) => `new id of ${a(noun)}`,
  names: (noun: string) => `id of ${a(noun)} of this stream`,
  refers: (noun: string) => `id of ${a(noun)} of another stream`,
};
const anId = (noun: string, visited: keyof typeof idSays): Shape<string> => ({
  read: (value, at) => {
    if (isId(value)) return value;
    throw new BadShape(at, `is the id of ${a(noun)}: a UUID in small letters`);
  },
  json: { type: 'string', format: 'uuid', description: idSays[visited](noun) },
  map: (value, visit) => (visit[visited] ? visit[visited](noun, value) : value),
  is: { is: 'id', noun, how: visited },
});
/** This fact brings it into being. */
export const newId = (noun: string) => anId(noun, 'creates');
/** It must stand in this stream before this fact. */
export const the = (noun: string) => anId(noun, 'names');
/** It lives in another stream, which this one does not look into. */
export const id = (noun: string) => anId(noun, 'refers');
/** An entry of this stream. */
export const theEntry = the('entry');

/** Something that people wrote or said, kept exactly. */
export const words: Shape<Text> = {
  read: (value, at, from) => {
    if (typeof value === 'string' && from.words) return inWords(value, at) as unknown as Text;
    if (isSealed(value) && from.cites(value.$t)) return { $t: value.$t } as unknown as Text;
    if (isSealed(value)) throw new BadShape(at, 'cites a sealed text that this entry does not hold: write the words themselves');
    throw new BadShape(at, 'is words, such as "The Board agreed …"');
  },
  json: { type: 'string', minLength: 1, description: 'words' },
  map: (value, visit) => (visit.text ? visit.text(value) : value),
  is: { is: 'words' },
};

const inWords = (value: string, at: string) => {
  if (value.trim() === '') throw new BadShape(at, 'says nothing: leave it out if it is not stated');
  if (!value.isWellFormed()) throw new BadShape(at, 'has half a character (a lone surrogate): type it again');
  if (value.length * 6 + 2 > mostOfAText && lengthInLog(value) > mostOfAText)
    throw new BadShape(at, 'takes more than 480 KiB in the log, where a control character takes six bytes: leave those out, or divide it');
  return value;
};

export const count = leaf<number>(
  (value, at) => {
    if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
    throw new BadShape(at, 'is a count: 0, 1, 2 … (left out where it is not stated)');
  },
  { type: 'integer', minimum: 0 },
  { is: 'count' },
);

export const flag = leaf<boolean>(
  (value, at) => {
    if (typeof value === 'boolean') return value;
    throw new BadShape(at, 'is true or false');
  },
  { type: 'boolean' },
  { is: 'flag' },
);

const labelled = /^[0-9A-Za-z][0-9A-Za-z.()/ -]{0,15}$/;
/** A printed number or letter: `5`, `7(a)`, `1.10`. Never a position. */
export const label = leaf<string>(
  (value, at) => {
    if (typeof value === 'string' && labelled.test(value)) return value;
    throw new BadShape(at, 'is a label of at most 16 letters, digits and . ( ) / - , such as 7(a)');
  },
  { type: 'string', pattern: labelled.source },
  { is: 'label' },
);

const coded = /^[a-z]+(-[a-z]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$/;
/** A code of ours: `vote.more-than-the-roll`. */
export const code = leaf<string>(
  (value, at) => {
    if (typeof value === 'string' && coded.test(value)) return value;
    throw new BadShape(at, 'is a code, such as vote.more-than-the-roll');
  },
  { type: 'string', pattern: coded.source },
  { is: 'code' },
);

const inBase64url = (characters: number, what: string): Shape<string> => {
  const form = new RegExp(`^[A-Za-z0-9_-]{${characters}}$`);
  return leaf<string>(
    (value, at) => {
      if (typeof value === 'string' && form.test(value)) return value;
      throw new BadShape(at, `is ${what}: ${characters} letters and digits of base64url`);
    },
    { type: 'string', pattern: form.source, description: what },
  );
};
/** Of Ed25519, 32 bytes. Nobody wrote it, and whoever checks a log needs it as long as the log. */
export const publicKey = inBase64url(43, 'a public key');
/** By an Ed25519 key, 64 bytes. */
export const signature = inBase64url(86, 'a signature');

export const oneOf = <const T extends string>(...allowed: readonly T[]): Shape<T> =>
  leaf(
    (value, at) => {
      if (allowed.includes(value as T)) return value as T;
      throw new BadShape(at, `is one of: ${allowed.join(', ')}`);
    },
    { enum: allowed },
    { is: 'one of', of: allowed },
  );

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const place = (at: string, key: string) => (at ? `${at}.${key}` : key);
// A log is read through this: a loop takes a third of the time of maps and entries.
const each = <F extends Fields>(shapes: F, give: (shape: Shape<any>, key: string) => unknown) => {
  const given: Record<string, unknown> = {};
  for (const key of Object.keys(shapes)) given[key] = give(shapes[key]!, key);
  return given;
};

const isOptional = (shape: Shape<any>) => {
  try {
    shape.read(undefined, '', fromClient);
    return true;
  } catch {
    return false;
  }
};

/** Null and left out are the same: not stated. */
export const maybe = <T>(shape: Shape<T>): Shape<T | null> => ({
  read: (value, at, from) => (value === null || value === undefined ? null : shape.read(value, at, from)),
  get json() {
    return once(this, () => ({ anyOf: [shape.json, { type: 'null' }] }));
  },
  map: (value, visit) => (value === null ? null : shape.map(value, visit)),
  is: { is: 'maybe', of: shape },
});

export const list = <T>(shape: Shape<T>, most = 200): Shape<readonly T[]> => ({
  read: (value, at, from) => {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw new BadShape(at, 'is a list');
    if (value.length > most) throw new BadShape(at, `is a list of at most ${most}`);
    return value.map((one, n) => shape.read(one, `${at}[${n}]`, from));
  },
  get json() {
    return once(this, () => ({ type: 'array', items: shape.json, maxItems: most }));
  },
  map: (value: any[], visit) => value.map((one) => shape.map(one, visit)),
  is: { is: 'list', of: shape },
});

export type Fields = Readonly<Record<string, Shape<any>>>;
export type DataOf<F extends Fields> = { readonly [K in keyof F]: Of<F[K]> };

export const fields = <F extends Fields>(shapes: F): Shape<DataOf<F>> => ({
  read: (value, at, from) => {
    if (!isRecord(value)) throw new BadShape(at, `is an object with ${Object.keys(shapes).join(', ') || 'nothing in it'}`);
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(shapes, key));
    if (unknown !== undefined)
      throw new BadShape(place(at, unknown), `is not known here: known are ${Object.keys(shapes).join(', ') || 'none'}`);
    return each(shapes, (shape, key) => shape.read(value[key], place(at, key), from)) as DataOf<F>;
  },
  get json() {
    return once(this, () => ({
      type: 'object',
      properties: each(shapes, (shape) => shape.json),
      required: Object.keys(shapes).filter((key) => !isOptional(shapes[key]!)),
      additionalProperties: false,
    }));
  },
  map: (value, visit) => each(shapes, (shape, key) => shape.map(value[key], visit)),
  is: { is: 'fields', of: shapes },
});

/** One of several objects, told apart by the member that only it has. */
export const choice = <S extends Readonly<Record<string, Shape<any>>>>(options: S): Shape<Of<S[keyof S]>> => {
  const chosen = (value: object) => Object.keys(options).find((key) => Object.hasOwn(value, key));
  return {
    read: (value, at, from) => {
      const key = isRecord(value) ? chosen(value) : undefined;
      if (key === undefined) throw new BadShape(at, `is an object with one of: ${Object.keys(options).join(', ')}`);
      return options[key]!.read(value, at, from);
    },
    get json() {
      return once(this, () => ({ oneOf: Object.values(options).map((option) => option.json) }));
    },
    map: (value, visit) => options[chosen(value)!]!.map(value, visit),
    is: { is: 'choice', of: options },
  };
};

/** Words of its own, or a stretch of words that another entry holds. */
export const said: Shape<Said> = (() => {
  const stretch = fields({ in: theEntry, from: count, to: count });
  const cites = (value: unknown): value is Stretch => isRecord(value) && 'in' in value;
  return {
    read: (value, at, from) => {
      if (!cites(value)) return words.read(value, at, from);
      const read = stretch.read(value, at, from);
      if (read.from >= read.to) throw new BadShape(at, 'is a stretch that ends before it begins');
      return read;
    },
    get json() {
      return once(this, () => ({ oneOf: [words.json, stretch.json] }));
    },
    map: (value, visit) => (cites(value) ? stretch.map(value, visit) : words.map(value, visit)),
    is: { is: 'said' },
  } satisfies Shape<Said>;
})();

/** A value of another stream: the ids that it creates and names are looked for over there. Given late, since a catalogue may hold itself. */
export const elsewhere = <T>(late: () => Shape<T>): Shape<T> => ({
  read: (value, at, from) => late().read(value, at, from),
  json: {},
  map: (value, { text, refers }) => late().map(value, { ...(text && { text }), ...(refers && { refers, creates: refers, names: refers }) }),
  is: { is: 'value' },
});
