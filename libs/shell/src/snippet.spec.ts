import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { snippetOf, type Segment } from './snippet.js';

const inWords = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('');
const many = (words: string, times: number): Segment => ({ text: `${words} `.repeat(times), hit: false });
const hit: Segment = { text: 'letter', hit: true };

describe('a snippet', () => {
  it('of a short line is the line', () => {
    const line = [{ text: 'A ', hit: false }, hit, { text: ' to ', hit: false }, { text: 'Hill', hit: false }];
    expect(snippetOf(line)).toEqual([{ text: 'A ', hit: false }, hit, { text: ' to Hill', hit: false }]);
  });

  it('of a long line is what stands around the first words that were found, cut between words', () => {
    const words = inWords(snippetOf([many('before', 40), hit, { text: ', after'.repeat(60), hit: false }]));
    expect(words).toMatch(/^… (before )+letter(, after)+,? …$/);
    expect(words.length).toBeLessThan(250);
    expect(inWords(snippetOf([hit, { text: ', after'.repeat(60), hit: false }]))).toMatch(/^letter(, after)+,? …$/);
    expect(inWords(snippetOf([many('before', 60), hit]))).toMatch(/^… (before )+letter$/);
  });

  it('always shows what was found, and no half of a character', () => {
    const text = fc.array(fc.constantFrom('a', ' ', '😀', 'word '), { maxLength: 300 }).map((units) => units.join(''));
    fc.assert(
      fc.property(text, fc.string({ unit: fc.constantFrom('x', '😀'), minLength: 1, maxLength: 40 }), text, (before, found, after) => {
        const snippet = snippetOf([
          { text: before, hit: false },
          { text: found, hit: true },
          { text: after, hit: false },
        ]);
        expect(snippet.find((one) => one.hit)).toEqual({ text: found, hit: true });
        expect(inWords(snippet).isWellFormed()).toBe(true);
        expect((before + found + after).includes(inWords(snippet).replace(/^… /, '').replace(/ …$/, ''))).toBe(true);
      }),
    );
  });
});
