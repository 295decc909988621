import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readerVersion } from '#domain/reader.js';
import { bytesOf, envelope } from '#event-store/contract-fixtures.js';
import { interests } from '#registers/interests/interests.js';
import { MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { commandLine } from './command-line.js';
import { listen } from './listening.js';

const newFolder = temporaryFolders();
let server: Server | null = null;
const serve = async (dir: string) => (server = await createServer({ dir, port: 0 }));
const stop = async () => {
  await server?.close();
  server = null;
};
afterEach(stop);

const post = async (path: string, verb: string, data: object) => {
  const response = await fetch(`${server!.address}/api/${path}/entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ verb, data }),
  });
  const body = (await response.json()) as { position: number; code?: string; detail?: string };
  return { status: response.status, etag: response.headers.get('etag'), body };
};
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server!.address}${path}`, { headers });
const health = async () => {
  const response = await get('/health');
  const body = (await response.json()) as { followers: { name: string; position: number; stopped: string | null; remedy?: string }[] };
  return { status: response.status, followers: new Map(body.followers.map((one) => [one.name, one])) };
};
const schedule = (meeting: string) => post(`meetings/${meeting}`, 'ScheduleMeeting', { board: randomUUID(), date: '2026-03-10' });

describe('a register that throws', () => {
  const planted = interests.of as { meeting?: unknown };
  const sound = planted.meeting;
  afterEach(() => {
    planted.meeting = sound;
  });

  it('stops alone, where it threw; everybody is told, and after the mend it goes on from there', async () => {
    const dir = newFolder();
    await serve(dir);
    const before = await schedule(randomUUID());
    await get('/api/interests', { 'wait-for': String(before.body.position) });
    planted.meeting = () => {
      throw new Error('out of order');
    };
    const { body } = await schedule(randomUUID());

    const meetings = await get('/api/meetings', { 'wait-for': String(body.position) });
    expect(meetings.headers.get('registers-stopped')).toBe(`interests=${before.body.position}`);
    const told = await health();
    expect(told.status).toBe(503);
    expect(told.followers.get('interests')).toMatchObject({
      position: before.body.position,
      stopped: 'out of order',
      remedy: expect.stringContaining(`it goes on after position ${before.body.position}.`),
    });
    expect([...told.followers.values()].filter(({ stopped }) => stopped !== null)).toHaveLength(1);
    expect(told.followers.get('book')!.position).toBe(body.position);
    expect(await (await get('/registers', { accept: 'text/html' })).text()).toContain(
      `What it shows stops at position ${before.body.position} of the log.`,
    );

    await stop();
    planted.meeting = sound;
    await serve(dir);
    const mended = await health();
    expect(mended.status).toBe(200);
    expect(mended.followers.get('interests')).toMatchObject({ position: body.position, stopped: null });
    expect((await get('/api/meetings')).headers.get('registers-stopped')).toBeNull();
  });
});

describe('a log that a newer version has gone on with', () => {
  it('is answered up to there; health, the feed and doctor say what to do', async () => {
    const dir = newFolder();
    await serve(dir);
    const meeting = randomUUID();
    const { body } = await schedule(meeting);
    const { store } = server!.app.get(MinuteBook);
    const stream = `meeting-${meeting}`;
    await store.append(stream, 0, [bytesOf(envelope(stream, 1, { type: 'MeetingStreamed' }))], []);

    const feed = await listen(`${server!.address}/api/log/stream?after=${body.position}`, 'event: outdated');
    expect(feed).toContain('"remedy":"Install the version that wrote it, or a newer one."');
    expect(await post(`meetings/${meeting}`, 'OpenMeeting', { zone: 'Europe/London' })).toMatchObject({
      status: 503,
      body: { code: 'log.newer' },
    });
    expect((await schedule(randomUUID())).status).toBe(201);

    const told = await health();
    expect(told.status).toBe(503);
    expect(told.followers.get('book')).toMatchObject({ position: body.position, stopped: expect.stringContaining('MeetingStreamed') });
    expect((await get('/api/meetings')).headers.get('registers-stopped')).toContain(`book=${body.position}`);
    const late = await get('/api/meetings', { 'wait-for': String(body.position + 1), prefer: 'wait=1' });
    expect([late.status, ((await late.json()) as { code: string }).code]).toEqual([503, 'log.newer']);

    await stop();
    const asked = await commandLine(dir).say('actions');
    expect([asked.exit, asked.err]).toEqual([
      0,
      expect.stringContaining(`the register book stops at position ${body.position} of the log.`),
    ]);
    const doctor = await commandLine(dir).say('doctor');
    expect(doctor.exit).toBe(1);
    expect(doctor.out).toContain(`book does not follow the log after position ${body.position}`);
    expect(doctor.out).toContain('Install the version that wrote it, or a newer one.');
  });
});

describe('an entry of what continues a meeting', () => {
  const raised = async (): Promise<string> => {
    const [meeting, action] = [randomUUID(), randomUUID()];
    await schedule(meeting);
    await post(`meetings/${meeting}`, 'OpenMeeting', { zone: 'Europe/London' });
    const data = { actionId: action, words: 'A letter to be sent', assigned: 'unassigned', arises: 'stated' };
    const { status, body } = await post(`meetings/${meeting}`, 'RaiseAction', data);
    expect(status).toBe(201);
    expect((await get('/api/actions', { 'wait-for': String(body.position) })).status).toBe(200);
    return action;
  };
  const report = (action: string) => post(`actions/${action}`, 'ReportProgress', { words: 'It was sent' });

  it('that is recorded is answered so, also where the log is newer elsewhere', async () => {
    await serve(newFolder());
    const action = await raised();
    const { store, registers } = server!.app.get(MinuteBook);
    const elsewhere = `meeting-${randomUUID()}`;
    const { position } = await store.append(elsewhere, -1, [bytesOf(envelope(elsewhere, 0, { type: 'MeetingStreamed' }))], []);
    await expect(registers.reached(position)).rejects.toThrow('does not know');
    expect(await report(action)).toMatchObject({ status: 201, etag: '"1.2"' });
    expect((await store.read(`action-${action}`)).revision).toBe(1);
  });

  it('is answered when it is in the log, however far behind registers are', async () => {
    await serve(newFolder());
    const action = await raised();
    const { registers } = server!.app.get(MinuteBook);
    registers.reached = () => new Promise(() => undefined);
    expect(await report(action)).toMatchObject({ status: 201, etag: '"1.2"' });
  });
});

describe('registers that are behind', () => {
  it('hold up nobody who listens', async () => {
    await serve(newFolder());
    const { registers } = server!.app.get(MinuteBook);
    registers.reached = () => new Promise(() => undefined);
    const { body } = await schedule(randomUUID());
    const after = listen(`${server!.address}/api/log/stream?after=${body.position}`, 'MeetingScheduled');
    await schedule(randomUUID());
    expect(await after).toContain(`id: ${body.position + 1}`);
    expect(await listen(`${server!.address}/api/log/stream?after=${body.position - 1}`, 'MeetingScheduled')).toContain(
      `id: ${body.position}`,
    );
  });
  it('are waited for once, however many come to listen and go', async () => {
    await serve(newFolder());
    const { registers } = server!.app.get(MinuteBook);
    const catchUp = Promise.withResolvers<void>();
    let asked = 0;
    registers.reached = () => (asked++, catchUp.promise);
    for (let n = 0; n < 20; n++) {
      const leaving = new AbortController();
      await fetch(`${server!.address}/api/log/stream`, { signal: leaving.signal });
      leaving.abort();
    }
    expect(asked).toBe(1);
    catchUp.resolve();
    await new Promise(setImmediate);
    // For all who came meanwhile.
    expect(asked).toBe(2);
  });
});

describe('a page that is older than the server', () => {
  it('is told to reload by the feed; one of the same version is not', async () => {
    await serve(newFolder());
    const told = await listen(`${server!.address}/api/log/stream?reader=${readerVersion - 1}`, 'event: outdated');
    expect(told).toContain('Reload it');
    const { body } = await schedule(randomUUID());
    const fine = await listen(`${server!.address}/api/log/stream?after=${body.position - 1}&reader=${readerVersion}`, 'MeetingScheduled');
    expect(fine).not.toContain('outdated');
  });
});

describe('whoever waits for what they have seen', () => {
  it('is told when it has not come, and where the place is none', async () => {
    await serve(newFolder());
    const head = ((await (await get('/health')).json()) as { head: number }).head;
    const late = await get('/api/boards', { 'wait-for': String(head + 1), prefer: 'wait=0' });
    expect([late.status, await late.json()]).toMatchObject([503, { code: 'wait.over', place: 'Wait-For' }]);
    const wrong = await get('/api/boards', { 'wait-for': 'yesterday' });
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'wait.wrong' }]);
    const known = await get('/api/boards', { 'wait-for': 'log@0', prefer: 'wait=3' });
    expect([known.status, known.headers.get('preference-applied')]).toEqual([200, 'wait=3']);
  });
});
