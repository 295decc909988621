import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { TestServer } from '#testing/kurrentdb/test-server.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { commandLine, type Said } from './command-line.js';
import { listen } from './listening.js';

jest.setTimeout(30_000);
const newFolder = temporaryFolders();
const schedule = (server: Server) =>
  fetch(`${server.address}/api/meetings/${randomUUID()}/entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ verb: 'ScheduleMeeting', data: { board: randomUUID() } }),
  });
const storeIn = ({ out }: Said) => /as the store ([0-9a-f-]{36})/.exec(out)![1]!;

describe('minutebook copy', () => {
  const dir = newFolder();
  const to = join(newFolder(), 'to');
  let server: Server;
  let early: Promise<string>;
  let copied: Said;
  let head: number;
  beforeAll(async () => {
    server = await createServer({ dir, port: 0 });
    expect((await schedule(server)).status).toBe(201);
    early = listen(`${server.address}/api/log/stream`, 'read-only');
    copied = await commandLine(dir, { terminal: true }).say('copy', '--to', to);
    head = ((await (await fetch(`${server.address}/health`)).json()) as { head: number }).head;
  });
  afterAll(() => server.close());

  it('says how much is where, and what to do', () => {
    expect(copied.exit).toBe(0);
    expect(copied.out).toMatch(
      new RegExp(`^${head + 1} entries are in ${to}, with the root [A-Za-z0-9_-]{43}\\.\\nThis book is closed, and goes on`),
    );
    expect(copied.out).toContain('Put the folder `keys` of this book into the new one');
    expect(copied.err).toContain('Copying the log [########################] 100 %');
  });
  it('a server of the book says so: in /health, to whoever listens, and to whoever wants to record', async () => {
    const sentence = `This log is closed here: it goes on in the store ${storeIn(copied)}.`;
    expect(await early).toContain(`event: read-only`);
    expect(await early).toContain(`"sentence":"${sentence}"`);
    const health = await fetch(`${server.address}/health`);
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ status: 'read-only', readOnly: { sentence }, ledger: { alarm: null } });
    const late = await schedule(server);
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({
      code: 'log.closed',
      detail: expect.stringContaining(`It goes on in the store ${storeIn(copied)}.`),
    });
    expect((await fetch(`${server.address}/api/people`)).status).toBe(200);
  });
  it('the command line says so: doctor, and who wants to record', async () => {
    const { say } = commandLine(dir);
    expect(await say('doctor')).toMatchObject({
      exit: 1,
      out: expect.stringContaining('Alarm: This log is closed here: it goes on in the store'),
    });
    expect(await say('import', 'test/golden/em-iep-2010-01-20')).toMatchObject({
      exit: 1,
      err: expect.stringMatching(
        /This log is closed here\. It goes on in the store [0-9a-f-]{36}\.\n {2}rule: log\.closed\n {2}remedy: Record it where/,
      ),
    });
    expect(await say('verify')).toMatchObject({ exit: 0 });
  });
  it('the other store goes on, and is what was signed', async () => {
    const there = commandLine(to);
    expect(await there.say('import', 'test/golden/em-iep-2010-01-20')).toMatchObject({ exit: 0 });
    expect(await there.say('verify')).toMatchObject({ exit: 0 });
    expect(await commandLine(dir).say('copy', '--to', to)).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/entries were copied before in/),
    });
  });
  it('goes to a server too, and tells what it was not told', async () => {
    const kurrent = await TestServer.start();
    try {
      const book = commandLine(newFolder());
      expect(await book.say('import', 'test/golden/em-iep-2010-01-20')).toMatchObject({ exit: 0 });
      expect(await book.say('copy')).toMatchObject({ exit: 2, err: expect.stringContaining('Where to?') });
      expect(await book.say('copy', '--to', 'http://127.0.0.1:1')).toMatchObject({
        exit: 2,
        err: expect.stringContaining('--to names no store.'),
      });
      expect(await book.say('copy', '--to', kurrent.url)).toMatchObject({ exit: 0 });
      const there = commandLine(newFolder(), { env: { MINUTEBOOK_EVENT_STORE: kurrent.url } });
      expect(await there.say('minutes', '2010-01-20')).toMatchObject({
        exit: 0,
        out: expect.stringContaining('Propose to commission work'),
      });
      const other = commandLine(newFolder());
      expect(await other.say('import', 'test/golden/em-iep-2010-01-20')).toMatchObject({ exit: 0 });
      expect(await other.say('copy', '--to', kurrent.url)).toMatchObject({ exit: 1, err: expect.stringContaining('holds another log.') });
    } finally {
      kurrent.stop();
    }
  });
});
