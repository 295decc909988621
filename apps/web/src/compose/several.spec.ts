import { describe, expect, it } from '@jest/globals';
import type { Somebody } from './people.js';
import { isSeveral, linesIn } from './several.js';

const somebody = (person: string, name: string, initials: readonly string[] = []): Somebody => ({
  person,
  name,
  here: false,
  known: { person, names: [name], initials },
});
const people = [somebody('a', 'Member A'), somebody('b', 'Member B', ['MB']), somebody('w', 'Councillor Jeremy Webb')];
const read = (typed: string) =>
  linesIn(typed, people).map(({ typed: { name }, is }) =>
    'known' in is ? is.known.person : 'newcomer' in is ? `new: ${name}` : `unclear: ${is.unclear.map(({ person }) => person).join()}`,
  );

describe('several names at once', () => {
  it('are parted by semicolons and new lines, and never by a comma', () => {
    expect(isSeveral('Member A; Member B')).toBe(true);
    expect(isSeveral('Member A\nMember B')).toBe(true);
    expect(isSeveral('Nick Hodgson (NH), Derbyshire CC;')).toBe(false);
  });
  it('each means whom it would mean alone', () =>
    expect(read('Member A; MB; Councillor Webb;\r\nNick Hodgson (NH), Derbyshire CC')).toEqual(['a', 'b', 'w', 'new: Nick Hodgson']));
  it('a name that may mean two is not clear', () => expect(read('Member; webb')).toEqual(['unclear: a,b', 'w']));
});
