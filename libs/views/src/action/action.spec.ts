import { describe, expect, it } from '@jest/globals';
import { action } from '#domain/action/index.js';
import { meeting } from '#domain/meeting/index.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { actionOf } from './action.js';

const raised = scenarios(meeting).given(['ActionRaised', { due: { expected: '2010-04', printed: null } }]).recorded[0]!;
const own = (...facts: readonly Given[]) => scenarios(action, raised).given('ActionContinued', ...facts).recorded;

describe('one action', () => {
  it('is as its meeting raised it until something is reported', () => {
    expect(actionOf(raised, [])).toMatchObject({
      label: '1',
      words: 'A letter to be sent to Council Leaders',
      status: 'open',
      owners: { printed: 'CA' },
      dueChanges: [],
    });
  });
  it('keeps its first date and every change with who asked for it', () => {
    expect(actionOf(raised, own('DueChanged', 'ActionCompleted'))).toMatchObject({
      status: 'completed',
      open: false,
      dueAtFirst: { expected: '2010-04' },
      due: { date: '2010-05-01' },
      dueChanges: [{ from: { expected: '2010-04' }, to: { date: '2010-05-01' }, askedBy: 'person' }],
    });
  });
  it('does not print the first owner once somebody else answers for it', () => {
    expect(actionOf(raised, own('ActionReassigned'))!.owners).toMatchObject({ printed: null, owners: [{ person: 'other-person' }] });
  });
  it('is none where the entry raised none', () => {
    expect(actionOf(scenarios(meeting).given('ItemListed').recorded[0]!, [])).toBeNull();
  });
});
