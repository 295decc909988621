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

describe('the action tracker', () => {
  it('shows an action with its owner, its decision and where it arose', async () => {
    const { store } = await begin();
    const [first] = (await caughtUp(store)).actions({ person: 'Chris Allison' });
    expect(first).toEqual({
      board: 'East Midlands Improvement Partnership Board',
      meeting: '2010-01-20',
      number: '1',
      wording: letter,
      owners: [{ printed: 'CA', kind: 'person', name: 'Chris Allison', person: idOf('allison'), organisation: null }],
      due: null,
      firstDue: null,
      status: 'open',
      item: { label: '6', heading: 'Procurement Programme Report' },
      decision: { kind: 'agreed', words: 'The Board agreed that a letter should be sent' },
      findings: [],
      id: idOf('one'),
      entry: entryOf('meeting-january', 'e11'),
      ids: { board: idOf('board'), meeting: idOf('january'), item: idOf('six'), decision: idOf('send-a-letter') },
      assigned: 'named',
      ownersPrinted: 'CA',
      performers: [],
      supersededBy: null,
      listings: [
        {
          heading: 'Priority Actions',
          number: '1',
          wording: 'A letter to be sent to council leaders',
          ownersPrinted: 'CA',
          compared: 'typographic',
          settledFor: null,
        },
      ],
      history: [],
    });
  });

  it('finds by board, by initials in their scope, and by status', async () => {
    const { store } = await begin();
    const registers = await caughtUp(store);
    const numbers = (asked: Parameters<typeof registers.actions>[0]) => registers.actions(asked).map(({ number }) => number);
    expect(numbers({})).toEqual(['1', '2', '3']);
    expect(numbers({ board: 'em partnership board' })).toEqual(['1', '2', '3']);
    expect(numbers({ board: 'another' })).toEqual([]);
    expect(numbers({ initials: 'CA' })).toEqual(['1', '2']);
    expect(numbers({ initials: 'AF' })).toEqual(['3']);
    expect(numbers({ person: 'Foster', status: 'open' })).toEqual(['3']);
    expect(numbers({ status: 'completed' })).toEqual([]);
  });

  it('reports a printed list that says something else, until it is settled', async () => {
    const { store, log } = await begin();
    const registers = await caughtUp(store);
    const codes = () => registers.actions({ board: 'EM Partnership Board' })[1]!.findings.map(({ code }) => code);
    expect(codes()).toEqual(['list.differs']);
    expect(registers.actions()[1]!.findings[0]!.because).toBe('The Efficiency Challenge Report to be circulated');
    await registers.reached(await log.append('meeting-january', ['DiscrepancySettled', { listing: 'l2' }]));
    expect(codes()).toEqual([]);
    expect(registers.actions()[1]!.listings[0]!.settledFor).toBe('action');
  });
});

