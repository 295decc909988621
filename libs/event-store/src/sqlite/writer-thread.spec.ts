import { afterEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { entries, entry, sealed, upTo } from '../contract-fixtures.js';
import { StoreUnavailable } from '../port.js';
import { SqliteStore } from './sqlite-store.js';

const newFolder = temporaryFolders();
const opened: SqliteStore[] = [];
const open = async (dir = newFolder()) => opened[opened.push(await SqliteStore.open(dir)) - 1]!;
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});
const workerOf = (store: SqliteStore) => (store as unknown as { writer: { worker: Worker } }).writer.worker;

describe('the thread of the writer', () => {
  it('answers everything that it was asked before it is closed', async () => {
    const store = await open();
    const asked = upTo(40).map((n) => store.append(`s${n}`, -1, entries(`s${n}`, 0, 2), [sealed('words')]));
    const closed = store.close();
    const answers = await Promise.all(asked);
    expect(answers.map(({ position }) => position)).toEqual(upTo(40).map((n) => 2 * n + 1));
    await closed;
    const again = await open((store as unknown as { writer: { dir: string } }).writer.dir);
    expect(await again.head()).toBe(79);
  });

  it('that is gone leaves nobody waiting, and no doubt that nothing more is written', async () => {
    const store = await open();
    await store.append('s', -1, [entry('s', 0)], []);
    const told: StoreUnavailable[] = [];
    store.onStopped((why) => told.push(why));
    const asked = upTo(20).map((n) => store.append(`t${n}`, -1, [entry(`t${n}`, 0)], []));
    const gone = workerOf(store).terminate();
    for (const result of await Promise.allSettled(asked))
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StoreUnavailable);
    await gone;
    expect(told.map(({ message }) => message)).toEqual(['The writer of the log has failed. Start again.']);
    await expect(store.append('s', 0, [entry('s', 1)], [])).rejects.toThrow(/^Nothing more is written since an earlier failure: /);
    expect((await store.read('s')).revision).toBe(0);
  });

  it('reads go on while it waits for the disk, here for another that holds the lock of the file', async () => {
    const dir = newFolder();
    const store = await open(dir);
    await store.append('s', -1, [entry('s', 0)], []);
    const { DatabaseSync } = await import('node:sqlite');
    const other = new DatabaseSync(`${dir}/log.sqlite`);
    other.exec('BEGIN IMMEDIATE');
    let answered = false;
    const asked = store.append('s', 0, [entry('s', 1)], []).then(() => (answered = true));
    const begun = performance.now();
    for (const _ of upTo(20)) {
      expect((await store.read('s')).revision).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(answered).toBe(false);
    expect(performance.now() - begun).toBeLessThan(4_000);
    other.exec('ROLLBACK');
    other.close();
    await asked;
    expect((await store.read('s')).revision).toBe(1);
  });

  const run = promisify(execFile);
  const script = (body: string) => [
    ...['--conditions=source', '--import', './tools/from-source.mjs', '--eval'],
    `import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
     import { entry } from '#event-store/contract-fixtures.js';
     const store = await SqliteStore.open(${JSON.stringify(newFolder())});
     ${body}`,
  ];
  it.each([
    ['is waited for while it writes', `await store.append('s', -1, [entry('s', 0)], []); process.stdout.write('written')`],
    ['keeps nobody from leaving', `void store.append('s', -1, [entry('s', 0)], []).then(() => process.stdout.write('written'))`],
  ])('%s', async (_, body) => {
    const { stdout } = await run(process.execPath, script(body), { timeout: 20_000 });
    expect(stdout).toBe('written');
  });
});
