import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { factOf } from '#testing/fact.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { meetingEvents } from '../meeting/events.js';
import { action, isOpen, type ActionState } from './index.js';

const raised = factOf(
  meetingEvents,
  'ActionRaised',
  { due: { date: '2010-04-14', printed: null } },
  { id: 'raised', stream: 'meeting-m1' },
);
const { given } = scenarios(action, raised);
const begun = { action: 'action', meeting: 'm1', entry: 'raised' };
const atJanuary = { meeting: 'm2', item: 'i4', entry: 'e9' };
const said = { at: null, by: 'person', words: null };
const why = { ...said, reason: text('Overtaken by events') };
const stateOf = (...facts: readonly Given[]): ActionState => given(...facts).state;

describe('an action goes on from the meeting that raised it', () => {
  it('the first thing reported begins its stream', () => {
    given().when('CompleteAction', said).records(['ActionContinued', begun], ['ActionCompleted', said]);
    given('ActionContinued').when('CompleteAction', said).records(['ActionCompleted', said]);
  });
  it('it may be begun alone, once, and by the entry that raised it', () => {
    given().when('ContinueAction', begun).records(['ActionContinued', begun]);
    given('ActionContinued').when('ContinueAction', begun).refused('action.continued-already');
    given()
      .when('ContinueAction', { ...begun, entry: 'another' })
      .refused('action.another');
  });
  it('an action that no meeting raised is unknown', () => {
    const nowhere = scenarios(action).given();
    nowhere.when('CompleteAction', said).refused('action.unknown');
    nowhere.when('ContinueAction', begun).refused('action.unknown');
    const decided = factOf(meetingEvents, 'DecisionRecorded');
    scenarios(action, decided).given().printed.when('ReportProgress', said).refused('action.unknown');
  });
  it('it starts as it was raised', () => {
    const state = given().when('ContinueAction', begun).state;
    expect(state).toMatchObject({ action: 'action', status: 'open', assigned: 'named', due: raised.data.due, owners: raised.data.owners });
    expect(state.raised).toEqual(raised.data);
  });
});

describe('invariant 72 (E/F): a carried-forward action keeps its identity', () => {
  it('it is still to be done, under its id, and due when it is carried to', () => {
    const to = { expected: '2010-07', printed: null };
    const { state } = given().when('CarryActionForward', { ...why, due: to });
    expect(isOpen(state)).toBe(true);
    expect(state).toMatchObject({ action: 'action', raised: raised.data, status: 'carried forward', due: to });
  });
  it('to when is often not stated: then it is due when it was', () => {
    const { state } = given().when('CarryActionForward', { ...why, due: null });
    expect(state.due).toEqual(raised.data.due);
    expect(state.dueChanges).toEqual([]);
  });
});

describe('invariant 73 (A): every action has an owner or is unassigned', () => {
  const nobody = { ...why, owners: [], assigned: 'named' };
  it('given to nobody it is unassigned', () => {
    const reassigned = given('ActionContinued').when('ReassignAction', nobody);
    reassigned.records(['ActionReassigned', { ...nobody, assigned: 'unassigned' }]);
    expect(reassigned.state).toMatchObject({ owners: [], assigned: 'unassigned' });
  });
  it('the owner may be still to be confirmed', () =>
    expect(given().when('ReassignAction', { ...nobody, assigned: 'to be confirmed' }).state.assigned).toBe('to be confirmed'));
  it('invariant 73: an entry that was put right without its owner is unassigned as well', () =>
    expect(stateOf(['ActionReassigned', nobody]).assigned).toBe('unassigned'));
  it('somebody named is not unassigned: live refused, printed a finding', () => {
    const owners = [{ role: text('the Chair') }, { person: 'p2', printed: null }];
    given('ActionContinued')
      .when('ReassignAction', { ...why, owners, assigned: 'unassigned' })
      .refused('action.owner');
    given('ActionContinued')
      .printed.when('ReassignAction', { ...why, owners, assigned: 'unassigned' })
      .findings('action.owner');
    expect(given().when('ReassignAction', { ...why, owners, assigned: 'named' }).state.owners).toEqual(owners);
  });
});

