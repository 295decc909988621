import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { january } from '#testing/january.js';
import { entryOf, idOf, logIn, streamOf } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';

const { caughtUp } = registersFor();

describe('the audit trail', () => {
  it('holds every entry of the log in its order', async () => {
    const store = new MemoryStore();
    const { position } = await january(store);
    const trail = (await caughtUp(store)).auditTrail();
    expect(trail.map((entry) => entry.position)).toEqual(Array.from({ length: position + 1 }, (_, n) => n));
    expect(trail.at(-1)).toMatchObject({
      stream: streamOf('meeting-january'),
      revision: 18,
      type: 'ActionListed',
      recorded: 'printed',
      actor: idOf('clerk'),
      standing: 'stands',
      occurred: null,
      lateBefore: null,
    });
  });

  it('is paged, and read for one stream', async () => {
    const store = new MemoryStore();
    await january(store);
    const registers = await caughtUp(store);
    expect(registers.auditTrail({ after: 3, limit: 2 }).map(({ position }) => position)).toEqual([4, 5]);
    expect(registers.auditTrail({ stream: streamOf('person-hill') }).map(({ type }) => type)).toEqual([
      'PersonIntroduced',
      'SpellingAdded',
    ]);
    const ofPeopleAnd = [streamOf('meeting-january')];
    const all = registers.auditTrail();
    expect(registers.auditTrail({ ofPeopleAnd })).toEqual(
      all.filter(({ stream }) => stream.startsWith('person-') || ofPeopleAnd.includes(stream)),
    );
    expect(new Set(all.map(({ stream }) => stream.split('-')[0]))).toEqual(new Set(['board', 'person', 'meeting']));
  });

  it('5.1 Putting right: shows both, what was recorded and what corrects it', async () => {
    const store = new MemoryStore();
    const log = logIn(store);
    await log.append('board-board', 'BoardEstablished', 'BoardAliased', 'BoardAliased');
    const named = { name: 'The Board', from: null, until: null };
    await log.append(
      'board-board',
      ['PutRight', { entry: 'e2', replacement: { type: 'BoardAliased', v: 1, data: named, occurred: null } }],
      ['StruckOut', { entry: 'e3' }],
    );
    const registers = await caughtUp(store);
    const [e2, e3, e4, e5] = ['e2', 'e3', 'e4', 'e5'].map((noun) => entryOf('board-board', noun));
    expect(registers.auditTrail().map(({ standing, correctedBy, corrects }) => [standing, correctedBy, corrects])).toEqual([
      ['stands', null, null],
      ['put right', e4, null],
      ['struck out', e5, null],
      ['kept apart', null, e2],
      ['kept apart', null, e3],
    ]);
    expect(registers.boards()[0]!.aliases).toEqual(['The Board']);
    expect(registers.boards({ at: 2 })[0]!.aliases).toEqual(['EM Partnership Board']);
  });

  it('5.1 Late entries: names the entry that a late one happened before', async () => {
    const store = new MemoryStore();
    const log = logIn(store);
    const arrived = (occurred: any) => ['ArrivalRecorded', { person: 'late-person' }, { occurred }] as const;
    await log.append('meeting-m', 'MeetingScheduled', 'MeetingOpened', 'ItemListed', 'AttendanceRecorded');
    await log.append(
      'meeting-m',
      arrived({ before: 'e3' }),
      arrived({ after: 'e2' }),
      arrived({ after: 'e6' }),
      arrived({ at: '2026-01-20T14:00:01.500Z', zone: null }),
      arrived({ at: '2026-01-20T15:00:00.000Z', zone: null }),
      arrived({ during: 'item' }),
    );
    const late = (await caughtUp(store)).auditTrail().map(({ lateBefore }) => lateBefore);
    const e3 = entryOf('meeting-m', 'e3');
    expect(late).toEqual([null, null, null, null, e3, e3, null, e3, null, null]);
  });
});
