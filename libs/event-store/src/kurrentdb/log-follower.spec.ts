import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../port.js';
import { Connection, ordinaryTimers } from './connection.js';
import { connectionString } from './connection-string.js';
import { LogFollower } from './log-follower.js';
import { namesFor } from './names.js';

describe('what is followed on a server', () => {
  it('and never comes, is waited for until the time is over, wherever that falls between two looks', async () => {
    const log = randomUUID();
    for (const [seen, call] of [
      [10, 45],
      [20, 20],
      [40, 25],
    ] as const) {
      const connection = new Connection(connectionString('esdb://127.0.0.1:1?tls=false'), { ...ordinaryTimers, seen, call });
      const follower = new LogFollower(connection, namesFor(log), { log, store: randomUUID(), copyOf: null });
      const start = performance.now();
      const waiting = follower.mustSee('The log cannot be read', () => false);
      await expect(waiting).rejects.toThrow(StoreUnavailable);
      await expect(waiting).rejects.toThrow(/The log cannot be read/);
      expect(performance.now() - start).toBeGreaterThan(call - 1);
      await connection.end();
    }
  });
});
