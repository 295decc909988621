import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { january } from '#testing/january.js';
import { entryOf, idOf, logIn } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';
import type { Named } from '../names.js';

const { caughtUp } = registersFor();
const begin = async () => {
  const store = new MemoryStore();
  return { store, log: await january(store) };
};
const whom = <T extends { readonly name: string | null }>(found: Named<T>) =>
  'one' in found ? found.one.name : found.candidates.map(({ name }) => name);

describe('a board by its name', () => {
  it('is found by name or alias in any case, then by a part that only it has', async () => {
    const { store, log } = await begin();
    await log.append('board-other', ['BoardEstablished', { name: text('EM Migration Partnership Executive') }]);
    const registers = await caughtUp(store);
    const emip = 'East Midlands Improvement Partnership Board';
    const executive = 'EM Migration Partnership Executive';
    expect(whom(registers.boardNamed('  em partnership   BOARD '))).toBe(emip);
    expect(whom(registers.boardNamed('improvement'))).toBe(emip);
    expect(whom(registers.boardNamed('migration'))).toBe(executive);
    expect(whom(registers.boardNamed('partnership'))).toEqual([executive, emip]);
    expect(whom(registers.boardNamed('council'))).toEqual([]);
    expect(whom(registers.boardNamed(''))).toEqual([]);
  });
});

describe('5.1 Names of meetings: a meeting is named by board and date', () => {
  const meeting = (start: string | null, label: string | null = null) => ['MeetingScheduled', { start, label }] as const;

  it('and with its start or (2) when the day holds two; an ambiguous name is answered with the candidates', async () => {
    const { store, log } = await begin();
    await log.append('meeting-afternoon', meeting('14:00', 'A'));
    const registers = await caughtUp(store);
    const named = (which?: string) => whom(registers.meetingNamed('EM Partnership Board', '2010-01-20', which));
    expect(registers.meetings(idOf('board')).map(({ name }) => name)).toEqual(['2010-01-20 (1)', '2010-01-20 (2)']);
    expect([named('(2)'), named('2'), named('14:00'), named('A'), named('(1)')]).toEqual([
      '2010-01-20 (2)',
      '2010-01-20 (2)',
      '2010-01-20 (2)',
      '2010-01-20 (2)',
      '2010-01-20 (1)',
    ]);
    expect(named()).toEqual(['2010-01-20 (1)', '2010-01-20 (2)']);
    expect(named('(3)')).toEqual([]);
    expect(whom(registers.meetingNamed('Partnership', '2010-01-21'))).toEqual([]);
  });

  it('the only one of its day needs no number', async () => {
    const registers = await caughtUp((await begin()).store);
    const found = registers.meetingNamed('EM Partnership Board', '2010-01-20');
    expect(found).toMatchObject({ one: { meeting: idOf('january'), name: '2010-01-20', status: 'held', start: null } });
  });
});

describe('a meeting', () => {
  it('is scheduled, open, adjourned and closed, and its minutes go from draft to approved', async () => {
    const { store, log } = await begin();
    const registers = await caughtUp(store);
    const after = async (stream: string, ...facts: Parameters<typeof log.append>[1][]) => {
      await registers.reached(await log.append(stream, ...facts));
      const { status, minutes } = registers.meeting(idOf('april'))!;
      return `${status}, ${minutes.status} ${minutes.version}`;
    };
    expect(await after('meeting-april', ['MeetingScheduled', { date: '2010-04-14' }])).toBe('scheduled, not drafted null');
    expect(await after('meeting-april', 'MeetingOpened')).toBe('open, not drafted null');
    expect(await after('meeting-april', 'MeetingAdjourned')).toBe('adjourned, not drafted null');
    expect(await after('meeting-april', 'MeetingResumed')).toBe('open, not drafted null');
    expect(await after('meeting-april', 'MeetingClosed')).toBe('closed, not drafted null');
    expect(registers.missing(idOf('board')).minutesNotApproved.map(({ name }) => name)).toEqual(['2010-01-20', '2010-04-14']);
    expect(await after('minutes-april', 'MinutesDrafted')).toBe('closed, draft null');
    expect(await after('minutes-april', 'MinutesCirculated')).toBe('closed, circulated 1');
    expect(await after('minutes-april', ['MinutesApproved', { meeting: 'january' }])).toBe('closed, approved 1');
    expect(registers.meeting(idOf('april'))!.minutes.approvedBy).toEqual({
      meeting: idOf('january'),
      decision: idOf('decision'),
      on: '2010-04-14',
    });
    expect(registers.missing(idOf('board')).minutesNotApproved.map(({ name }) => name)).toEqual(['2010-01-20']);
  });
});

describe('a meeting that nobody opened or closed', () => {
  const afterwards = { recorded: 'afterwards' } as const;
  const statusOn = async (on: string, ...business: Parameters<ReturnType<typeof logIn>['append']>[1][]) => {
    const store = new MemoryStore();
    const before = [
      ['MeetingScheduled', { date: '2010-04-14' }, afterwards],
      ['ItemListed', {}, afterwards],
    ] as const;
    await logIn(store).append('meeting-april', ...before, ...business);
    return (await caughtUp(store)).meeting(idOf('april'), { on })!.status;
  };
  const note = ['NoteRecorded', {}, afterwards] as const;
  it('was held once its day is over and business of it is recorded', async () => expect(await statusOn('2010-04-15', note)).toBe('held'));
  it('is to come until then', async () => expect(await statusOn('2010-04-14', note)).toBe('scheduled'));
  it('is not known to have been held by its agenda alone', async () => expect(await statusOn('2010-04-15')).toBe('scheduled'));
});

