import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { readStream } from '../reading.js';
import { WritePath } from '../write-path.js';
import { takingOn } from './taking.js';

const [a, b, officer, ended] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const appointment = (person: string, as: string, from: string | null, more: object = {}) => ({
  appointmentId: randomUUID(),
  person,
  as,
  from,
  known: 'stated',
  ...more,
});

/** A board as told so far, asked on a day. */
const told = async (date: string | null, ...verbs: readonly (readonly [verb: string, data: object])[]) => {
  const board = randomUUID();
  const store = new MemoryStore();
  const write = new WritePath(store, () => '2026-01-01T00:00:00.000Z');
  for (const [verb, data] of verbs)
    await write.handle({ stream: `board-${board}`, id: randomUUID(), verb, data, actor: randomUUID(), recorded: 'live' });
  return { board, ...takingOn(board, (await readStream(store, `board-${board}`)).recorded, date) };
};
const established = ['EstablishBoard', { name: 'Harbour Board', kind: 'board', quorum: 2 }] as const;

describe('what a meeting takes from its board', () => {
  it('is who may vote on its day, and who else is appointed', async () => {
    const last = appointment(ended, 'voting member', '2020-01-01');
    const { board, roll } = await told(
      '2026-03-10',
      established,
      ['Appoint', appointment(a, 'voting member', '2026-01-01')],
      ['Appoint', appointment(b, 'voting member', null)],
      ['Appoint', appointment(officer, 'officer', '2026-01-01')],
      ['Appoint', last],
      ['EndAppointment', { appointment: last.appointmentId, on: '2025-12-31' }],
    );
    expect(roll).toEqual({ board, boardRevision: 5, voting: [a, b], others: [officer] });
  });
  it('is the rules in force, and the quorum without any', async () => {
    const ordersId = randomUUID();
    const adopted = ['AdoptStandingOrders', { ordersId, profile: 'partnership', from: '2026-04-01', tie: 'casting vote' }] as const;
    const before = await told('2026-03-10', established, adopted);
    expect(before.orders).toMatchObject({ boardRevision: 1, orders: null, quorum: 2, tie: 'silent', remoteCounts: null });
    expect(before.orders).not.toHaveProperty('from');
    expect((await told('2026-04-14', established, adopted)).orders).toMatchObject({ orders: ordersId, tie: 'casting vote' });
  });
  it('is nothing of a day that nobody stated, of a board that is not held, and no roll of a board without members', async () => {
    expect(await told(null, established)).toMatchObject({ roll: null, orders: null });
    expect(await told('2026-03-10')).toMatchObject({ roll: null, orders: null });
    expect((await told('2026-03-10', established)).roll).toBeNull();
  });
});
