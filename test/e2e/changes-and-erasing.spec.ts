import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { entry, id, story } from '../golden/harbour-board/story.js';
import { tell } from '../golden/harbour-board/tell.js';
import { commandLine } from './command-line.js';

const folder = temporaryFolders();
const data = folder();
const { say, ask } = commandLine(data);
const march = ['Harbour Board', '2026-03-10 (1)'] as const;
const stream = `meeting-${id('march')}`;
let server: Server;
let now: string | null = null;
beforeAll(async () => {
  server = await createServer({ dir: data, port: 0, clock: () => now ?? new Date().toISOString() });
  await tell(story, server.address, (at) => (now = at));
  now = null;
}, 60_000);
afterAll(() => server.close());

const get = (path: string, accept = '*/*') => fetch(server.address + path, { headers: { accept } });
const changes = `/api/meetings/${id('march')}/changes`;
const page = async (path: string): Promise<string> => (await get(path, 'text/html')).text();
const text = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('after circulation a correction makes a list of changes', () => {
  it.each([
    ['?since=version:1', '*/*', 'application/json', '{"meeting":'],
    ['?since=version:1&format=md', '*/*', 'text/markdown', '# Changed since version 1 was sent\n'],
    ['?since=version:1', 'text/csv', 'text/csv', 'Where,Change,Was,Reads now,How,Why,'],
  ])('over HTTP: %s, accepting %s', async (query, accept, type, start) => {
    const response = await get(changes + query, accept);
    expect(response.headers.get('content-type')).toContain(type);
    expect((await response.text()).slice(0, start.length)).toBe(start);
  });
  it.each([
    ['?since=version:3', 404, 'version.unknown'],
    ['?since=then', 400, 'since.wrong'],
    ['?since=80&at=70', 400, 'since.later'],
    ['?since=1&since=2', 400, 'query.wrong'],
  ])('and says what cannot be counted from: %s', async (query, status, code) => {
    const response = await get(changes + query);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });
  it('on the command line, in the same bytes', async () => {
    for (const format of ['csv', 'md']) {
      const { exit, out } = await say('minutes', ...march, '--since', 'version 1', '--format', format);
      expect([exit, out]).toEqual([0, await (await get(`${changes}?since=version:1&format=${format}`)).text()]);
    }
    expect(await ask('minutes', ...march, '--since', 'version 1')).toEqual(await (await get(`${changes}?since=version:1`)).json());
    const { out } = await say('minutes', ...march, '--since', 'version 1');
    expect(out).toContain('Typing error');
    expect(out).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });
  it('on the command line, where nothing has changed or there is no such version', async () => {
    expect(await say('minutes', ...march, '--since', new Date().toISOString())).toMatchObject({
      exit: 0,
      out: 'Nothing reads otherwise.\n',
    });
    expect(await say('minutes', ...march, '--since', 'version 9')).toMatchObject({
      exit: 1,
      out: '',
      err: expect.stringContaining('Those were 1, 2.'),
    });
  });
  it('on the page of the minutes, as of each moment, with the way to the version', async () => {
    const approved = await page('/harbour-board/2026-03-10-1');
    expect(text(approved)).toContain('Changed since version 2 was sent 1 Version 2 was sent on 13 March 2026');
    expect(text(approved)).toContain(
      'Put right by the local operator on 14 April 2026, 09:04 UTC , by authority of a decision of Harbour Board, 14 April 2026 : Member C had not seconded it',
    );
    const [, version] = /id="changes"[\s\S]*?href="([^"]+)"/.exec(approved)!;
    expect(text(await page(version!))).toContain('seconded by Member C');

    const [righted] = ((await (await get(`${changes}?since=version:1`)).json()) as any).changes;
    const circulated = text(await page(`/harbour-board/2026-03-10-1?at=${righted.causes[0].position}`));
    expect(circulated).toContain('Changed since version 1 was sent 1');
    expect(circulated).toContain(
      'It read: Few passengers use the Timetabel of the winter months It reads: Few passengers use the timetable',
    );
    expect(circulated).toContain(': Typing error');
  });
  it('and none where nothing was sent, or nothing has changed since', async () => {
    expect(await page('/harbour-board/2026-03-10-2')).not.toContain('id="changes"');
    expect(await page(`/harbour-board/2026-03-10-1?at=2026-03-12`)).not.toContain('id="changes"');
  });
});

describe('erasing words', () => {
  it('begins with the digests that the entries show, on the command line as over HTTP', async () => {
    const { entries } = (await (await get(`/api/meetings/${id('march')}/entries?limit=1000`)).json()) as { entries: any[] };
    const listed: any[] = await ask('log', '--stream', stream);
    expect(listed.map(({ id, texts }) => [id, texts])).toEqual(entries.map(({ id, texts }) => [id, texts]));
    const put = entries.find(({ type }) => type === 'PutRight');
    expect(put.texts.map(({ at }: { at: string }) => at)).toEqual(['replacement.data.words', 'reason']);
    const circulated: any[] = await ask('log', '--stream', `minutes-${id('march')}`);
    expect(circulated.find(({ type }) => type === 'MinutesCirculated').texts.map(({ at }: { at: string }) => at)).toEqual(['digest', 'to']);
    expect((await say('log', '--stream', stream, '--format', 'csv')).out).toContain(
      `replacement.data.words ${put.texts[0].digest}; reason `,
    );
  });
  it('leaves nothing of them, and nothing for doctor to be alarmed at', async () => {
    const words = 'in a yellow coat';
    const shown = async () => (await say('log', '--format', 'jsonl')).out;
    expect(await shown()).toContain(words);
    const [introduced]: any[] = await ask('log', '--stream', `person-${id('unknown')}`);
    const digests = introduced.texts.map(({ digest }: { digest: string }) => digest);
    const response = await fetch(`${server.address}/api/people/${id('unknown')}/entries?wait=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ verb: 'EraseTexts', data: { digests, ground: 'Asked for by the person', authority: 'The clerk' } }),
    });
    expect(response.status).toBe(201);
    expect(await shown()).not.toContain(words);
    const [erased]: any[] = await ask('log', '--stream', `person-${id('unknown')}`);
    expect(erased).toMatchObject({ data: { description: { erased: true } }, texts: introduced.texts });
    expect(await say('doctor')).toMatchObject({ exit: 0, out: expect.stringContaining('All is well.') });
    expect(await say('rebuild')).toMatchObject({ exit: 0 });
    expect(await say('doctor')).toMatchObject({ exit: 0 });
  });
  it('shows in the list of changes that they are gone', async () => {
    const point = ((await ask('log', '--stream', stream)) as any[]).find((one) => one.id === entry('ferry point'));
    const response = await fetch(`${server.address}/api/meetings/${id('march')}/entries?wait=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        verb: 'EraseTexts',
        data: { digests: point.texts.map((one: any) => one.digest), ground: 'A name was in it', authority: 'The clerk' },
      }),
    });
    expect(response.status).toBe(201);
    const { changes: found } = await ask('minutes', ...march, '--since', 'version 1');
    expect(found[0]).toMatchObject({ was: '[erased]', is: 'Few passengers use the timetable of the winter months' });
  });
});
