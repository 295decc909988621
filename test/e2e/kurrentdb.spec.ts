import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { TestServer } from '#testing/kurrentdb/test-server.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { commandLine } from './command-line.js';

jest.setTimeout(60_000);
const folder = temporaryFolders();
const seed = 'test/golden/em-iep-2010-01-20';
const meeting = ['East Midlands Improvement Partnership Board', '2010-01-20'];
let store: TestServer;
let server: Server;
const on = (dir: string) => commandLine(dir, { env: { MINUTEBOOK_EVENT_STORE: store.url } });
/** Its own time and position differ from one import to the next. */
const withoutStatus = (minutes: string) => minutes.replace(/^.*The record as it stood on .*$/m, '');

beforeAll(async () => {
  store = await TestServer.start();
  server = await createServer({ dir: folder(), eventStore: store.url, port: 0 });
});
afterAll(async () => {
  await server.close();
  store.stop();
});

describe('a log on an EventStoreDB server', () => {
  it('is imported into, and prints the minutes that a file prints', async () => {
    const [here, there] = [commandLine(folder()), on(folder())];
    for (const { say } of [here, there]) expect(await say('import', seed)).toMatchObject({ exit: 0 });
    const [paper, minutes] = [await here.say('minutes', ...meeting), await there.say('minutes', ...meeting)];
    expect(withoutStatus(minutes.out)).toBe(withoutStatus(paper.out));
    expect(minutes.out).toContain('Propose not to support the CCTV projects – 6 votes');
  });

  it('is followed by the server that was there before, which says where the log is', async () => {
    const health = async () =>
      (await (await fetch(`${server.address}/health`)).json()) as { head: number; status: string; store: { kind: string; says: string[] } };
    const { status, store: told, head } = await health();
    expect([status, told.kind, told.says[0]]).toEqual([
      'ok',
      'kurrentdb',
      `It is on ${store.url.split('?')[0]}, version 24.2.0.0, without TLS.`,
    ]);
    expect(head).toBeGreaterThan(100);
    const actions = await (await fetch(`${server.address}/api/actions?at=${head}`)).text();
    expect(actions).toContain('A report to be provided to the April Board meeting');
  });

  it('is examined by doctor', async () => {
    const { exit, out } = await on(folder()).say('doctor');
    expect(out).toMatch(/MINUTEBOOK_EVENT_STORE {2}esdb:\/\/127\.0\.0\.1:\d+ {2}\(set\)/);
    expect(out).toMatch(/store +It is on esdb:\/\/127\.0\.0\.1:\d+, version 24\.2\.0\.0, without TLS\./);
    expect(out).toMatch(/log +\d+ entries\n/);
    expect([exit, out.includes('All is well.')]).toEqual([0, true]);
  });

  it('says one thing of erasures: that the server is to be scavenged, until it was', async () => {
    const { say, ask } = on(folder());
    const log = (await ask('log')) as readonly { readonly texts: readonly { readonly digest: string }[] }[];
    const [{ digest }] = log.flatMap(({ texts }) => texts) as [{ readonly digest: string }];
    const erased = await say('erase', digest, '--ground', 'Asked for', '--authority', 'The clerk', '--yes');
    expect(erased.exit).toBe(0);
    const ofErasures = async () => {
      const { exit, out } = await say('doctor');
      return [exit, ...out.split('\n').filter((line) => /eras|scavenge|pending|taken out/i.test(line))];
    };
    expect(await ofErasures()).toEqual([
      0,
      expect.stringMatching(
        /^ {2}erasures +Erasure is pending: words taken out of one stream still lay in .* Scavenge each node, and look again with `minutebook doctor`\.$/,
      ),
    ]);
    store.log.scavenge();
    expect(await ofErasures()).toEqual([
      0,
      expect.stringMatching(/^ {2}erasures +Of the words taken out of one stream none lies in the files of/),
    ]);
  });

  it('is refused where no such server is named: the place, the rule, the remedy', async () => {
    const { say } = commandLine(folder(), { env: { MINUTEBOOK_EVENT_STORE: 'mysql://clerk:secret@node' } });
    for (const command of [['import', seed], ['minutes', ...meeting], ['doctor']]) {
      const { exit, err } = await say(...command);
      expect([exit, err]).toEqual([1, expect.stringMatching(/^minutebook: MINUTEBOOK_EVENT_STORE names no store\. .*esdb.*Write it as/)]);
      expect(err).not.toContain('secret');
    }
  });
});
