import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '#testing/runs.js';
import { canonical, isSpelling } from './canonical.js';

const text = fc.string({ unit: 'binary' }).filter((one) => one !== '__proto__');
const { value: anyValue } = fc.letrec((again) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.maxSafeInteger().map((one) => one + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(again('value')),
    fc.dictionary(text, again('value'), { noNullPrototype: true }),
  ),
}));
/** The same value, with the members of each object the other way round. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, one]) => [name, turned(one)])
      .reverse(),
  );
};

describe('the canonical spelling', () => {
  it('sorts members by UTF-16 code units, at every depth', () =>
    expect(canonical({ b: 1, a: { '€': 1, '\r': 2, 1: 3, '😀': 4, '\ufb33': 5 } })).toBe('{"a":{"\\r":2,"1":3,"€":1,"😀":4,"דּ":5},"b":1}'));
  it('keeps the order of lists', () => expect(canonical([3, 1, [2, null, true]])).toBe('[3,1,[2,null,true]]'));
  it('escapes as JSON does and nothing more', () => expect(canonical('é"\\\n\u0007/')).toBe('"é\\"\\\\\\n\\u0007/"'));
  it.each([[1.5], [Number.NaN], [Infinity], [2 ** 53], [-0]])('refuses the number %p', (number) =>
    expect(() => canonical(number)).toThrow(TypeError),
  );
  it('refuses half a character in a text and in a name', () => {
    expect(() => canonical('\ud800')).toThrow(/lone surrogate/);
    expect(() => canonical({ '\udc00': 1 })).toThrow(/lone surrogate/);
  });
  it('refuses what JSON would leave out', () => {
    expect(() => canonical({ a: undefined })).toThrow(/undefined/);
    expect(() => canonical([undefined])).toThrow(/undefined/);
    expect(() => canonical([{ a: [new Map([[1, 2]]).keys] }])).toThrow(/function/);
  });
  it('asks no value how it would be written', () => {
    expect(canonical({ a: new Date(0) })).toBe('{"a":{}}');
    expect(() => canonical({ toJSON: () => 'another' })).toThrow(/function/);
    expect(() => canonical(Object.assign([1], { toJSON: () => 'another' }))).not.toThrow();
    expect(canonical(Object.assign([1], { toJSON: () => 'another' }))).toBe('[1]');
  });
  it('is one, in whatever order the members come', () =>
    fc.assert(
      fc.property(anyValue, (value) => {
        const [one, other] = [canonical(value), canonical(turned(value))];
        expect(other).toBe(one);
        expect([JSON.parse(one), canonical(JSON.parse(one))]).toEqual([value, one]);
      }),
      runs({ gate: 300, nightly: 10_000 }),
    ));
});

const spelled = (text: string, open?: number) => isSpelling(text, JSON.parse(text), open);
describe('a text that is a canonical spelling', () => {
  it.each([['{"a":1,"b":[true,null,"é\\n"],"c":{"$t":"x"}}'], ['[]'], ['"𝔐"'], ['-9007199254740991']])('%s', (text) =>
    expect([spelled(text), canonical(JSON.parse(text))]).toEqual([true, text]),
  );
  it.each([
    ['a space', '{"a": 1}'],
    ['another order', '{"b":1,"a":2}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['a fraction', '[1.5]'],
    ['a number with a point', '[1.0]'],
    ['a nought with a sign', '[-0]'],
    ['a number that is too large', '[9007199254740992]'],
    ['half a character', '["\\ud800"]'],
    ['an escape that is not needed', '["\\u0061"]'],
    ['a name that is a number', '{"1":1}'],
    ['a name that is not of ASCII', '{"é":1}'],
    ['a name that is empty', '{"":1}'],
    ['a name that begins with a dollar', '{"$u":1}'],
  ])('is not one with %s', (_, text) => expect(spelled(text)).toBe(false));
  it('nests as deep as is said, and no deeper', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect([spelled(nested(100)), spelled(nested(101)), spelled(nested(3), 3), spelled(nested(4), 3)]).toEqual([true, false, true, false]);
    expect(spelled(nested(20_000))).toBe(false);
  });
});
