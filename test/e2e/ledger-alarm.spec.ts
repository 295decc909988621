import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readNote, signCheckpoint } from '#ledger/checkpoint.js';
import { SigningKey } from '#ledger/keys.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';

const folder = temporaryFolders();

describe('a server whose log is not the one that its own key signed', () => {
  const dir = folder();
  let server: Server;
  const ask = async (path: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const response = await fetch(server.address + path, body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, text: await response.text() };
  };
  const introduce = () => ask(`/api/people/${randomUUID()}/entries`, { verb: 'IntroducePerson', data: { name: 'Member A' } });

  beforeAll(async () => {
    server = await createServer({ dir, port: 0 });
  });
  afterAll(() => server.close());

  /** What a feed says, up to a word. */
  const told = async (words: string) => {
    const leaving = new AbortController();
    const { body } = await fetch(`${server.address}/api/log/stream`, { signal: leaving.signal });
    return (async () => {
      let all = '';
      for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
        all += chunk;
        if (all.includes(words)) break;
      }
      leaving.abort();
      return all;
    })();
  };

  it('says so to whoever shows the checkpoint and to all who listen, writes no more, and reads on', async () => {
    expect((await introduce()).status).toBe(201);
    const listening = told('a checkpoint was signed');
    const { origin, size } = readNote((await ask('/api/log/checkpoint')).text).checkpoint;
    const [file] = readdirSync(join(dir, 'keys')) as [string];
    const key = SigningKey.fromPem(readFileSync(join(dir, 'keys', file), 'utf8'));
    const other = signCheckpoint({ origin, size, root: Buffer.alloc(32, 1) }, key);
    const answer = await ask('/api/log/checkpoint', { checkpoint: other });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([409, 'checkpoint.differs']);
    expect(await listening).toMatch(/event: read-only\n(id: \d+\n)?data: .*Nothing more is written, since the log is not what was signed/);
    // Whoever comes later is told at once.
    expect(await told('minutebook verify')).toContain('event: read-only');
    const refused = await introduce();
    expect([refused.status, JSON.parse(refused.text).code]).toEqual([503, 'store.unavailable']);
    expect(refused.text).toContain(`the first ${size} entries are not those over which a checkpoint was signed`);
    const health = await ask('/health');
    expect([health.status, JSON.parse(health.text).ledger.alarm.says]).toEqual([503, expect.stringContaining(`the first ${size} entries`)]);
    expect((await ask('/api/boards')).status).toBe(200);
  });
});
