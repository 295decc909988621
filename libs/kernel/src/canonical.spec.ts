import { describe, expect, it } from '@jest/globals';
import { canonical } from './canonical.js';

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
