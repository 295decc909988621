import { describe, expect, it } from '@jest/globals';
import { minutesOf } from '#views/minutes/minutes.js';
import { head, recorded } from './plan-fixtures.js';

const vote = (about: string, more = '') => `    record:\n      - vote: ${about}\n        for: 2\n        against: 0\n${more}`;
const file = (c: string, second = '') => `${head}present:
  - heading: Present
    role: voting member
    people:
      Member A: Town A
      Member B: Town B
      Member C: {${c}}
items:
  - item 1: Hall
${vote('The hall')}  - item 2: Roof
${vote('The roof', second)}  - item 3: Rest
${vote('The rest')}`;
const votedWith = (source: string) => {
  const { all, person } = recorded(source);
  return all('VoteRecorded').map(({ entitled }) => entitled.includes(person('Member C')));
};

describe('somebody of a printed list who was not there all the time', () => {
  it.each([
    ['arrived: during item 3', [false, false, true]],
    ['arrived: before item 2', [false, true, true]],
    ['arrived: after item 2', [false, false, true]],
    ['left: during item 2', [true, false, false]],
    ['left: after item 2', [true, true, false]],
    ['arrived: during item 2, left: after item 2', [false, true, false]],
  ])('%s: votes only in between', (c, votes) => {
    expect(votedWith(file(c))).toEqual(votes);
  });

  it('by the clock: before the first entry that is known to be later', () => {
    expect(votedWith(file('arrived: "14:20"', '        occurred: "14:30"\n'))).toEqual([false, true, true]);
    expect(recorded(file('arrived: "14:20"', '        occurred: "14:30"\n')).plan.notes).toEqual([]);
  });

  it('by the clock where nothing is known to be later: the votes count without, and a note says so', () => {
    expect(votedWith(file('arrived: "14:20"'))).toEqual([false, false, false]);
    expect(recorded(file('arrived: "14:20"')).plan.notes.map(({ code }) => code)).toEqual(['presence.not-placed']);
  });

  it('keeps its printed list and the time', () => {
    const { all, facts, person } = recorded(file('arrived: during item 3'));
    const come = facts.find(({ type, data }) => type === 'AttendanceRecorded' && data.person === person('Member C'))!;
    expect(come.entry.occurred).toEqual({ during: all('ItemListed')[2].itemId });
    expect(minutesOf(facts).present.map(({ people }) => people.map(({ printed }) => printed))).toEqual([
      ['Member A', 'Member B', 'Member C'],
    ]);
  });

  it('leaves before the meeting closes', () => {
    const types = recorded(`${file('left: "16:05"')}      - closed:\n`).facts.map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['DepartureRecorded', 'MeetingClosed']);
  });
});
