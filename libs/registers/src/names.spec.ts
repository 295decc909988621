import { describe, expect, it } from '@jest/globals';
import { named } from './names.js';

const boards = [['Board', 'EM Board'], ['Members’ Board'], ['Sub Group']];
const meant = (text: string) => {
  const found = named(text, boards, (names) => names);
  return 'one' in found ? found.one[0] : found.candidates.map(([name]) => name);
};

describe('a name', () => {
  it('that is exactly one thing’s is not a part of others’', () => expect(meant('board')).toBe('Board'));
  it('is read without case, double spaces and the form of an apostrophe', () => expect(meant(" MEMBERS'  board")).toBe('Members’ Board'));
  it('that is a part of one thing’s names means it', () => expect(meant('sub')).toBe('Sub Group'));
  it('that is a part of several is answered with them', () => expect(meant('b')).toEqual(['Board', 'Members’ Board', 'Sub Group']));
  it('that nothing has is answered with nothing', () => expect([meant('council'), meant(' ')]).toEqual([[], []]));
});
