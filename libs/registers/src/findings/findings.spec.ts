import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { january, letter } from '#testing/january.js';
import { entryOf, idOf } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';

const { caughtUp } = registersFor();
const begin = async () => {
  const store = new MemoryStore();
  return { store, log: await january(store) };
};

describe('the register of findings', () => {
  it('keeps what the rules find apart from what is not stated, what is missing and what disagrees', async () => {
    const { store, log } = await begin();
    await log.append('meeting-january', [
      'ActionRaised',
      { actionId: 'again', item: 'six', decision: null, owners: [] },
      { recorded: 'printed' },
    ]);
    const registers = await caughtUp(store);
    const codes = (kind: Parameters<typeof registers.findings>[0]) => registers.findings(kind).map(({ code }) => code);
    expect(codes({ kind: 'finding' })).toEqual(['action.number-used', 'action.owner']);
    expect(codes({ kind: 'missing' })).toEqual(['condition.open']);
    expect(registers.findings({ kind: 'discrepancy' })).toMatchObject([
      {
        code: 'list.differs',
        action: idOf('two'),
        entry: entryOf('meeting-january', 'e19'),
        board: idOf('board'),
        boardName: 'East Midlands Improvement Partnership Board',
        meetingName: '2010-01-20',
        words: 'The Efficiency Challenge Report to be circulated',
        number: '2',
      },
    ]);
    expect(registers.findings({ board: idOf('board') })).toEqual(registers.findings());
    expect(registers.findings({ board: idOf('other') })).toEqual([]);
  });

  it('says by whose permission a rule was passed over', async () => {
    const { store, log } = await begin();
    const together = { command: 'one command' };
    await log.append(
      'meeting-january',
      ['Overridden', { rules: ['action.number-used'], by: null, reason: text('The Chair ruled so') }, together],
      ['ActionRaised', { actionId: 'again', item: 'six', decision: null }, together],
      ['ActionRaised', { actionId: 'and-again', item: 'six', decision: null }],
    );
    const found = (await caughtUp(store)).findings({ code: 'action.number-used' });
    expect(found.map(({ overridden }) => overridden)).toEqual([{ reason: 'The Chair ruled so' }, null]);
  });

  it('keeps of what a finding speaks apart from its sentence', async () => {
    const { store, log } = await begin();
    await log.append(
      'meeting-january',
      ['OptionVoteRecorded', { item: 'six', entitled: ['hill'] }, { as: 'the-vote' }],
      ['ArrivalRecorded', { person: 'foster' }, { occurred: { before: 'the-vote' } }],
    );
    expect((await caughtUp(store)).findings({ code: 'presence.touches-vote' })).toMatchObject([
      { because: 'It touches the vote under item 6.', about: [entryOf('meeting-january', 'the-vote')] },
    ]);
  });

  it('holds what could not be carried over', async () => {
    const { store, log } = await begin();
    await log.append('action-one', 'ActionContinued', 'NotCarried');
    expect((await caughtUp(store)).findings({ stream: `action-${idOf('one')}` })).toMatchObject([
      {
        code: 'policy.not-carried',
        because: 'A report on this action, made at a meeting, could not be carried here: No meeting in this book raised that action.',
        action: idOf('one'),
        meeting: idOf('january'),
        board: idOf('board'),
        words: letter,
        number: '1',
      },
    ]);
  });

  it('invariants 56, 72 and 75: tells what a board has left to do', async () => {
    const { store, log } = await begin();
    await log.append(
      'meeting-january',
      [
        'DecisionRecorded',
        {
          decisionId: 'total-place',
          item: 'six',
          kind: 'agreed',
          words: text('The Board agreed that Total Place be looked at'),
          subjects: [],
          division: null,
        },
      ],
      ['ActionRaised', { actionId: 'nine', item: 'six', label: '9', decision: null }],
    );
    const left = (await caughtUp(store)).missing(idOf('board'));
    expect(left.untracked.map(({ entry }) => entry)).toEqual([entryOf('meeting-january', 'e20')]);
    expect(left.conditionsOpen.map(({ entry }) => entry)).toEqual([entryOf('meeting-january', 'e14')]);
    expect(left.actionNumbersSkipped.map(({ entry }) => entry)).toEqual([entryOf('meeting-january', 'e21')]);
    expect([...left.conditionsOpen, ...left.untracked].map(({ words }) => words)).toEqual([
      'subject to continued funding',
      'The Board agreed that Total Place be looked at',
    ]);
    expect(left.actionNumbersSkipped.map(({ number }) => number)).toEqual(['9']);
    expect(left.others.map(({ code }) => code)).toEqual(['list.differs']);
    expect(left.minutesNotApproved.map(({ name }) => name)).toEqual(['2010-01-20']);
  });
});
