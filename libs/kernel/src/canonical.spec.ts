import { describe, expect, it } from '@jest/globals';
import { canonical, isSpelling } from './canonical.js';

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
  it('refuses what JSON would leave out', () => expect(() => canonical({ a: undefined })).toThrow(/undefined/));
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
