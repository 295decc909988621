import { describe, expect, it } from '@jest/globals';
import { byAnyName, byFullName, matching, nameOf, withInitials } from './names.js';

const one = (name: string, ...initials: string[]) => ({ names: [name], initials });
const people = [
  one('Councillor Martin Hill OBE'),
  one('Councillor Jeremy Webb'),
  one('Chris Allison', 'CA'),
  one('Mrs Ann Webb'),
  one('Dr B Stone'),
];
const meant = (printed: string) => matching(printed, people, byAnyName).map(({ names }) => names[0]);

describe('a name in a file', () => {
  it.each([
    ['Councillor Martin Hill OBE', ['Councillor Martin Hill OBE']],
    ['councillor  martin hill, OBE', ['Councillor Martin Hill OBE']],
    ['Cllr. Martin Hill', ['Councillor Martin Hill OBE']],
    ['Cllr Hill', ['Councillor Martin Hill OBE']],
    ['Clr Hill', ['Councillor Martin Hill OBE']],
    ['Councillor Webb', ['Councillor Jeremy Webb']],
    ['Martin Hill', ['Councillor Martin Hill OBE']],
    ['CA', ['Chris Allison']],
    ['ca', []],
    ['Webb', []],
    ['Mr Webb', []],
    ['Councillor Hill-Webb', []],
  ])('%s means %j', (printed, names) => {
    expect(meant(printed)).toEqual(names);
  });

  it('that fits several is answered with all of them', () => {
    expect(matching('Cllr Webb', [...people, one('Cllr Joan Webb')], byAnyName).length).toBe(2);
  });

  it('knows somebody of the book again by a full name only', () => {
    expect(matching('Councillor Webb', people, byFullName)).toEqual([]);
    expect(matching('Cllr Jeremy Webb MBE', people, byFullName).length).toBe(1);
  });

  it('may be a surname like a title, or one word', () => {
    expect([nameOf('Dean Dame'), nameOf('Dame'), nameOf('')]).toEqual([
      { title: null, first: 'dean', surname: 'dame' },
      { title: null, first: '', surname: 'dame' },
      { title: null, first: '', surname: '' },
    ]);
  });

  it('carries its initials in brackets', () => {
    expect([withInitials('Chris Allison (CA)'), withInitials('Chris Allison (absent)'), withInitials('Member A')]).toEqual([
      { name: 'Chris Allison', initials: 'CA' },
      { name: 'Chris Allison (absent)', initials: null },
      { name: 'Member A', initials: null },
    ]);
  });
});
