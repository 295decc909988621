import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer as listener, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer } from '../../apps/server/src/server.js';
import { commandLine } from './command-line.js';
import { serverProcess } from './server-process.js';

describe('a port that is taken', () => {
  const folder = temporaryFolders();
  let other: Server;
  let port: number;
  beforeAll(async () => {
    other = listener().listen(0, 'localhost');
    await once(other, 'listening');
    ({ port } = other.address() as AddressInfo);
  });
  afterAll(() => void other.close());

  it('is told by `minutebook serve`, and no book was begun', async () => {
    const dir = folder();
    const { exit, out, err } = await commandLine(dir).say('serve', '--port', `${port}`);
    expect([exit, out, err]).toEqual([1, '', expect.stringMatching(/^minutebook: Port \d+ is taken by another program\. .*\n$/)]);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('is told by `npm start`, and the folder was not made', async () => {
    const dir = join(folder(), 'book');
    await expect(serverProcess(dir, { MINUTEBOOK_PORT: `${port}` })).rejects.toThrow(
      `The server did not start: Port ${port} is taken by another program. Stop that one, or choose another port: MINUTEBOOK_PORT=${port + 1}.`,
    );
    expect(existsSync(dir)).toBe(false);
  });

  it('is no longer when that program has ended', async () => {
    const dir = folder();
    const first = await createServer({ dir: folder(), port: 0 });
    const same = Number(new URL(first.address).port);
    await expect(createServer({ dir, port: same })).rejects.toThrow(`Port ${same} is taken by another program.`);
    expect(readdirSync(dir)).toEqual([]);
    await first.close();
    const second = await createServer({ dir, port: same });
    expect((await fetch(`${second.address}/health`)).status).toBe(200);
    await second.close();
  });
});