describe('invariant 74 (A): due is a date, a meeting, a period, an event, standing, or none', () => {
  it.each([
    { date: '2010-05', printed: null },
    { meeting: 'm3', printed: null },
    { expected: '2010-04', printed: text('the April Board') },
    { period: text('monthly') },
    { event: text('when the grant is confirmed') },
    { standing: true, printed: null },
    null,
  ])('%j', (due) => expect(given().when('ChangeDue', { ...why, due, askedBy: null }).state.due).toEqual(due));

  it('every change is kept: from what to what, who asked, at which meeting and why', () => {
    const may = { date: '2010-05-01', printed: null };
    const { state } = given(['DueChanged', { due: may, askedBy: 'p2', reason: text('The minister is away'), at: atJanuary }]).when(
      'ChangeDue',
      { ...why, due: null, askedBy: null },
    );
    expect(state.dueChanges).toMatchObject([
      { from: raised.data.due, to: may, askedBy: 'p2', reason: text('The minister is away'), at: atJanuary },
      { from: may, to: null, askedBy: null, reason: why.reason, at: null },
    ]);
  });
});

describe('invariant 77 (E): completion names who reported it, and reopening is an event', () => {
  it('live: refused where nobody is named', () => {
    given()
      .when('CompleteAction', { ...said, by: null })
      .refused('action.reported-by');
  });
  it('printed and afterwards: the paper may not say', () => {
    given()
      .printed.when('CompleteAction', { ...said, by: null })
      .findings()
      .notStated();
    given()
      .afterwards.when('CompleteAction', { ...said, by: null })
      .findings()
      .notStated();
  });
  it('the report keeps who, at which meeting and when it was recorded', () => {
    const { state } = given().when('CompleteAction', { ...said, at: atJanuary }, { occurred: { date: '2010-01-20' } });
    expect(state.status).toBe('completed');
    expect(state.reports).toMatchObject([{ what: 'completed', by: 'person', at: atJanuary, entry: { occurred: { date: '2010-01-20' } } }]);
  });
  it('it is completed once', () => {
    given('ActionCompleted').when('CompleteAction', said).refused('action.completed-already');
    given('ActionCompleted').printed.when('CompleteAction', said).findings('action.completed-already');
  });
  it('a completed action is open again when somebody reopens it, with the reason', () => {
    given('ActionCompleted').when('ReportProgress', said).refused('action.not-open');
    given('ActionCompleted')
      .when('ReopenAction', { ...said, reason: null })
      .refused('action.reason');
    const reopened = given('ActionCompleted').when('ReopenAction', why);
    expect(reopened.state.status).toBe('open');
    expect(reopened.when('ReportProgress', said).state.status).toBe('in progress');
  });
  it('an open action is not reopened', () => {
    given('ProgressReported').when('ReopenAction', why).refused('action.open');
    given('ProgressReported').afterwards.when('ReopenAction', why).findings('action.open');
  });
});

describe('5.1 Actions: reported, reassigned, cancelled, superseded, each with reason', () => {
  it.each(['ReportProgress', 'ChangeDue', 'ReassignAction', 'CarryActionForward', 'CancelAction', 'SupersedeAction', 'CompleteAction'])(
    '%s is refused when it is cancelled, and is found afterwards',
    (verb) => {
      const asked = {
        ChangeDue: { ...why, due: null, askedBy: null },
        ReassignAction: { ...why, owners: [], assigned: 'unassigned' },
        CarryActionForward: { ...why, due: null },
        SupersedeAction: { ...why, with: null },
      }[verb];
      given('ActionCancelled')
        .when(verb, asked ?? why)
        .refused('action.not-open');
      given('ActionCancelled')
        .afterwards.when(verb, asked ?? why)
        .findings('action.not-open');
    },
  );
  it('between meetings a change needs its reason; what a meeting said is read there', () => {
    given()
      .when('CancelAction', { ...said, reason: null })
      .refused('action.reason');
    expect(given().when('CancelAction', { ...said, at: atJanuary, reason: null }).state.status).toBe('cancelled');
  });
  it('superseded, it links what stands in its place, which is not itself', () => {
    expect(given().when('SupersedeAction', { ...why, with: 'later' }).state).toMatchObject({ status: 'superseded', supersededBy: 'later' });
    given()
      .when('SupersedeAction', { ...why, with: 'action' })
      .refused('action.superseded-by-itself');
  });
});

describe('invariant 63 (A): a correction is a new event, and what was said stays readable', () => {
  it('a completion that was struck out leaves the action open', () => {
    const struck = given('ActionContinued', 'ActionCompleted').when('StrikeOut', {
      entries: [{ entry: 'e2', follows: null }],
      reason: text('Another action was meant'),
      authority: { clerk: true },
    });
    expect(struck.state.status).toBe('open');
    expect(struck.recorded.map(({ type }) => type)).toEqual(['ActionContinued', 'ActionCompleted', 'StruckOut']);
  });
});
