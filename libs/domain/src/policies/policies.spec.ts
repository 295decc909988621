import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { factOf } from '#testing/fact.js';
import { askedBy } from '#kernel/event.js';
import { catalogues, kindOf } from '../catalogues.js';
import { meetingEvents } from '../meeting/events.js';
import { minutesEvents } from '../minutes/events.js';
import { policies } from './policies.js';
import { carriable } from './policy.js';

const policy = (name: string) => policies.find((one) => one.name === name)!;
const carry = (name: string, type: string, data: object, entry: object = {}) => {
  const catalogue = name === 'minutes.told' ? minutesEvents : meetingEvents;
  return policy(name).carry(factOf(catalogue, type, data, { id: 'e7', stream: 'meeting-m2', ...entry }));
};
const stretch = { in: 'e5', from: 0, to: 9 };
const at = { meeting: 'm2', item: 'item', entry: 'e7' };

describe('actions.carry', () => {
  const reported = { action: 'a1', raisedIn: 'm1', words: text('Done'), by: 'p1', reason: text('It was asked for') };
  const report = (outcome: object, otherwise: object = {}) =>
    carry('actions.carry', 'ActionReported', { ...reported, outcome, ...otherwise });
  const said = { at, by: 'p1', words: reported.words };
  const why = { ...said, reason: reported.reason };
  const due = { date: '2010-05', printed: text('May') };
  const owners = [{ person: 'p2', printed: null }, { role: text('the Chair') }];

  it.each([
    ['ReportProgress', { progress: true }, said],
    ['CompleteAction', { completed: true }, said],
    ['CarryActionForward', { carried: due }, { ...why, due }],
    ['CarryActionForward', { carried: null }, { ...why, due: null }],
    ['ChangeDue', { due, askedBy: 'p3' }, { ...why, due, askedBy: 'p3' }],
    ['ChangeDue', { due: null, askedBy: null }, { ...why, due: null, askedBy: null }],
    ['ReassignAction', { owners, assigned: 'named' }, { ...why, owners, assigned: 'named' }],
    ['CancelAction', { cancelled: true }, why],
    ['SupersedeAction', { supersededBy: 'a2' }, { ...why, with: 'a2' }],
    ['ReopenAction', { reopened: true }, why],
  ])('%s: %j', (verb, outcome, data) =>
    expect(report(outcome)).toEqual([{ stream: 'action-a1', verb, data, occurred: null, continues: 'meeting-m1' }]),
  );

  it('a stretch of words stays where its entry is: the report is read there', () => {
    expect(report({ cancelled: true }, { words: stretch, reason: stretch })[0]?.data).toEqual({ ...said, words: null, reason: null });
    expect(report({ carried: { ...due, printed: stretch } })[0]?.data).toMatchObject({ due: { date: '2010-05', printed: null } });
  });
  it('what is nothing but a stretch is not carried, and the action says so', () => {
    const notCarried = { event: 'e7', type: 'ActionReported', because: 'words.elsewhere' };
    for (const outcome of [
      { carried: { period: stretch } },
      { due: { event: stretch }, askedBy: null },
      { owners: [{ role: stretch }], assigned: 'named' },
    ])
      expect(report(outcome)).toMatchObject([{ stream: 'action-a1', verb: 'RecordNotCarried', data: notCarried, continues: 'meeting-m1' }]);
  });
  it('when it happened goes along as a time or a date; an item or an entry of the meeting does not', () => {
    const when = (occurred: object) => carry('actions.carry', 'ActionReported', { outcome: { progress: true } }, { occurred })[0]?.occurred;
    expect(when({ date: '2010-01-20' })).toEqual({ date: '2010-01-20' });
    expect(when({ at: '2010-01-20T14:00:00.000Z', zone: null })).toEqual({ at: '2010-01-20T14:00:00.000Z', zone: null });
    expect([when({ during: 'item' }), when({ before: 'e5' })]).toEqual([null, null]);
  });
});

