import { describe, expect, it } from '@jest/globals';
import { fields, label, leaf, list, maybe, words } from '#kernel/shape.js';
import { catalogues } from '#domain/catalogues.js';

type Json = { readonly [key: string]: unknown };

/** Every string that is neither words nor an id, an enumeration, a date or a label: what somebody typed there would enter the log in clear. */
const plainStrings = (json: unknown, at = ''): readonly string[] => {
  if (typeof json !== 'object' || json === null || json === words.json) return [];
  const node = json as Json;
  const open = node['type'] === 'string' && !node['enum'] && !node['pattern'] && !node['format'];
  return open ? [at] : Object.entries(node).flatMap(([key, value]) => plainStrings(value, `${at}/${key}`));
};

const events = Object.entries(catalogues).flatMap(([kind, catalogue]) =>
  Object.entries(catalogue).map(([type, spec]) => [`${kind} ${type}`, spec] as const),
);

describe('what people write is a text', () => {
  it.each(events)('%s holds no plain string', (_, { shape, asks }) => {
    expect([...plainStrings(shape.json), ...plainStrings(asks.json)]).toEqual([]);
  });

  it('notices a plain string, however deep', () => {
    const name = leaf<string>((value) => value as string, { type: 'string', minLength: 1 });
    const shape = fields({ sound: words, known: label, people: maybe(list(fields({ name }))) });
    expect(plainStrings(shape.json)).toEqual(['/properties/people/anyOf/0/items/properties/name']);
  });
});

describe('every verb', () => {
  const verbs = events.map(([name, { by, say, doc }]) => ({ name, by, say, doc }));

  it('has the clerk’s own words', () => {
    expect(verbs.filter(({ say }) => !/^\p{Ll}[\p{L} ’-]+$/u.test(say)).map(({ name }) => name)).toEqual([]);
  });

  it('is imperative, and asks for one fact of its stream', () => {
    const asked = Object.entries(catalogues).flatMap(([kind, catalogue]) => Object.values(catalogue).map(({ by }) => `${kind} ${by}`));
    expect(asked.filter((verb, n) => asked.indexOf(verb) !== n)).toEqual([]);
    expect(verbs.filter(({ by }) => !/^[A-Z][A-Za-z]+$/.test(by))).toEqual([]);
  });

  it('has a sentence that ends', () => {
    expect(verbs.filter(({ doc }) => !doc.endsWith('.')).map(({ name }) => name)).toEqual([]);
  });
});
