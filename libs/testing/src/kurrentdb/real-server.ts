import { randomUUID } from 'node:crypto';
import { TestServer } from './test-server.js';

/** A server to try something on, with a name for a log of its own there. */
export type Trial = { readonly url: string; readonly name: string; readonly test: TestServer | null; readonly stop: () => void };

/** Of a real server, single or cluster, where the suite shall run against one too: MINUTEBOOK_KURRENTDB_URL. */
export const realServer: string | null = process.env['MINUTEBOOK_KURRENTDB_URL'] || null;

export const onTestServer = async (nodes = 1): Promise<Trial> => {
  const test = await TestServer.start(nodes);
  return { url: test.url, name: 'minutebook', test, stop: () => test.stop() };
};
export const onRealServer = async (): Promise<Trial> => ({
  url: realServer!,
  name: `minutebook-${randomUUID()}`,
  test: null,
  stop: () => undefined,
});