describe('minutes that were circulated', () => {
  it('are put right since, until the next version is sent', async () => {
    const store = new MemoryStore();
    const log = logIn(store);
    await log.append('meeting-april', 'MeetingScheduled', 'ItemListed', 'NoteRecorded', [
      'MinutesCirculated',
      { version: 1, ofRevision: 2 },
    ]);
    await log.append('minutes-april', 'MinutesDrafted', ['MinutesCirculated', { version: 1, meetingRevision: 2 }]);
    const putRight = async () => (await caughtUp(store)).meeting(idOf('april'))!.minutes.putRight;
    expect(await putRight()).toBe(false);
    await log.append('meeting-april', ['StruckOut', { entry: 'e3' }]);
    expect(await putRight()).toBe(true);
    await log.append('meeting-april', ['MinutesCirculated', { version: 2, ofRevision: 4 }]);
    expect(await putRight()).toBe(false);
  });
});

describe('invariant 7: a name means one person in its scope', () => {
  it('initials are good at their board only, and what fits several is never guessed', async () => {
    const { store, log } = await begin();
    await log.append(
      'person-other',
      ['PersonIntroduced', { name: text('Member A') }],
      ['SpellingAdded', { spellingId: 's', spelling: text('CA'), scope: { board: 'other' } }],
    );
    const registers = await caughtUp(store);
    const board = idOf('board');
    expect(whom(registers.personNamed('CA', { board }))).toBe('Chris Allison');
    expect(whom(registers.personNamed('CA', { board: idOf('other') }))).toBe('Member A');
    expect(whom(registers.personNamed('councillor'))).toEqual([
      'Councillor Dave Houseman',
      'Councillor David Sprason',
      'Councillor Martin Hill OBE',
    ]);
    await registers.reached(
      await log.append('person-other', ['SpellingAdded', { spellingId: 's2', spelling: text('ca'), scope: { board: 'board' } }]),
    );
    expect(whom(registers.personNamed('CA', { board }))).toEqual(['Chris Allison', 'Member A']);
    await registers.reached(await log.append('person-other', ['SpellingWithdrawn', { spelling: 's2' }]));
    expect(whom(registers.personNamed('CA', { board }))).toBe('Chris Allison');
  });

  it('records that were joined are one person, through every step, until they are parted', async () => {
    const { store, log } = await begin();
    await log.append('person-second', ['PersonIntroduced', { name: text('Cllr M Hill') }], ['PersonJoined', { other: 'third' }]);
    await log.append('person-third', ['PersonIntroduced', { name: null, description: text('The member for the north') }]);
    const registers = await caughtUp(store);
    await registers.reached(await log.append('person-hill', ['PersonJoined', { other: 'second' }]));
    const hill = registers.people().find(({ person }) => person === idOf('hill'))!;
    expect(hill.records).toEqual([idOf('second'), idOf('third')].sort());
    expect(whom(registers.personNamed('The member for the north'))).toBe('Councillor Martin Hill OBE');
    expect(registers.names()(idOf('third'))).toBe('Councillor Martin Hill OBE');
    await registers.reached(await log.append('person-hill', ['PersonParted', { other: 'second' }]));
    expect(whom(registers.personNamed('The member for the north'))).toBe('Cllr M Hill');
  });
});

describe('what else a board is known by', () => {
  it('sittings are matched and moved, organisations named', async () => {
    const { store, log } = await begin();
    await log.append('board-board', 'SittingNamed', ['SittingMatched', { meeting: 'november' }], 'SittingMoved', 'QuorumSet');
    const registers = await caughtUp(store);
    expect(registers.sittings(idOf('board')).map(({ date, meeting, mentioned }) => [date, meeting, mentioned])).toEqual([
      ['2010-01-20', idOf('january'), null],
      ['2010-04-14', idOf('november'), 'EM Partnership Board meeting – 27th November 2009'],
    ]);
    expect(registers.organisations().map(({ name }) => name)).toEqual(['Lincolnshire CC']);
    await log.append('person-second', ['PersonIntroduced', { name: text('Cllr M Hill') }]);
    await log.append('person-hill', ['PersonJoined', { other: 'second' }]);
    const represents = { organisation: 'organisation', board: 'board', from: '2009-06-01', until: null };
    await registers.reached(await log.append('person-second', ['OrganisationRepresented', represents]));
    expect(registers.represented(idOf('board'))).toEqual([
      { person: idOf('hill'), organisation: idOf('organisation'), from: '2009-06-01', until: null },
    ]);
    expect(registers.represented(idOf('other-board'))).toEqual([]);
    expect(registers.boards()[0]!.quorum).toBe(4);
    expect(registers.whereabouts(idOf('sitting'))!.entry).toBe(entryOf('board-board', 'e5'));
  });
});
