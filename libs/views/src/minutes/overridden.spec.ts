import { describe, expect, it } from '@jest/globals';
import { stands } from '#kernel/stands.js';
import { text } from '#kernel/text.js';
import { meeting } from '#domain/meeting/index.js';
import { scenarios } from '#testing/scenario.js';
import { linesOf, minutesOf } from './minutes.js';

const { given } = scenarios(meeting);
const vote = {
  divisionId: 'vote',
  item: 'item',
  motion: null,
  words: null,
  subjects: [],
  method: 'show of hands',
  for: 5,
  against: 0,
  abstained: 0,
  announced: null,
};
const override = {
  rules: ['vote.more-than-the-roll'],
  by: null,
  authority: 'announced by the chair',
  reason: text('The chair counted five'),
};

describe('what a rule stood against', () => {
  it('says in its line who let it be recorded, and why', () => {
    const room = given('MeetingScheduled', 'MeetingOpened', 'AttendanceRecorded', 'ItemListed', 'ItemTaken').when('RecordVote', vote, {
      override,
    });
    const line = linesOf(minutesOf(stands(room.recorded))).find(({ kind }) => kind === 'vote')!;
    expect(line.parts.slice(-4)).toEqual([
      'for 5, against 0, abstained 0 – carried',
      ' (as announced by the chair: ',
      { said: text('The chair counted five') },
      ')',
    ]);
  });
  it('and nothing of the kind where no rule did', () => {
    const room = given('MeetingScheduled', 'MeetingOpened', 'AttendanceRecorded', 'ItemListed', 'ItemTaken').when('RecordVote', {
      ...vote,
      for: 1,
    });
    const line = linesOf(minutesOf(stands(room.recorded))).find(({ kind }) => kind === 'vote')!;
    expect(line.parts.at(-1)).toBe('for 1, against 0, abstained 0 – carried');
  });
});
