import { describe, expect, it } from '@jest/globals';
import { broken } from '#kernel/decider.js';
import { text } from '#kernel/text.js';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { meeting } from '../index.js';
import { initial } from '../state.js';
import { ofAnEarlierMeeting } from './minutes.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const room: Given[] = [
  'MeetingScheduled',
  'MeetingOpened',
  'ItemListed',
  ['DecisionRecorded', { kind: 'minutes approved', division: null, subjects: [] }],
];
const laid = (version: number, more = {}): Given => ['MinutesTaken', { version, ...more }];
const approve = (version: number | null, of: object = { meeting: 'earlier-meeting' }) => asks('ApproveMinutes', { of, version });
const mention = (date: string | null) => ({ mentioned: text('EM Partnership Board meeting'), date });

describe('invariant 64: minutes of an earlier meeting', () => {
  it('invariant 64, live: approves the newest version laid before the meeting', () => {
    given(...room, laid(1), laid(2))
      .when('ApproveMinutes', approve(2))
      .findings();
  });
  it('invariant 64, live: refuses an older version, and none', () => {
    given(...room, laid(1), laid(2))
      .when('ApproveMinutes', approve(1))
      .refused('minutes.other-version');
    given(...room, laid(1))
      .when('ApproveMinutes', approve(null))
      .refused('minutes.other-version');
  });
  it('invariant 64, live: refuses minutes that were not laid before it', () => {
    given(...room)
      .when('ApproveMinutes', approve(1))
      .refused('minutes.not-laid');
  });
  it('invariant 64, live: refuses minutes of a later meeting, and of another board', () => {
    given(...room, laid(1, { date: '2010-02-01' }))
      .when('ApproveMinutes', approve(1))
      .refused('minutes.not-earlier');
    given(...room, laid(1, { board: 'other-board' }))
      .when('ApproveMinutes', approve(1))
      .refused('minutes.other-board');
  });
  it('invariant 64, printed: accepts a date that is not earlier, with a finding', () => {
    given(...room)
      .printed.when('ApproveMinutes', approve(null, mention('2010-01-20')))
      .findings('minutes.not-earlier');
  });
  it('invariant 64, afterwards: each may be not stated', () => {
    given(...room)
      .afterwards.when('ApproveMinutes', approve(null))
      .findings();
    given(...room)
      .afterwards.when('ApproveMinutes', approve(null, mention(null)))
      .findings()
      .notStated('quorum.short', 'minutes.not-earlier');
  });
  it('invariant 64: a date without its year settles nothing', () => {
    given(...room)
      .printed.when('ApproveMinutes', approve(null, mention('XXXX-05-14')))
      .notStated('quorum.short', 'minutes.not-earlier');
  });
  it('invariant 64: a meeting does not approve its own minutes', () => {
    const { entry } = given(...room).recorded[0]!;
    const answer = ofAnEarlierMeeting.ask(approve(1, { meeting: 'this' }) as never, initial, { ...entry, stream: 'meeting-this' });
    expect(answer).toEqual(broken('These are the minutes of this meeting.'));
  });
});