describe('decisions.carry', () => {
  const there = { at: { ...at, item: null }, reason: null };
  const takenUp = (outcome: string, otherwise: object = {}) =>
    carry('decisions.carry', 'DecisionTakenUp', {
      decision: 'd2',
      earlier: 'd1',
      meeting: 'm1',
      outcome,
      condition: 'c1',
      subject: 's1',
      ...otherwise,
    });

  it.each([
    ['MeetCondition', 'condition met', { ...there, condition: 'c1' }],
    ['FailCondition', 'condition failed', { ...there, condition: 'c1' }],
    ['WaiveCondition', 'condition waived', { ...there, condition: 'c1' }],
    ['RescindDecision', 'rescinded', { ...there, subject: 's1', by: 'd2' }],
    ['SupersedeDecision', 'superseded', { ...there, subject: 's1', by: 'd2' }],
    ['ImplementDecision', 'implemented', { at: there.at, words: null }],
  ])('%s: %s', (verb, outcome, data) =>
    expect(takenUp(outcome)).toEqual([{ stream: 'decision-d1', verb, data, occurred: null, continues: 'meeting-m1' }]),
  );
  it('a condition that nobody named is not guessed', () =>
    expect(takenUp('condition met', { condition: null })).toMatchObject([
      { stream: 'decision-d1', verb: 'RecordNotCarried', data: { event: 'e7', because: 'condition.not-stated' } },
    ]));
});

describe('minutes.approve', () => {
  it('tells the minutes which decision of which meeting approved them', () =>
    expect(carry('minutes.approve', 'MinutesApproved', { of: { meeting: 'm1' }, version: 2, digest: text('8Yk…') })).toEqual([
      {
        stream: 'minutes-m1',
        verb: 'ApproveMinutes',
        data: { meeting: 'm2', decision: 'decision', on: null, version: 2, digest: text('8Yk…'), corrections: [] },
        occurred: null,
        continues: null,
      },
    ]));
  it('minutes that are only mentioned have no paper here', () => expect(carry('minutes.approve', 'MinutesApproved', {})).toEqual([]));
});

describe('minutes.told', () => {
  it('tells the meeting what became of its minutes', () => {
    const ofMinutes = { stream: 'minutes-m1' };
    expect(carry('minutes.told', 'MinutesCirculated', { version: 2, meetingRevision: 44 }, ofMinutes)).toEqual([
      { stream: 'meeting-m1', verb: 'NoteMinutesCirculated', data: { version: 2, ofRevision: 44 }, occurred: null, continues: null },
    ]);
    expect(carry('minutes.told', 'MinutesApproved', { meeting: 'm2', decision: 'd2', version: 2 }, ofMinutes)).toMatchObject([
      { stream: 'meeting-m1', verb: 'NoteMinutesApproved', data: { meeting: 'm2', decision: 'd2', version: 2 } },
    ]);
  });
});

describe('corrections.carry', () => {
  const replacement = { type: 'AdviceGiven', v: 1, data: meetingEvents.AdviceGiven.example, occurred: null };
  const agreed = { of: 'm1', entry: 'e3', follows: null, replacement, reason: text('Misheard') };
  it('puts the earlier entry right by the authority of the decision', () =>
    expect(carry('corrections.carry', 'CorrectionAgreed', { ...agreed, decision: 'd2' })).toEqual([
      {
        stream: 'meeting-m1',
        verb: 'PutRight',
        data: { entry: 'e3', follows: null, replacement, reason: text('Misheard'), authority: { decision: 'd2', meeting: 'm2' } },
        occurred: null,
        continues: null,
      },
    ]));
  it('without a decision it is the chair’s, whoever that was', () =>
    expect(carry('corrections.carry', 'CorrectionAgreed', agreed)).toMatchObject([{ data: { authority: { chair: null } } }]));
  it('nothing is carried until it is written how the entry is to read', () =>
    expect(carry('corrections.carry', 'CorrectionAgreed', { ...agreed, replacement: null })).toEqual([]));
});

describe('every policy', () => {
  it.each(policies.map((one) => [one.name, one] as const))(
    '%s carries facts that its kind of stream has, by verbs that the target has',
    (_, one) => {
      for (const type of one.on) {
        const fact = factOf(catalogues[one.from], type, {}, { stream: `${one.from}-m2` });
        expect(carriable(one)(fact)).toBe(true);
        for (const { stream, verb } of one.carry(fact)) expect(askedBy(catalogues[kindOf(stream)!], verb)).toBeDefined();
      }
    },
  );
  it('carries from its own kind of stream only', () => {
    expect(carriable(policy('minutes.told'))(factOf(meetingEvents, 'MinutesCirculated'))).toBe(false);
    expect(carriable(policy('actions.carry'))(factOf(meetingEvents, 'AdviceGiven'))).toBe(false);
  });
  it('has a name of its own', () => expect(new Set(policies.map(({ name }) => name)).size).toBe(policies.length));
});
