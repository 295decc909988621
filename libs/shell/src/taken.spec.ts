import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { Refused, type Command } from './command.js';
import { WritePath } from './write-path.js';

const [board, a, b, c] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const [march, april, item, action, orders] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const actor = randomUUID();

/** A board of two voting members and an observer from 2026 on, with its quorum and orders; the March minutes are at version 1. */
const aBook = async () => {
  const store = new MemoryStore();
  let tick = 0;
  const write = new WritePath(store, () => new Date(Date.UTC(2026, 3, 14, 9, 0, tick++)).toISOString());
  const tell = async (stream: string, verb: string, data: object, recorded: Command['recorded'] = 'live') => {
    try {
      return (await write.handle({ stream, id: randomUUID(), verb, data, actor, recorded })).events.at(-1)!.id;
    } catch (error) {
      if (error instanceof Refused) return error.refusal.refused;
      throw error;
    }
  };
  const appoint = (person: string, as: string) =>
    tell(`board-${board}`, 'Appoint', { appointmentId: randomUUID(), person, as, from: '2026-01-01', known: 'stated' });
  await tell(`board-${board}`, 'EstablishBoard', { name: 'Harbour Board', kind: 'board', quorum: 2 });
  await appoint(a, 'voting member');
  await appoint(b, 'voting member');
  await appoint(c, 'observer');
  await tell(`board-${board}`, 'AdoptStandingOrders', { ordersId: orders, profile: 'partnership', from: '2026-01-01', tie: 'silent' });
  await tell(`meeting-${march}`, 'ScheduleMeeting', { board, date: '2026-03-10' });
  const raised = await tell(
    `meeting-${march}`,
    'RaiseAction',
    { actionId: action, words: 'A letter to be sent', assigned: 'unassigned', arises: 'stated' },
    'afterwards',
  );
  await tell(`minutes-${march}`, 'DraftMinutes', { meeting: march, meetingRevision: 1 });
  await tell(`minutes-${march}`, 'CirculateMinutes', { version: 1, meetingRevision: 1, digest: 'a digest' });
  await tell(`meeting-${april}`, 'ScheduleMeeting', { board, date: '2026-04-14' });
  await tell(`meeting-${april}`, 'ListItem', { itemId: item, heading: 'Matters Arising' });
  await tell(`meeting-${april}`, 'OpenMeeting', { zone: 'Europe/London' });
  return { raised, tell: (verb: string, data: object, recorded?: Command['recorded']) => tell(`meeting-${april}`, verb, data, recorded) };
};
const isEntry = /^[0-9a-f-]{36}$/;

describe('what a live entry says of another stream', () => {
  const roll = { board, boardRevision: 4, voting: [b, a], others: [] };
  it.each([
    ['the appointments in force, in any order', {}, isEntry],
    ['somebody not appointed', { voting: [a, b, randomUUID()] }, /^roll.other-than-board$/],
    ['an observer as a member', { voting: [a, b, c] }, /^roll.other-than-board$/],
    ['a member left out', { voting: [a] }, /^roll.other-than-board$/],
    ['the board as it was earlier', { voting: [a], boardRevision: 1 }, isEntry],
    ['a revision that the board has not', { boardRevision: 5 }, /^revision.unknown$/],
    ['another board', { board: randomUUID() }, /^board.other-than-scheduled$/],
  ])('the list of who may vote: %s', async (_, more, answer) => {
    const { tell } = await aBook();
    expect(await tell('TakeRoll', { ...roll, ...more })).toMatch(answer);
  });

  const taken = { board, boardRevision: 4, orders, profile: 'partnership', quorum: 2, tie: 'silent' };
  it.each([
    ['as they are', {}, isEntry],
    ['another quorum', { quorum: 17 }, /^orders.other-than-board$/],
    ['another rule for a tie', { tie: 'casting vote' }, /^orders.other-than-board$/],
    ['other orders', { orders: randomUUID() }, /^orders.other-than-board$/],
    ['before any were adopted', { orders: null, boardRevision: 3 }, isEntry],
    ['a board at random', { board: randomUUID(), quorum: 17 }, /^board.other-than-scheduled$/],
  ])('the standing orders: %s', async (_, more, answer) => {
    const { tell } = await aBook();
    expect(await tell('TakeStandingOrders', { ...taken, ...more })).toMatch(answer);
  });

  const laid = { meeting: march, board, date: '2026-03-10', version: 1, digest: 'a digest', minutesRevision: 1, meetingRevision: 1 };
  it.each([
    ['the version that was sent out', {}, isEntry],
    ['a version that was not', { version: 9 }, /^minutes.version-unknown$/],
    ['a version before it was sent out', { minutesRevision: 0 }, /^minutes.version-unknown$/],
    ['a revision that they have not', { minutesRevision: 2 }, /^revision.unknown$/],
    ['another date', { date: '2026-03-11' }, /^minutes.other-meeting$/],
    ['a meeting that this book does not hold', { meeting: randomUUID() }, /^revision.unknown$/],
  ])('earlier minutes: %s', async (_, more, answer) => {
    const { tell } = await aBook();
    expect(await tell('TakeMinutes', { ...laid, ...more })).toMatch(answer);
  });

  it('is not asked of what is recorded afterwards', async () => {
    const { tell } = await aBook();
    expect(await tell('TakeMinutes', { ...laid, version: 9 }, 'afterwards')).toMatch(isEntry);
    expect(await tell('TakeRoll', { ...roll, voting: [a] }, 'printed')).toMatch(isEntry);
  });

  it('an action that the meeting named raised is reported on, and no other', async () => {
    const { tell } = await aBook();
    const report = () => ({ reportId: randomUUID(), item, action, raisedIn: march, outcome: { progress: true } });
    expect(await tell('ReportAction', report())).toMatch(isEntry);
    expect(await tell('ReportAction', { ...report(), action: randomUUID() })).toBe('action.unknown');
    expect(await tell('ReportAction', { ...report(), raisedIn: april })).toBe('action.unknown');
  });

  it('a correction is of an entry that the meeting named has', async () => {
    const { tell, raised } = await aBook();
    const correction = (entry: string) => ({ correctionId: randomUUID(), item, of: march, entry, changes: 'words', reason: 'Misheard' });
    expect(await tell('AgreeCorrection', correction(raised))).toMatch(isEntry);
    expect(await tell('AgreeCorrection', correction(randomUUID()))).toBe('entry.unknown');
  });
});
