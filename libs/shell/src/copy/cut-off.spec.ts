import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { EventStore } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { Proxy as Line } from '#testing/kurrentdb/proxy.js';
import { TestServer } from '#testing/kurrentdb/test-server.js';
import { localOperator, type MinuteBook } from '../minute-book.js';
import { allIn, booksFor, eraseIn, tell, toldIn } from '#testing/told-book.js';
import { copyBook } from './copy-book.js';
import { openTarget } from './target.js';

jest.setTimeout(120_000);
const { newFolder, open, closing } = booksFor();
const secret = 'Member Q has moved to the lighthouse';
const actor = localOperator;

class Crash extends Error {}
/** In the gate each of them once, before or after in turn. */
const everyOne = process.env['MINUTEBOOK_NIGHTLY'] === '1';
const stagesOf = (at: number) => (everyOne ? (['before', 'after'] as const) : ([at % 2 === 0 ? 'before' : 'after'] as const));
type Plan = { count: number; readonly at: number; readonly stage: 'before' | 'after' };
const writes = ['append', 'agree', 'erase'];

/** A store whose process dies before or after one of the calls that write; of all of them the first has number 0. */
const dying = <S extends object>(store: S, plan: Plan): S =>
  new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'texts') return dying(value as object, plan);
      if (typeof value !== 'function') return value;
      if (!writes.includes(String(name))) return value.bind(target) as unknown;
      return async (...given: unknown[]) => {
        const due = plan.count++ === plan.at;
        if (due && plan.stage === 'before') throw new Crash();
        const done: unknown = await value.apply(target, given);
        if (due) throw new Crash();
        return done;
      };
    },
  });

const prepared = async (): Promise<string> => {
  const dir = newFolder();
  const book = await open({ dir });
  const { digest } = await toldIn(book, secret);
  const stream = (await allLines(book)).find((one) => one.type === 'ActionReported')!.stream;
  await eraseIn(book, stream, digest);
  await book.close();
  return dir;
};
const allLines = async ({ store }: MinuteBook) =>
  ((await allIn(store))[0] as string[]).map((bytes) => JSON.parse(bytes) as { stream: string; type: string });

const newTo = async (kind: string) => {
  if (kind === 'a folder') return { to: join(newFolder(), 'to'), stop: () => undefined };
  const server = await TestServer.start();
  return { to: server.url, stop: () => server.stop() };
};

/** One run of the command, in which nothing is tidied up when it dies. */
const run = async (dir: string, to: string, plan: Plan) => {
  const file = closing(await SqliteStore.open(dir));
  const book = await open({ dir, store: dying(file, plan) });
  const target = await openTarget(book, to, '/');
  closing(target.store);
  plan.count = 0;
  const dyingTarget = { ...target, store: dying(target.store, plan) as EventStore };
  try {
    return await copyBook({ book, target: dyingTarget, actor });
  } finally {
    await book.close().catch(() => undefined);
    await file.close();
    await target.store.close();
  }
};

describe.each(['a folder', 'a server'])('a copy to %s', (kind) => {
  it('that dies before or after anything that it writes is finished by the next run: nothing twice, nothing left out', async () => {
    const origin = await prepared();
    const reference: Plan = { count: 0, at: -1, stage: 'before' };
    const copyOf = () => {
      const dir = newFolder();
      cpSync(origin, dir, { recursive: true });
      return dir;
    };
    const whole = await newTo(kind);
    await run(copyOf(), whole.to, reference);
    whole.stop();
    expect(reference.count).toBeGreaterThan(10);
    let died = 0;
    for (let at = 0; at < reference.count; at++)
      for (const stage of stagesOf(at)) {
        const dir = copyOf();
        const { to, stop } = await newTo(kind);
        const first = await run(dir, to, { count: 0, at, stage }).catch((error: unknown) => error);
        if (first instanceof Crash) died++;
        else expect(first).toMatchObject({ size: expect.any(Number) });
        const copied = await run(dir, to, { count: 0, at: -1, stage });
        const source = await open({ dir });
        const there = kind === 'a folder' ? await open({ dir: to }) : await open({ dir: newFolder(), eventStore: to });
        expect(await allIn(there.store)).toEqual(await allIn(source.store));
        expect((await allLines(there)).filter(({ type }) => type === 'LogClosed')).toHaveLength(1);
        expect(source.store.stopped).toMatchObject({ successor: copied.store });
        expect(copied.size).toBe((await source.store.head()) + 1);
        await tell(there, `meeting-${randomUUID()}`, 'ScheduleMeeting', { board: randomUUID() });
        expect(there.ledger.alarm).toBeNull();
        await Promise.all([source.close(), there.close()]);
        stop();
      }
    expect(died).toBe(everyOne ? 2 * reference.count : reference.count);
    process.stdout.write(`a copy to ${kind}: ${died} deaths, each finished by the next run\n`);
  });
});

it('a copy to a server whose line is reset, and goes silent, is finished all the same', async () => {
  const server = await TestServer.start();
  const { proxy, url } = await Line.to(server.url);
  try {
    const book = await open({ dir: await prepared() });
    for (let n = 0; n < 20; n++) await tell(book, `meeting-${randomUUID()}`, 'ScheduleMeeting', { board: randomUUID() });
    const target = await openTarget(book, url, '/');
    closing(target.store);
    let turn = 0;
    const harming = setInterval(() => {
      if (turn++ % 3 === 0) proxy.silence('answers');
      else proxy.speak();
    }, 200);
    const copied = await copyBook({ book, target, actor }).finally(() => {
      clearInterval(harming);
      proxy.speak();
    });
    expect(await allIn(target.store)).toEqual(await allIn(book.store));
    expect(copied.size).toBe((await book.store.head()) + 1);
    await target.store.close();
  } finally {
    await proxy.close();
    server.stop();
  }
});
