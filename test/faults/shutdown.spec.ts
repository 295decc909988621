import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { serverProcess } from '../e2e/server-process.js';
import { wholeLog } from './answers.js';
import { countedSuite, many, patience } from './suite.js';

const newFolder = temporaryFolders();
const count = countedSuite('Shutdown');
const times = many(4, 100);
const [listeners, writers] = [20, 8];

type Acknowledged = { readonly id: string; readonly stream: string; readonly revision: number; readonly position: number };

/** All that a feed said until its server ended it. */
const listen = async (address: string): Promise<() => Promise<string>> => {
  const response = await fetch(`${address}/api/log/stream?after=-1`, { headers: { accept: 'text/event-stream' } });
  const text = response.text().catch((error: unknown) => `cut off: ${String(error)}`);
  return () => text;
};

/** Writes until the server takes no more: what was acknowledged, and what else was answered. */
const write = async (address: string, stopped: () => boolean) => {
  const acknowledged: Acknowledged[] = [];
  const others = new Map<string, number>();
  while (!stopped()) {
    const id = randomUUID();
    try {
      const response = await fetch(`${address}/api/people/${randomUUID()}/entries`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({ verb: 'IntroducePerson', data: { name: 'Member A' } }),
      });
      const body = (await response.json()) as Acknowledged & { readonly code?: string };
      if (response.status === 201) acknowledged.push({ ...body, id });
      else others.set(String(body.code), (others.get(String(body.code)) ?? 0) + 1);
    } catch {
      // Nobody listens any more.
      return { acknowledged, others };
    }
  }
  return { acknowledged, others };
};

const stoppedUnderWrites = async (signal: NodeJS.Signals, afterMs: number) => {
  const dir = newFolder();
  const server = await serverProcess(dir);
  const feeds = await Promise.all(Array.from({ length: listeners }, () => listen(server.address)));
  let over = false;
  const writing = Array.from({ length: writers }, () => write(server.address, () => over));
  await wait(afterMs);
  const { exit, ms } = await server.end(signal);
  over = true;
  const written = await Promise.all(writing);
  const acknowledged = written.flatMap((one) => one.acknowledged);
  expect([signal, exit]).toEqual([signal, 0]);

  const store = await SqliteStore.open(dir, { readOnly: true });
  const log = await wholeLog(store);
  await store.close();
  const commands = Map.groupBy(log, ({ envelope }) => envelope.command);
  for (const { id, stream, revision, position } of acknowledged) {
    const entries = commands.get(id) ?? [];
    expect(entries.map(({ envelope, ...one }) => [envelope.stream, envelope.revision, one.position])).toEqual([
      [stream, revision, position],
    ]);
  }
  const codes = [...new Set(written.flatMap(({ others }) => [...others.keys()]))];
  expect(codes.filter((code) => code !== 'server.closing')).toEqual([]);
  for (const feed of feeds) expect(await feed()).toMatch(/event: closing\nid: \d+\nretry: 2000\ndata: \{"retry":2000\}\n\n$/);
  const sizes = readdirSync(join(dir, 'checkpoints')).map((name) => parseInt(name));
  expect(Math.max(...sizes)).toBe(log.length);
  return { acknowledged: acknowledged.length, ms };
};

describe('a server that is stopped while many write and listen', () => {
  it(
    'settles what it has taken, ends each feed with when to come back, signs a last checkpoint, and goes with 0',
    async () => {
      const all = [];
      for (let n = 0; n < times; n++) all.push(await stoppedUnderWrites(n % 2 ? 'SIGINT' : 'SIGTERM', 300 + 50 * (n % 7)));
      expect(Math.min(...all.map(({ acknowledged }) => acknowledged))).toBeGreaterThan(0);
      count('stops', times);
      count(
        'commands acknowledged and kept',
        all.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
      );
      count('ms at most from the signal to the end', Math.round(Math.max(...all.map(({ ms }) => ms))));
    },
    patience,
  );
});
