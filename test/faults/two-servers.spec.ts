import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { KurrentStore } from '#event-store/kurrentdb/kurrentdb-store.js';
import type { Recorded } from '#event-store/port.js';
import { realServer } from '#testing/kurrentdb/real-server.js';
import { TestServer } from '#testing/kurrentdb/test-server.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { serverProcess, type ServerProcess } from '../e2e/server-process.js';
import { wholeLog, wrongWith } from './answers.js';
import { load, registers, send, type Told } from './http-writers.js';
import { rowsIn } from './register-rows.js';
import { countedSuite, many, patience } from './suite.js';

const newFolder = temporaryFolders();
const count = countedSuite('Two servers');
const seconds = Number(process.env['MINUTEBOOK_LOAD_SECONDS']) || many(8, 180);
const writers = 8;

type Health = {
  readonly status: string;
  readonly head: number;
  readonly followers: readonly { readonly name: string; readonly position: number }[];
};
const healthOf = async ({ address }: ServerProcess) => (await (await fetch(`${address}/health`)).json()) as Health;

/** Until all have followed the log to one end, and no policy has added to it meanwhile. */
const settled = async (servers: readonly ServerProcess[]): Promise<number> => {
  const late = performance.now() + 120_000;
  for (let before = -2; performance.now() < late; await wait(500)) {
    const all = await Promise.all(servers.map(healthOf));
    const head = Math.max(...all.map((one) => one.head));
    const isThere = all.every(
      (one) => one.status === 'ok' && one.head === head && one.followers.every(({ position }) => position === head),
    );
    if (isThere && head === before) return head;
    before = isThere ? head : -2;
  }
  throw new Error(`They do not come to one end: ${JSON.stringify(await Promise.all(servers.map(healthOf)))}`);
};

const inLog = async (url: string): Promise<readonly Recorded[]> => {
  const store = await KurrentStore.open({ url });
  try {
    return await wholeLog(store);
  } finally {
    await store.close();
  }
};

/** Entries of this run that were neither sent, nor carried by a policy from another entry, nor are the log's own. */
const invented = (log: readonly Recorded[], { sent, acknowledged }: Told) => {
  const ids = new Set(log.map(({ envelope }) => envelope.id));
  const first = Math.min(...acknowledged.map(({ position }) => position));
  return log.filter(
    ({ position, envelope: { command, causation, stream } }) =>
      position >= first && stream !== 'log' && !sent.has(command) && !(causation !== null && ids.has(causation)),
  );
};

/** Each acknowledged command, sent once more to the other servers, is answered as it was. */
const againEverywhere = async (servers: readonly ServerProcess[], { acknowledged }: Told) => {
  const wrong: string[] = [];
  const all = servers.flatMap(({ address }) => acknowledged.map((one) => ({ address, ...one }))).values();
  const ask = async () => {
    for (const { address, intent, body } of all) {
      const answer = await send(address, intent);
      if (answer?.status !== 200 || answer.body !== body) wrong.push(`${intent.verb} ${intent.id}: ${JSON.stringify(answer)}`);
    }
  };
  await Promise.all(Array.from({ length: writers }, ask));
  return wrong;
};

const answersOf = async ({ address }: ServerProcess, head: number) => {
  const answers: Record<string, unknown> = {};
  for (const path of registers())
    for (const at of ['', `at=${head}`]) {
      const response = await fetch(`${address}/api/${path}${at && (path.includes('?') ? '&' : '?') + at}`);
      answers[`${path} ${at}`] = [response.status, await response.text()];
    }
  return answers;
};

const told = ({ acknowledged, unanswered, recordedAllTheSame }: Told, entries: number) =>
  `${acknowledged.length} commands acknowledged by two servers in ${seconds} s, each there once, among ${entries} entries; ` +
  `${unanswered} attempts without an answer, ${recordedAllTheSame} of them recorded all the same`;

/** Kills and pauses the leader in turn, until the signal aborts. */
const disturb = async (test: TestServer, signal: AbortSignal): Promise<number> => {
  let times = 0;
  for (; !signal.aborted; times++) {
    await wait(400 + 50 * (times % 7));
    const old = test.leader;
    if (times % 2 === 0) old.kill();
    else old.pause();
    test.elect();
    await wait(times % 2 === 0 ? 300 : 900);
    if (times % 2 === 0) await old.start();
    else old.unpause();
  }
  return times;
};

const twoServers = (name: string, on: () => Promise<{ readonly url: string; readonly test: TestServer | null }>) =>
  describe(`two Minutebook servers on ${name}`, () => {
    const servers: ServerProcess[] = [];
    let test: TestServer | null = null;
    const serve = async (url: string, dir: string) => {
      servers.push(await serverProcess(dir, { MINUTEBOOK_EVENT_STORE: url }));
      return servers.at(-1)!;
    };
    afterEach(async () => {
      await Promise.all(servers.splice(0).map((one) => one.end('SIGKILL')));
      test?.stop();
    });
    it(
      'record each command once whatever happens to the leader, invent none, and come to the same registers, as does a third that begins with nothing',
      async () => {
        const { url, test: testServer } = await on();
        test = testServer;
        const dirs = [newFolder(), newFolder(), newFolder()];
        const two = [await serve(url, dirs[0]!), await serve(url, dirs[1]!)];
        const stop = new AbortController();
        const disturbing = test ? disturb(test, stop.signal) : Promise.resolve(null);
        const written = await load(
          two.map(({ address }) => address),
          writers,
          seconds * 1_000,
        );
        stop.abort();
        const times = await disturbing;
        process.stdout.write(`${name}: ${written.acknowledged.length} acknowledged\n`);
        const three = [...two, await serve(url, dirs[2]!)];
        const head = await settled(three);
        const log = await inLog(url);
        expect(log).toHaveLength(head + 1);
        expect(wrongWith(log, written.acknowledged)).toEqual([]);
        expect(written.acknowledged).toHaveLength(written.sent.size);
        expect(invented(log, written)).toEqual([]);
        const [answers, ...others] = await Promise.all(three.map((one) => answersOf(one, head)));
        expect(Object.values(answers!).filter((answer) => (answer as [number])[0] !== 200)).toEqual([]);
        for (const other of others) expect(other).toEqual(answers);
        expect(await againEverywhere(two, written)).toEqual([]);
        expect((await healthOf(two[0]!)).head).toBe(head);
        for (const one of servers.splice(0)) expect((await one.end()).exit).toBe(0);
        const [rows, ...same] = dirs.map(rowsIn);
        expect(Object.values(rows!).flat().length).toBeGreaterThan(writers);
        for (const one of same) expect(one).toEqual(rows);
        count('commands acknowledged', written.acknowledged.length);
        if (times !== null) count('times the leader was killed or paused', times);
        process.stdout.write(`${name}: ${told(written, log.length)}\n`);
      },
      patience + seconds * 1_000,
    );
  });

twoServers('a test server of three nodes whose leader is killed and paused again and again', async () => {
  const test = await TestServer.start(3);
  return { url: test.url, test };
});
// Whose leader is killed and paused meanwhile by `node tools/disturb-leader.mjs SECONDS`.
if (realServer) twoServers('a real server', () => Promise.resolve({ url: realServer!, test: null }));
