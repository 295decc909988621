import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { serving } from './serving.js';

const api = serving();
beforeAll(async () => {
  for (let n = 0; n < 10; n++) await api.post(`people/${randomUUID()}`, 'IntroducePerson', { name: `Member ${n}` }, { wait: true });
});

/** As it comes over the wire: `fetch` would unpack it unasked. */
const ask = async (path: string, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> => {
  const [response] = await once(get(api.address() + path, { headers }), 'response');
  return response as IncomingMessage;
};
const bytesOf = async (response: IncomingMessage): Promise<Buffer> => Buffer.concat(await response.toArray());

describe('answers', () => {
  it.each([['/api/people'], ['/api/desk'], ['/api/audit?format=csv'], ['/']])(
    '%s is gzipped for whoever takes it, with the same words',
    async (path) => {
      const plain = await ask(path, {});
      const packed = await ask(path, { 'accept-encoding': 'br, gzip' });
      expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, 'gzip']);
      const [words, bytes] = [await bytesOf(plain), await bytesOf(packed)];
      expect(gunzipSync(bytes).equals(words)).toBe(true);
      expect(bytes.length).toBeLessThan(words.length);
    },
  );
  it('say in Vary what they depend on, each thing that they depend on', async () => {
    const { headers } = await ask('/api/audit', { 'accept-encoding': 'gzip' });
    expect(headers.vary!.split(/, */)).toEqual(['accept', 'accept-encoding']);
  });
  it('that are short are sent as they are', async () => {
    const { headers } = await ask('/api/nothing-of-this-name', { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBeUndefined();
  });
  it('of the feed are plain, and come at once', async () => {
    const feed = await ask(`/api/log/stream?after=${(await api.head()) - 1}`, { 'accept-encoding': 'gzip', accept: 'text/event-stream' });
    expect([feed.headers['content-encoding'], feed.headers['content-type']]).toEqual([undefined, 'text/event-stream']);
    let told = '';
    for await (const chunk of feed) {
      told += String(chunk);
      if (told.includes('PersonIntroduced')) break;
    }
    expect(told).toContain(`id: ${await api.head()}`);
  });
});
