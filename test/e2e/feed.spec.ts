import { randomUUID } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer } from '../../apps/server/src/server.js';
import { serving } from './serving.js';

type Told = { readonly id: number; readonly data: { readonly position: number; readonly stream: string; readonly type: string } };

/** The next events of a feed, then it is left. */
const listen = async (address: string, many: number, headers: Readonly<Record<string, string>> = {}): Promise<readonly Told[]> => {
  const leaving = new AbortController();
  const response = await fetch(address, { headers: { accept: 'text/event-stream', ...headers }, signal: leaving.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const told: Told[] = [];
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const [, id] = /^id: (.*)$/m.exec(block) ?? [];
      const [, data] = /^data: (.*)$/m.exec(block) ?? [];
      if (id !== undefined) told.push({ id: Number(id), data: JSON.parse(data!) });
    }
    if (told.length >= many) break;
  }
  leaving.abort();
  return told.slice(0, many);
};

describe('the live feed', () => {
  const api = serving();
  const introduce = async () => (await api.post(`people/${randomUUID()}`, 'IntroducePerson', { name: 'Member A' })).body.position as number;

  it('tells of each entry, its event id the position', async () => {
    const before = await api.head();
    const listening = listen(`${api.address()}/api/log/stream?after=${before}`, 2);
    await introduce();
    await introduce();
    expect((await listening).map(({ id, data }) => [id, data.position, data.type])).toEqual([
      [before + 1, before + 1, 'PersonIntroduced'],
      [before + 2, before + 2, 'PersonIntroduced'],
    ]);
  });
  it('is resumed after the last event that was received', async () => {
    const first = await introduce();
    const second = await introduce();
    const third = await introduce();
    const told = await listen(`${api.address()}/api/log/stream?after=0`, 2, { 'last-event-id': String(first) });
    expect(told.map(({ id }) => id)).toEqual([second, third]);
  });
  it('is resumed with what is new by whoever saw more than there is, as before an older copy was put back', async () => {
    const before = await api.head();
    const listening = listen(`${api.address()}/api/log/stream`, 1, { 'last-event-id': String(before + 1_000) });
    const timer = setInterval(() => void introduce(), 50);
    const [told] = await listening;
    clearInterval(timer);
    expect(told!.id).toBeGreaterThan(before);
    expect(told!.id).toBeLessThanOrEqual(await api.head());
  });
  it('is asked for its headers alone: the line is free for the next question', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (method: string, path: string) =>
      new Promise<IncomingMessage>((resolve, reject) =>
        request(api.address() + path, { method, agent, timeout: 3_000 }, (answer) => resolve(answer.resume()))
          .on('timeout', () => reject(new Error(`no answer to ${method} ${path}`)))
          .on('error', reject)
          .end(),
      );
    const heads = await ask('HEAD', '/api/log/stream');
    expect([heads.statusCode, heads.headers['content-type']]).toEqual([200, 'text/event-stream']);
    const { socket } = heads;
    await introduce();
    const next = await ask('GET', '/health');
    expect([next.statusCode, next.socket === socket]).toEqual([200, true]);
    agent.destroy();
  });
  it('can be of one stream', async () => {
    const person = randomUUID();
    await introduce();
    await api.post(`people/${person}`, 'IntroducePerson', { name: 'Member B' });
    const [told] = await listen(`${api.address()}/api/log/stream?after=-1&stream=person-${person}`, 1);
    expect(told!.data.stream).toBe(`person-${person}`);
  });
  it('begins with what is new', async () => {
    await introduce();
    const listening = listen(`${api.address()}/api/log/stream`, 1);
    const introduced: Promise<number>[] = [];
    const timer = setInterval(() => introduced.push(introduce()), 50);
    const before = await api.head();
    const [told] = await listening;
    clearInterval(timer);
    await Promise.all(introduced);
    expect(told!.id).toBeGreaterThanOrEqual(before);
  });
});

describe('a server with listeners', () => {
  const newFolder = temporaryFolders();
  it('closes at once, and its port is free', async () => {
    const server = await createServer({ dir: newFolder(), port: 0 });
    const response = await fetch(`${server.address}/api/log/stream`);
    const reading = response.body!.getReader();
    const begun = performance.now();
    await server.close();
    expect(performance.now() - begun).toBeLessThan(2000);
    await reading.cancel();
    await expect(fetch(`${server.address}/health`)).rejects.toThrow();
  });
});
