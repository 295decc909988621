import { randomUUID } from 'node:crypto';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';

export type Posting = { readonly recorded?: string; readonly workingAs?: string };

/** A served book for a browser to work at. */
export const deskServer = () => {
  const newFolder = temporaryFolders();
  let server: Server;
  return {
    open: async (clock?: () => string) => {
      server = await createServer({ dir: newFolder(), port: 0, ...(clock && { clock }) });
    },
    close: () => server.close(),
    server: () => server,
    address: () => server.address,
    get: async (path: string): Promise<any> => (await fetch(server.address + path)).json(),
    text: async (path: string): Promise<string> => (await fetch(server.address + path)).text(),
    post: async (to: string, verb: string, data: unknown, { recorded = 'live', workingAs }: Posting = {}): Promise<any> => {
      const response = await fetch(`${server.address}/api/${to}/entries?wait=true`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...(workingAs && { 'working-as': workingAs }) },
        body: JSON.stringify({ verb, data, recorded }),
      });
      const body = await response.json();
      if (!response.ok) throw new Error(JSON.stringify(body));
      return body;
    },
  };
};
export type DeskServer = ReturnType<typeof deskServer>;