describe('due at a meeting', () => {
  const open = { kind: 'meeting', printed: 'the April Board meeting', date: null };
  const resolved = { ...open, date: '2010-04-14' };
  const april = (noun: string, date: string | null, kind: string | null = null) =>
    ['SittingNamed', { sittingId: noun, meeting: null, date, kind, mentioned: text('April Board') }] as const;

  it('5.1 Known by reference: the April Board stays open, and the clerk is asked, until the board has one ordinary meeting then', async () => {
    const { store, log } = await begin();
    const registers = await caughtUp(store);
    const third = () => registers.actions()[2]!;
    expect([third().due, third().findings.map(({ code }) => code)]).toEqual([open, ['action.due-meeting-open']]);

    await log.append('board-board', april('some-day-in-april', '2010-04'), april('extraordinary', '2010-04-01', 'extraordinary'));
    await registers.reached(await log.append('board-board', april('last-year', '2009-04-14'), april('may', '2010-05-12')));
    expect(third().due).toEqual(open);

    await registers.reached(await log.append('board-board', april('april', '2010-04-14', 'ordinary')));
    expect([third().due, third().findings]).toEqual([resolved, []]);
  });

  it('is that of the meeting that the book holds, and moves with it', async () => {
    const { store, log } = await begin();
    await log.append('board-board', ['SittingNamed', { sittingId: 'april', meeting: 'april', date: '2010-04-21', mentioned: null }]);
    await log.append('meeting-april', ['MeetingScheduled', { date: '2010-04-21' }], ['MeetingRescheduled', { date: '2010-04-14' }]);
    const registers = await caughtUp(store);
    expect(registers.actions()[2]).toMatchObject({ due: resolved, firstDue: resolved });
    expect(registers.actions({ dueAt: idOf('april') }).map(({ number }) => number)).toEqual(['3']);
    expect(registers.actions({ dueAt: idOf('january') })).toEqual([]);
  });

  it('keeps until when it was first agreed beside what holds now, and finds the day of each', async () => {
    const { store, log } = await begin();
    await log.append('board-board', april('april', '2010-04-14'));
    await log.append(
      'action-three',
      ['ActionContinued', { action: 'three', meeting: 'january', entry: entryOf('meeting-january', 'e16') }],
      ['DueChanged', { askedBy: 'foster' }],
    );
    const third = (await caughtUp(store)).actions()[2]!;
    expect([third.firstDue, third.due?.date]).toEqual([resolved, '2010-05-01']);
    expect((await caughtUp(store)).actions({ dueAt: idOf('april') })).toEqual([]);
  });

  it('5.1 Known by reference: the April Board stays open where the board has two ordinary meetings then', async () => {
    const { store, log } = await begin();
    await log.append('board-board', april('first', '2010-04-07'), april('second', '2010-04-28'));
    expect((await caughtUp(store)).actions()[2]!.due).toEqual(open);
  });

  it('is overdue on the date of the question, never before', async () => {
    const { store, log } = await begin();
    await log.append('board-board', april('april', '2010-04-14'));
    const registers = await caughtUp(store);
    const status = (on: string) => registers.actions({}, { on })[2]!.status;
    expect(['2010-04-14', '2010-04-15'].map(status)).toEqual(['open', 'overdue']);
    expect(registers.actions({ status: 'overdue' }, { on: '2010-04-15' }).map(({ number }) => number)).toEqual(['3']);
    expect(registers.actions({ status: 'open' }, { on: '2010-04-15' }).map(({ number }) => number)).toEqual(['1', '2', '3']);
  });
});

describe('what becomes of an action', () => {
  const nothing = { at: null, by: null, words: null };
  const continued = ['ActionContinued', { action: 'one', meeting: 'january', entry: entryOf('meeting-january', 'e11') }] as const;

  it('is told with every change of its date and its owners', async () => {
    const { store, log } = await begin();
    await log.append(
      'action-one',
      continued,
      ['ProgressReported', { by: 'allison' }],
      ['DueChanged', { askedBy: 'allison' }],
      ['ActionReassigned', { owners: [{ person: 'foster', printed: null }] }],
    );
    const registers = await caughtUp(store);
    const now = registers.action(idOf('one'))!;
    expect([now.status, now.due, now.owners.map(({ name }) => name)]).toEqual([
      'in progress',
      { kind: 'date', printed: null, date: '2010-05-01' },
      ['Andrew Foster'],
    ]);
    expect(now.history.map(({ what, by, words }) => [what, by, words])).toEqual([
      ['progress', 'Chris Allison', 'The letter is drafted'],
      ['due', null, null],
      ['owners', null, null],
    ]);
    await registers.reached(await log.append('action-one', ['ActionCompleted', nothing]));
    expect(registers.actions({ status: 'open' }).map(({ number }) => number)).toEqual(['2', '3']);
  });

  it('5.1 Actions: shows the finding that an owner has left, from the day on which the appointment ended', async () => {
    const { store, log } = await begin();
    await log.append('board-board', ['Appointed', { person: 'allison', seat: null, as: 'officer' }], 'AppointmentEnded');
    const registers = await caughtUp(store);
    const codes = (on: string) => registers.actions({ initials: 'CA' }, { on })[0]!.findings.map(({ code }) => code);
    expect(['2010-05-05', '2010-05-06'].map(codes)).toEqual([[], ['action.owner-has-left']]);
    await log.append('action-one', continued);
    await registers.reached(await log.append('action-one', ['ActionCompleted', nothing]));
    expect(codes('2010-05-06')).toEqual([]);
  });

  it('has no such finding where the person holds another place', async () => {
    const { store, log } = await begin();
    await log.append('board-board', ['Appointed', { person: 'allison', seat: null, as: 'officer' }], 'AppointmentEnded', [
      'Appointed',
      { appointmentId: 'again', person: 'allison', seat: null, as: 'observer', from: null },
    ]);
    expect((await caughtUp(store)).actions({ initials: 'CA' }, { on: '2010-06-01' })[0]!.findings).toEqual([]);
  });
});
