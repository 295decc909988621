import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { meeting } from '../index.js';
import { missingIn } from '../missing.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const action = (more = {}) => asks('RaiseAction', { decision: null, ...more });
const raised = (label: string | null, more = {}): Given => [
  'ActionRaised',
  { actionId: `action-${label}`, label, decision: null, ...more },
];
const room: Given[] = ['MeetingOpened', 'ItemListed'];
const codes = (...facts: Given[]) => missingIn(given(...facts).recorded).map(({ code }) => code);

describe('actions', () => {
  it('invariant 72, live: refuses a number that is used', () => {
    given(...room, raised('1'))
      .when('RaiseAction', action({ label: '1' }))
      .refused('action.number-used');
  });
  it('invariant 72, printed: a number printed twice stands with a finding', () => {
    given(...room, raised('1'))
      .printed.when('RaiseAction', action({ label: '1' }))
      .findings('action.number-used');
  });
  it('invariant 72: numbers that jump are asked about', () => {
    expect(codes(...room, raised('1'), raised('2'), raised('4'))).toEqual(['action.number-skipped']);
    expect(codes(...room, raised('7(a)'), raised(null), raised('1'))).toEqual([]);
  });
  it('invariant 72: a series that runs on from an earlier meeting has no gap before its first number here', () => {
    expect(codes(...room, raised('7'), raised('8'))).toEqual([]);
    expect(codes(...room, raised('9'), raised('7'))).toEqual(['action.number-skipped']);
  });
  it('invariant 73, live: refuses an action that names nobody and does not say so', () => {
    given(...room)
      .when('RaiseAction', action({ owners: [] }))
      .refused('action.owner');
  });
  it('invariant 73, live: refuses one that names somebody and says nobody', () => {
    given(...room)
      .when('RaiseAction', action({ assigned: 'unassigned' }))
      .refused('action.owner');
  });
  it('invariant 73, afterwards: it stands with a finding', () => {
    given(...room)
      .afterwards.when('RaiseAction', action({ owners: [] }))
      .findings('action.owner');
  });
  it.each([
    ['a person', [{ person: 'a', printed: text('CA') }]],
    ['a person and a role', [{ person: 'a', printed: text('HP') }, { role: text('SRP PMs') }]],
    ['a group', [{ group: text('SRPs') }]],
    ['an organisation', [{ organisation: 'o', printed: null }]],
  ])('invariant 73: %s may answer for it', (_, owners) => {
    given(...room)
      .when('RaiseAction', action({ owners }))
      .findings();
  });
  it('invariant 73: it may be unassigned, or to be confirmed', () => {
    given(...room)
      .when('RaiseAction', action({ owners: [], assigned: 'unassigned' }))
      .findings();
    given(...room)
      .when('RaiseAction', action({ owners: [], assigned: 'to be confirmed' }))
      .findings();
  });
  it.each([
    ['a date', { date: '2010-04-14', printed: null }],
    ['a meeting', { meeting: 'later', printed: null }],
    ['an expected meeting', { expected: '2010-04', printed: text('the April Board') }],
    ['a period', { period: text('1st quarter') }],
    ['an event', { event: text('In response to demand') }],
    ['no end', { standing: true, printed: null }],
    ['nothing', null],
  ])('invariant 74: it may be due at %s', (_, due) => {
    given(...room)
      .when('RaiseAction', action({ due }))
      .findings();
  });
  it('invariant 75: an agreement or a request without an action is asked about, an action without a decision is not', () => {
    const decided = (kind: string, id: string): Given => ['DecisionRecorded', { decisionId: id, kind, division: null, subjects: [] }];
    expect(codes(...room, decided('agreed', 'd1'), decided('requested', 'd2'), decided('noted', 'd3'))).toEqual([
      'decision.untracked',
      'decision.untracked',
    ]);
    expect(codes(...room, decided('agreed', 'd1'), raised('1', { decision: 'd1' }))).toEqual([]);
    expect(codes(...room, raised('1'))).toEqual([]);
  });
  it('invariant 76: a printed list that says something else changes nothing until somebody settles it', () => {
    const listed = (compared: string): Given => ['ActionListed', { action: 'action-1', compared }];
    const printed = [...room, raised('1'), 'ConsolidatedListPrinted'] as const;
    expect(codes(...printed, listed('typographic'))).toEqual([]);
    expect(codes(...printed, listed('substantive'))).toEqual(['list.differs']);
    expect(codes(...printed, listed('substantive'), 'DiscrepancySettled')).toEqual([]);
  });
  it('invariant 77, live: refuses a completion that nobody reported', () => {
    given(...room)
      .when('ReportAction', asks('ReportAction', { outcome: { completed: true }, by: null }))
      .refused('action.reported-by');
  });
  it('invariant 77, printed: who reported it may be not stated', () => {
    given(...room)
      .printed.when('ReportAction', asks('ReportAction', { outcome: { completed: true }, by: null }))
      .findings();
  });
  it('invariant 77: reopening is an entry of its own', () => {
    const reopened = asks('ReportAction', { outcome: { reopened: true } });
    given(...room)
      .when('ReportAction', reopened)
      .records(['ActionReported', reopened]);
  });
});
