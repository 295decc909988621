import { describe, expect, it } from '@jest/globals';
import type { OwnerKnown } from '#registers/action-tracker/queries.js';
import type { PersonKnown } from '#registers/book/queries.js';
import { isOwnedBy, meantBy } from './who.js';

const person = (id: string, ...written: readonly string[]): PersonKnown => ({
  person: id,
  name: written[0]!,
  records: [`${id} before`],
  called: written.map((one) => ({ written: one, kind: 'name', board: null, meeting: null })),
});
const people = [person('o', 'Officer O', 'OO'), person('b', 'Member Boon'), person('c', 'Member C', 'OO')];
const owner = (more: Partial<OwnerKnown>): { owners: readonly OwnerKnown[] } => ({
  owners: [{ printed: null, kind: 'person', name: null, person: null, organisation: null, ...more }],
});
const meant = (who: string) => meantBy(who, people).map((one) => one.person);

describe('whose actions are asked for', () => {
  it('everybody who is written just so, in any case of letters', () => expect(meant('oo')).toEqual(['o', 'c']));
  it('only where nobody is, whoever has it in a name', () => expect(meant('Boo')).toEqual(['b']));
  it('nobody for nothing', () => expect(meant(' ')).toEqual([]));
});

describe('an action is owned', () => {
  it('by a person under any of the joined records', () => {
    expect(isOwnedBy('OO', people.slice(0, 1), owner({ person: 'o before' }))).toBe(true);
    expect(isOwnedBy('OO', people.slice(0, 1), owner({ person: 'b' }))).toBe(false);
  });
  it('by initials that nobody could resolve, but not by those of somebody else', () => {
    expect(isOwnedBy('XY', [], owner({ printed: 'XY' }))).toBe(true);
    expect(isOwnedBy('OO', people.slice(0, 1), owner({ printed: 'OO', person: 'x' }))).toBe(false);
  });
});
