import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: any };
type More = { readonly key?: string | null; readonly ifMatch?: string; readonly headers?: Readonly<Record<string, string>> };

/** A server on a folder of its own, for the specs of one file. */
export const serving = () => {
  const newFolder = temporaryFolders();
  let server: Server;
  beforeAll(async () => {
    server = await createServer({ dir: newFolder(), port: 0 });
  });
  afterAll(() => server.close());

  const get = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    read(await fetch(server.address + path, { headers }));
  const send = async (
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    { key = randomUUID(), ifMatch, headers = {} }: More = {},
  ): Promise<Answer> =>
    read(
      await fetch(server.address + path, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          ...(key !== null && { 'idempotency-key': key }),
          ...(ifMatch !== undefined && { 'if-match': ifMatch }),
          ...headers,
        },
      }),
    );
  const post = (to: string, verb: string, data: unknown, more: More & { readonly recorded?: string; readonly wait?: boolean } = {}) =>
    send(`/api/${to}/entries${more.wait ? '?wait=true' : ''}`, JSON.stringify({ verb, data, recorded: more.recorded ?? 'live' }), more);
  const head = async (): Promise<number> => (await get('/health')).body.head;
  return { get, send, post, head, address: () => server.address };
};
export type Serving = ReturnType<typeof serving>;

const read = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
};
