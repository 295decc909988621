import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { factOf } from '#testing/fact.js';
import { scenarios } from '#testing/scenario.js';
import { meetingEvents } from '../meeting/events.js';
import { decision, endingOf, forceOf } from './index.js';

const taken = factOf(
  meetingEvents,
  'DecisionRecorded',
  { kind: 'approved subject to condition', subjects: ['s1', 's2'] },
  { id: 'taken', stream: 'meeting-m1' },
);
const { given } = scenarios(decision, taken);
const begun = { decision: 'decision', meeting: 'm1', entry: 'taken' };
const settle = (condition: string) => ({ condition, at: null, reason: null });
const rescind = { subject: null, by: 'later', at: null, reason: text('The project was withdrawn') };
const both = ['c1', 'c2'];

describe('a decision goes on from the meeting that took it', () => {
  it('the first thing recorded begins its stream', () => {
    given()
      .when('MeetCondition', settle('c1'))
      .records(['DecisionContinued', begun], ['ConditionMet', settle('c1')]);
    given('DecisionContinued')
      .when('MeetCondition', settle('c1'))
      .records(['ConditionMet', settle('c1')]);
  });
  it('it may be begun alone, once, and by the entry that recorded it', () => {
    given().when('ContinueDecision', begun).records(['DecisionContinued', begun]);
    given('DecisionContinued').when('ContinueDecision', begun).refused('decision.continued-already');
    given()
      .when('ContinueDecision', { ...begun, meeting: 'm2' })
      .refused('decision.another');
  });
  it('a decision that no meeting took is unknown', () => {
    scenarios(decision).given().printed.when('RescindDecision', rescind).refused('decision.unknown');
  });
});

describe('invariant 56 (A): an approval with conditions is not unconditional until each is met or waived', () => {
  const forceAfter = (...verbs: readonly (readonly [string, string])[]) =>
    forceOf(verbs.reduce((story, [verb, condition]) => story.when(verb, settle(condition)), given('DecisionContinued')).state, both);

  it('open conditions leave it conditional', () => {
    expect(forceAfter()).toBe('conditional');
    expect(forceAfter(['MeetCondition', 'c1'])).toBe('conditional');
    expect(forceAfter(['MeetCondition', 'c1'], ['WaiveCondition', 'c2'])).toBe('in force');
  });
  it('a condition that fails makes it lapse, until the board waives it', () => {
    expect(forceAfter(['MeetCondition', 'c1'], ['FailCondition', 'c2'])).toBe('lapsed');
    expect(forceAfter(['MeetCondition', 'c1'], ['FailCondition', 'c2'], ['WaiveCondition', 'c2'])).toBe('in force');
  });
  it('a condition that nobody named leaves it conditional as well', () =>
    expect(forceOf(given('DecisionContinued').state, [])).toBe('conditional'));
  it('live: a condition is settled once, and a lapsed approval is not implemented', () => {
    given(['ConditionMet', settle('c1')])
      .when('FailCondition', settle('c1'))
      .refused('condition.settled-already');
    given(['ConditionMet', settle('c1')])
      .when('WaiveCondition', settle('c1'))
      .refused('condition.settled-already');
    given(['ConditionFailed', settle('c1')])
      .when('ImplementDecision', { at: null, words: null })
      .refused('decision.lapsed');
  });
  it('afterwards: it stands with a finding', () => {
    given(['ConditionMet', settle('c1')])
      .afterwards.when('FailCondition', settle('c1'))
      .findings('condition.settled-already');
    given(['ConditionFailed', settle('c1')])
      .printed.when('ImplementDecision', { at: null, words: null })
      .findings('decision.lapsed');
  });
});

describe('invariant 62 (A): a decision that ended stays readable, with a link to what replaced it', () => {
  it('rescinded or superseded', () => {
    const { state } = given().when('SupersedeDecision', { ...rescind, by: 'later' });
    expect(state.recorded).toEqual(taken.data);
    expect(endingOf(state, null)).toMatchObject({ how: 'superseded', by: 'later' });
    expect(forceOf(state, both)).toBe('superseded');
  });
  it('ends once', () => {
    given(['DecisionRescinded', rescind]).when('RescindDecision', rescind).refused('decision.ended-already');
    given(['DecisionRescinded', rescind]).printed.when('MeetCondition', settle('c1')).findings('decision.ended-already');
    given()
      .when('RescindDecision', { ...rescind, by: 'decision' })
      .refused('decision.ended-by-itself');
  });
});

describe('invariant 55 (A): each subject of a decision can be rescinded alone', () => {
  it('the others still hold', () => {
    const one = given().when('RescindDecision', { ...rescind, subject: 's1' });
    expect(['s1', 's2', null].map((subject) => forceOf(one.state, [], subject))).toEqual(['rescinded', 'conditional', 'conditional']);
    one.when('RescindDecision', { ...rescind, subject: 's1' }).refused('decision.ended-already');
    expect(forceOf(one.when('RescindDecision', { ...rescind, subject: 's2' }).state, [], 's2')).toBe('rescinded');
  });
  it('a subject that the decision was not about is refused', () => {
    given()
      .when('RescindDecision', { ...rescind, subject: 's3' })
      .refused('decision.other-subject');
    given()
      .printed.when('RescindDecision', { ...rescind, subject: 's3' })
      .findings('decision.other-subject');
  });
});

it('what was decided may be done in several steps', () => {
  const done = given().when('ImplementDecision', { at: null, words: text('The first half was paid') });
  expect(done.when('ImplementDecision', { at: null, words: null }).state.implemented).toHaveLength(2);
});
