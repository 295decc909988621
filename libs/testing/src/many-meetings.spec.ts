import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { writeManyMeetings } from './many-meetings.js';
import { registersFor } from './registers.js';

const { caughtUp } = registersFor();

describe('many meetings', () => {
  it('are as if they had been recorded: every register reads them, each meeting under its own board and day', async () => {
    const store = new MemoryStore();
    const { events, boards, meetings } = await writeManyMeetings(store, { boards: 2, meetingsEach: 3, entriesEach: 160 });
    expect([events, boards.length, meetings.length, new Set(meetings).size]).toEqual([(await store.head()) + 1, 2, 6, 6]);
    expect(await Promise.all(meetings.map(async (one) => (await store.read(one)).revision))).toEqual(meetings.map(() => 159));

    const registers = await caughtUp(store);
    expect(registers.health().map(({ stopped }) => stopped)).toEqual(registers.health().map(() => null));
    const [board] = registers.boards();
    expect(registers.meetings(board!.board).map(({ date }) => date)).toEqual(['2010-01-20', '2010-02-17', '2010-03-17']);
    expect(registers.actions()).toHaveLength(6 * 8);
    expect(registers.people()).toHaveLength(2 * 30);
    expect(registers.search({ words: 'procurement', board: board!.board }).length).toBeGreaterThan(3);
  });

  it('are the same bytes each time', async () => {
    const bytes = async () => {
      const store = new MemoryStore();
      await writeManyMeetings(store, { boards: 1, meetingsEach: 2, entriesEach: 150 });
      const read = createHash('sha256');
      const stop = new AbortController();
      const head = await store.head();
      for await (const one of store.all(-1, { signal: stop.signal })) {
        read.update(one.bytes);
        if (one.position === head) stop.abort();
      }
      return read.digest('hex');
    };
    expect(await bytes()).toBe(await bytes());
  });
});
