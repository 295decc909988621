import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { StoreUnavailable } from '#event-store/port.js';
import { MinuteBook } from '#shell/minute-book.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { commandLine } from './command-line.js';
import { listen } from './listening.js';

const newFolder = temporaryFolders();
const full = new StoreUnavailable('The disk is full.', 'Make room, then start again.', { lasts: true });

describe.each([
  ['', false],
  [' with its registers and records in threads', true],
])('a server%s whose disk has failed', (_, inThreads) => {
  const dir = newFolder();
  let server: Server;
  let head: number;
  let early: Promise<string>;
  const introduce = () =>
    fetch(`${server.address}/api/people/${randomUUID()}/entries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ verb: 'IntroducePerson', data: { name: 'Member A' } }),
    });
  beforeAll(async () => {
    server = await createServer({ dir, port: 0, inThreads });
    head = ((await (await introduce()).json()) as { position: number }).position;
    early = listen(`${server.address}/api/log/stream?after=${head - 1}`, 'read-only');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { store } = server.app.get(MinuteBook);
    (store as unknown as { stop: (why: StoreUnavailable) => void }).stop(full);
  });
  afterAll(() => server.close());

  it('says so in /health', async () => {
    const response = await fetch(`${server.address}/health`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'read-only',
      readOnly: { sentence: 'The disk is full.', remedy: 'Make room, then start again.' },
      head,
    });
  });
  it('says so to whoever wants to record, and goes on answering', async () => {
    const response = await introduce();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      code: 'store.unavailable',
      detail: 'Nothing more is written since an earlier failure: The disk is full. Make room, then start again.',
    });
    expect((await fetch(`${server.address}/api/people`)).status).toBe(200);
  });
  it('tells whoever listens, and whoever listens later, and moves nobody in the log', async () => {
    const event = `event: read-only\nid: ${head}\ndata: {"sentence":"The disk is full.","remedy":"Make room, then start again."}`;
    expect(await early).toContain(event);
    expect(await listen(`${server.address}/api/log/stream`, 'read-only')).toContain(event);
  });
  it('leaves word beside the log, and takes it back when it closes', async () => {
    expect(JSON.parse(readFileSync(join(dir, 'read-only.json'), 'utf8'))).toMatchObject({
      pid: process.pid,
      sentence: 'The disk is full.',
    });
    await server.close();
    expect(existsSync(join(dir, 'read-only.json'))).toBe(false);
  });
});

describe('doctor', () => {
  const wordOf = (pid: number) =>
    JSON.stringify({ pid, since: '2026-01-20T14:32:00.000Z', sentence: 'The disk is full.', remedy: 'Make room.' });
  it('says that another program records nothing more, and only while it is there', async () => {
    const dir = newFolder();
    await (await MinuteBook.open({ dir })).close();
    const { say } = commandLine(dir);
    writeFileSync(join(dir, 'read-only.json'), wordOf(process.ppid));
    expect(await say('doctor')).toMatchObject({
      exit: 1,
      out: expect.stringContaining(
        `Alarm: The program with the process id ${process.ppid} has recorded nothing since 2026-01-20T14:32:00.000Z: The disk is full. Make room.`,
      ),
    });
    writeFileSync(join(dir, 'read-only.json'), wordOf(spawnSync(process.execPath, ['--version']).pid));
    expect(await say('doctor')).toMatchObject({ exit: 0, out: expect.stringContaining('All is well.') });
  });
});
