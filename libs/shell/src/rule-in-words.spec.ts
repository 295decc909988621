import { describe, expect, it } from '@jest/globals';
import { ruleInWords } from './rule-in-words.js';

describe('what a rule rests on', () => {
  it.each([
    ['invariant 75', 'rule 75 of this book'],
    ['invariants 8, 10, 39', 'rules 8, 10, 39 of this book'],
    ['invariant 41; LGA 1972 Sch. 12 para 39', 'rule 41 of this book; LGA 1972 Sch. 12 para 39'],
    ['an office is left once', 'an office is left once'],
  ])('%s', (source, words) => expect(ruleInWords(source)).toBe(words));
});
