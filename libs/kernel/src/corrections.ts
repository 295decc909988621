import type { Catalogue } from './event.js';
import { event } from './event.js';
import { BadShape, choice, code, count, fields, flag, id, leaf, list, maybe, oneOf, theEntry, words, type Shape } from './shape.js';
import { occurred, type Occurred } from './times.js';
import type { Text } from './text.js';

/** By what authority an entry is put right: the clerk's own, the chair's ruling, or a decision of a later meeting. */
export const authority = choice({
  clerk: fields({ clerk: flag }),
  chair: fields({ chair: maybe(id('person')) }),
  decision: fields({ decision: id('decision'), meeting: id('meeting') }),
});

export type Replacement = { readonly type: string; readonly v: number; readonly data: any; readonly occurred: Occurred | null };

/** A replacement is read, sealed and upcast by the type that it replaces. */
export const replacementIn = (catalogue: Catalogue): Shape<Replacement> => {
  const outer = fields({
    type: oneOf(...Object.keys(catalogue)),
    v: count,
    data: leaf<unknown>((value) => value, {}),
    occurred: maybe(occurred),
  });
  return {
    read: (value, at, from) => {
      const { type, v, data, occurred: when } = outer.read(value, at, from);
      const spec = catalogue[type]!;
      if (from.words && v !== spec.v) throw new BadShape(`${at}.v`, `is ${spec.v}, the version of ${type} that is written today`);
      if (v > spec.v) throw new BadShape(`${at}.v`, `is newer than this reader knows (${spec.v})`);
      return { type, v: spec.v, data: spec.shape.read(upcast(spec.upcast, v, spec.v, data), `${at}.data`, from), occurred: when };
    },
    json: {
      type: 'object',
      properties: { type: { enum: Object.keys(catalogue) }, v: count.json, data: {}, occurred: {} },
      required: ['type', 'v', 'data'],
    },
    map: (value: Replacement, visit) => ({
      ...value,
      data: catalogue[value.type]!.shape.map(value.data, visit),
      occurred: value.occurred && occurred.map(value.occurred, visit),
    }),
    is: { is: 'value' },
  };
};

export const upcast = (steps: Readonly<Record<number, (data: any) => any>>, from: number, to: number, data: unknown): unknown => {
  let upcasted = data;
  for (let v = from; v < to; v++) {
    const step = steps[v];
    if (!step) throw new BadShape('', `has version ${v}, and no step leads from it to ${v + 1}`);
    upcasted = step(upcasted);
  }
  return upcasted;
};

const digestPattern = '^[A-Za-z0-9_-]{43}$';
const typePattern = '^[A-Z][A-Za-z]+$';

const own = <const C extends Catalogue>(catalogue: C) => ({
  PutRight: event({
    v: 1,
    by: 'PutRight',
    say: 'put right',
    doc: 'An entry reads otherwise from now on. What it said before stays readable.',
    data: { entry: theEntry, follows: maybe(theEntry), replacement: replacementIn(catalogue), reason: words, authority: maybe(authority) },
    example: exampleCorrection(catalogue),
  }),
  StruckOut: event({
    v: 1,
    by: 'StrikeOut',
    say: 'strike out',
    doc: 'An entry no longer counts. It stays readable in the audit trail.',
    data: { entry: theEntry, follows: maybe(theEntry), reason: words, authority: maybe(authority) },
    asks: { entries: list(fields({ entry: theEntry, follows: maybe(theEntry) })), reason: words, authority: maybe(authority) },
    example: { entry: 'entry', follows: null, reason: 'Typed twice' as unknown as Text, authority: null },
  }),
  TextsErased: event({
    v: 1,
    by: 'EraseTexts',
    say: 'erase words',
    doc: 'Words are gone for good. Every entry that held them stands, and says so.',
    data: { digests: list(leaf<string>(aDigest, { type: 'string', pattern: digestPattern }), 500), ground: words, authority: words },
    example: {
      digests: ['c2FtcGxlLWRpZ2VzdC1vZi0zMi1ieXRlcy1sb25nISE'],
      ground: 'Asked for by the person' as unknown as Text,
      authority: 'The data protection officer' as unknown as Text,
    },
  }),
  Overridden: event({
    v: 1,
    by: 'Override',
    say: 'record as announced by the chair',
    doc: 'What follows in the same command was recorded although a rule was broken: who allowed it, by what authority and why.',
    data: {
      rules: list(code),
      by: maybe(id('person')),
      authority: oneOf('announced by the chair', 'ruling', 'standing orders', 'resolution'),
      reason: words,
    },
    example: {
      rules: ['vote.more-than-the-roll'],
      by: 'person',
      authority: 'announced by the chair',
      reason: 'The chair announced the count' as unknown as Text,
    },
  }),
  NotCarried: event({
    v: 1,
    by: 'RecordNotCarried',
    say: 'note what could not be carried over',
    doc: 'Another stream recorded something that this one could not follow.',
    data: { event: id('entry'), type: entryType(), because: code },
    example: { event: 'entry', type: 'ActionReported', because: 'action.unknown' },
  }),
});

function entryType() {
  return leaf<string>(
    (value, at) => {
      if (typeof value === 'string' && new RegExp(typePattern).test(value)) return value;
      throw new BadShape(at, 'is a type of entry');
    },
    { type: 'string', pattern: typePattern },
  );
}
function aDigest(value: unknown, at: string): string {
  if (typeof value === 'string' && new RegExp(digestPattern).test(value)) return value;
  throw new BadShape(at, 'is the digest of a text');
}
const exampleCorrection = (catalogue: Catalogue) => {
  const [type, spec] = Object.entries(catalogue)[0]!;
  return {
    entry: 'entry',
    follows: null,
    replacement: { type, v: spec.v, data: spec.example, occurred: null },
    reason: 'Misheard' as unknown as Text,
    authority: { clerk: true },
  };
};

export type KernelEvents = ReturnType<typeof own>;
/** Every stream can put right, strike out, erase, override, and say what it could not follow. */
export const withCorrections = <const C extends Catalogue>(catalogue: C): C & KernelEvents =>
  ({ ...catalogue, ...own(catalogue) }) as C & KernelEvents;
