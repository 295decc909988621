import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QueryBus } from '@nestjs/cqrs';
import type { Catalogue } from '#kernel/event.js';
import { catalogues, type Kind } from '#domain/catalogues.js';
import { idOf } from '#testing/log.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { nouns } from '../../apps/server/src/entries/nouns.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { serverProcess, type ServerProcess } from './server-process.js';

const newFolder = temporaryFolders();
const canary = 'zq7kanarienvogel';
const linesIn = (said: string) =>
  said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** What a verb carries, each text in it the canary. */
const dataOf = ({ asks, example }: Catalogue[string]): unknown => {
  const id = (_: string, noun: string) => idOf(noun);
  // Of a verb that strikes out several entries the fact names one.
  const asked = { entries: [{ entry: 'entry', follows: null }], ...(example as object) };
  return asks.map(asked, { text: () => canary, creates: id, names: id, refers: id });
};
const verbs = Object.entries(nouns).flatMap(([noun, kind]) =>
  Object.values(catalogues[kind] as Catalogue).map((spec) => ({ noun, kind: kind as Kind, spec })),
);
const openapi = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  paths: Readonly<Record<string, Readonly<Record<string, { parameters?: readonly { name: string; in: string }[] }>>>>;
};
const pages = ['/', '/search', '/desk', '/mine', '/replay', '/registers', '/audit', '/api', '/health', '/metrics', '/no/such/page'];

/** Each address with the canary wherever something can be put, and once without it. */
const addresses = (): readonly string[] => {
  const asked = Object.entries(openapi.paths).flatMap(([path, verbsOf]) => {
    const { parameters = [] } = verbsOf['get'] ?? {};
    const queries = parameters.filter((one) => one.in === 'query').map(({ name }) => `${name}=${canary}`);
    const known = path.replaceAll(/\{\w+\}/g, idOf('meeting'));
    const strange = path.replaceAll(/\{\w+\}/g, canary);
    return verbsOf['get'] ? [known, strange, ...queries.flatMap((query) => [`${known}?${query}`, `${strange}?${query}`])] : [];
  });
  const shown = pages.flatMap((page) => [page, `${page}?q=${canary}`, `${page}/${canary}`, `${page}/${canary}/2026-01-20`]);
  return [...asked, ...shown].filter((address) => !address.startsWith('/api/log/stream'));
};

describe('the log of a server', () => {
  let server: ServerProcess;
  let answers = 0;
  let recorded = 0;
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(server.address + path, { redirect: 'manual', ...init });
    await response.arrayBuffer();
    answers++;
    if (response.status === 201) recorded++;
    return response.status;
  };
  const send = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    ask(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    });

  beforeAll(async () => {
    server = await serverProcess(newFolder(), { MINUTEBOOK_LOG: 'debug' });
    for (const { noun, kind, spec } of verbs) {
      const path = `/api/${noun}/${idOf(kind)}/entries`;
      const data = dataOf(spec);
      for (const how of ['live', 'printed']) await send(path, { verb: spec.by, data, recorded: how });
      await send(path, { verb: spec.by, data: { ...(data as object), [canary]: canary } });
    }
    const path = `/api/meetings/${idOf('meeting')}/entries`;
    await send(path, { verb: canary, data: { words: canary } });
    await send(path, { verb: 'ListItem', data: { itemId: canary, heading: canary }, [canary]: canary });
    await send(path, `{"verb": "${canary}`);
    await send(path, canary.repeat(20_000));
    await send(`/api/meetings/${canary}/entries`, { verb: 'ListItem', data: { itemId: randomUUID(), heading: canary } });
    await send(`/api/${canary}/${canary}/entries`, { verb: canary, data: {} });
    for (const header of ['idempotency-key', 'if-match', 'working-as', 'prefer', 'origin', 'content-type'])
      await send(path, { verb: 'ListItem', data: { itemId: randomUUID(), heading: canary } }, { [header]: canary });
    await send('/api/log/checkpoint', { checkpoint: canary });
    for (const address of addresses()) await ask(address, { headers: { accept: address.startsWith('/api') ? '*/*' : 'text/html' } });
  }, 120_000);
  afterAll(() => server.end());

  it('holds no word of what was recorded, refused or asked for', async () => {
    expect(recorded).toBeGreaterThan(50);
    expect(answers).toBeGreaterThan(500);
    expect((await server.end()).exit).toBe(0);
    const said = server.said();
    expect(said.split('\n').filter((line) => line.toLowerCase().includes(canary))).toEqual([]);
    expect(linesIn(said).filter(({ event }) => event === 'request').length).toBe(answers);
    process.stdout.write(`Logs: ${answers} requests, ${recorded} of them recorded, ${said.length} bytes of log\n`);
  });
  it('says of a command its verb, stream, revision, status, code and how long it took', () => {
    const lines = linesIn(server.said());
    expect(lines).toContainEqual({
      time: expect.stringMatching(/Z$/),
      level: 'info',
      event: 'request',
      request: expect.stringMatching(/^[0-9a-f-]{36}$/),
      method: 'POST',
      route: '/api/:noun/:id/entries',
      status: 201,
      verb: 'ScheduleMeeting',
      stream: `meeting-${idOf('meeting')}`,
      revision: 0,
      ms: expect.any(Number),
    });
    expect(lines).toContainEqual(expect.objectContaining({ status: 422, verb: 'unknown', code: 'verb.unknown' }));
  });
});

describe('in the log of a server', () => {
  let server: Server;
  let said = '';
  beforeAll(async () => {
    const out = { write: (words: string) => void (said += words) };
    server = await createServer({ dir: newFolder(), port: 0, logging: { out, least: 'debug' } });
  });
  afterAll(() => server.close());
  const settle = () => new Promise((resolve) => setTimeout(resolve, 50));

  it('an error of the program has a place and no message', async () => {
    const queries = server.app.get(QueryBus);
    const { execute } = queries;
    queries.execute = () => Promise.reject(Object.assign(new TypeError(`cannot read ${canary}`), { code: 'ERR_TRIED' }));
    expect((await fetch(`${server.address}/api/people`)).status).toBe(500);
    queries.execute = execute;
    await settle();
    expect(linesIn(said)).toContainEqual(
      expect.objectContaining({
        level: 'error',
        status: 500,
        code: 'ERR_TRIED',
        error: 'TypeError',
        at: expect.arrayContaining([expect.stringContaining('logs.spec')]),
      }),
    );
    expect(said).not.toContain(canary);
  });
  it('who leaves in the middle of an answer is no error', async () => {
    said = '';
    const leave = (path: string, accept: string, afterMs: number) =>
      new Promise<void>((resolve) => {
        const asked = get(server.address + path, { headers: { accept, 'accept-encoding': 'gzip' } }, (response) => response.resume());
        asked.on('error', () => undefined);
        asked.on('close', resolve);
        setTimeout(() => asked.destroy(), afterMs);
      });
    for (let n = 0; n < 30; n++) {
      await leave('/api/openapi.json', 'application/json', n % 6);
      await leave('/desk', 'text/html', n % 6);
      await leave('/api/log/stream?after=-1', 'text/event-stream', 5);
    }
    await settle();
    const lines = linesIn(said);
    expect(lines.filter(({ left }) => left === true).length).toBeGreaterThan(0);
    expect(lines.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
  });
});
