import { describe, expect, it } from '@jest/globals';
import { declarerIn, kindOfDecision, nextLabel, ownersAtTheEnd, stretchOf, typeOfInterest } from './suggest.js';

const people = [
  { person: 'ca', names: ['Chris Allison'], initials: ['CA'] },
  { person: 'hill', names: ['Councillor Martin Hill OBE'], initials: [] },
  { person: 'webb', names: ['Councillor Jeremy Webb'], initials: [] },
];

describe('what the typed words say', () => {
  it.each([
    ['The Board did not approve the CCTV projects', 'not approved'],
    ['The minutes were approved as an accurate record of the meeting.', 'minutes approved'],
    ['The Board approved funding, subject to continued funding.', 'approved subject to condition'],
    ['The Board approved the process', 'approved'],
    ["The Board endorsed Cllr Hill's delegated approval", 'endorsed'],
    ['It was also noted that', 'noted'],
    ['The Board spoke at length', null],
  ])('of a decision: %s', (words, kind) => expect(kindOfDecision(words)).toBe(kind));

  it('the owners behind a dash, each of them, and where they stand', () => {
    const words = 'A letter to be sent – CA/Clr Hill';
    const read = ownersAtTheEnd(words, people)!;
    expect(read.owners).toEqual([
      { person: 'ca', printed: 'CA' },
      { person: 'hill', printed: 'Clr Hill' },
    ]);
    expect(words.slice(read.from, read.to)).toBe('CA/Clr Hill');
  });
  it('nobody is guessed: a group stays a group, and words that name nobody are no owner', () => {
    expect(ownersAtTheEnd('To be sent - CA/SRP PMs', people)?.owners[1]).toEqual({ group: 'SRP PMs' });
    expect(ownersAtTheEnd('Northamptonshire SRP project - Alcohol Harm', people)).toBeNull();
    expect(ownersAtTheEnd('Order the crane from CA', people)).toBeNull();
  });
  it('nobody is guessed: of two who fit, neither', () => {
    const two = [...people, { person: 'other', names: ['Councillor Ann Hill'], initials: [] }];
    expect(ownersAtTheEnd('To be sent – CA/Cllr Hill', two)?.owners).toEqual([
      { person: 'ca', printed: 'CA' },
      { unresolved: 'Cllr Hill' },
    ]);
  });
  it('who declares an interest, and of which type', () => {
    expect(declarerIn('Councillor Webb declared an interest as the Director', people)).toBe('webb');
    expect(declarerIn('Somebody declared an interest', people)).toBeNull();
    expect(typeOfInterest('declared a personal interest')).toBe('personal');
  });
  it('the number after the highest', () => {
    expect(nextLabel(['1', '7(a)', null])).toBe('8');
    expect(nextLabel([])).toBe('1');
  });
  it('where a clause stands in its sentence', () => {
    const sentence = { entry: 'e', words: 'The Board agreed this and were advised of that.' };
    expect(stretchOf('agreed this', sentence)).toEqual({ in: 'e', from: 10, to: 21 });
    expect(stretchOf('something else', sentence)).toBeNull();
    expect(stretchOf('were', { entry: 'e', words: 'were, and were' }, 'last')).toEqual({ in: 'e', from: 10, to: 14 });
  });
});
