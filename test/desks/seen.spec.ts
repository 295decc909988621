import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { importFiles } from '#shell/import/import-files.js';
import { MinuteBook } from '#shell/minute-book.js';
import { faultsOn } from './axe.js';
import { seed } from './desk-book.js';

const kept = (page: Page) => page.evaluate(() => localStorage.getItem('minutebook.checkpoint'));
const sizeIn = (note: string | null) => Number(note?.split('\n')[1]);
const seen = async (page: Page, size: number) => {
  await page.waitForFunction((least) => Number(localStorage.getItem('minutebook.checkpoint')?.split('\n')[1]) >= least, size);
  return kept(page);
};

describeInBrowser('a desk that has seen a checkpoint', (browser) => {
  const newFolder = temporaryFolders();
  const dir = newFolder();
  let server: Server;
  let context: BrowserContext;
  let page: Page;
  const port = () => Number(new URL(server.address).port);
  const head = async () => ((await (await fetch(`${server.address}/health`)).json()) as { head: number }).head;
  const introduce = () =>
    fetch(`${server.address}/api/people/${crypto.randomUUID()}/entries?wait=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ verb: 'IntroducePerson', data: { name: 'Member A' } }),
    });
  const again = async (on = dir) => {
    const same = port();
    await server.close();
    server = await createServer({ dir: on, port: same });
  };
  /** Whoever holds the folder and its keys writes another history: one entry is another, and all is signed anew. */
  const rewrite = () => {
    const db = new DatabaseSync(join(dir, 'log.sqlite'));
    db.exec(
      'UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), \'"recorded":"live"\', \'"recorded":"printed"\') AS BLOB) WHERE position = 1',
    );
    db.close();
    for (const name of ['checkpoints', 'tree']) rmSync(join(dir, name), { recursive: true });
  };
  const alarm = () => page.locator('#log-alarm');

  beforeAll(async () => {
    const book = await MinuteBook.open({ dir });
    const source = readFileSync('test/golden/em-iep-2010-01-20/meeting.yaml', 'utf8');
    await importFiles(book, [{ name: 'meeting.yaml', source }]);
    await book.close();
    server = await createServer({ dir, port: 0 });
    context = await browser().newContext({ viewport: { width: 1280, height: 844 } });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
  }, 60_000);
  afterAll(async () => {
    await context.close();
    await server.close();
  });

  it('keeps it, and a newer one once it is proved that the log has only grown', async () => {
    await page.goto(`${server.address}/desk`);
    const first = await seen(page, (await head()) + 1);
    expect(sizeIn(first)).toBe((await head()) + 1);
    await introduce();
    await page.goto(`${server.address}/mine`);
    expect(sizeIn(await seen(page, sizeIn(first) + 1))).toBe((await head()) + 1);
    expect(await alarm().count()).toBe(0);
  }, 60_000);

  it('believes no server that proves nothing', async () => {
    const before = await kept(page);
    const other = await context.newPage();
    await other.route('**/api/log/checkpoint', async (route) => {
      const answer = (await (await route.fetch()).json()) as { proof: string[]; checkpoint: string };
      const checkpoint = answer.checkpoint.replace(/\n([A-Za-z0-9+/])/, (_, letter: string) => `\n${letter === 'A' ? 'B' : 'A'}`);
      await route.fulfill({ json: { ...answer, checkpoint: answer.checkpoint === checkpoint ? '' : checkpoint } });
    });
    await introduce();
    await other.goto(`${server.address}/desk`);
    await other.locator('#log-alarm').waitFor();
    expect(await other.locator('#log-alarm').innerText()).toMatch(/not the log that this device saw before\..*did not prove/s);
    expect(await kept(other)).toBe(before);
    await other.close();
  }, 60_000);

  it('notices at once, when the line comes back, that the book was replaced by a rewritten one', async () => {
    await page.goto(`${server.address}/desk${seed}`);
    await page.locator('html[data-ready]').waitFor();
    const before = await seen(page, (await head()) + 1);
    const faults = await faultsOn(page);
    const same = port();
    await server.close();
    rewrite();
    server = await createServer({ dir, port: same });
    await alarm().waitFor();
    expect(await alarm().innerText()).toMatch(
      /not the log that this device saw before\..*not the one over which this checkpoint was signed/s,
    );
    expect(await kept(page)).toBe(before);
    expect(await faultsOn(page)).toEqual(faults);
    const to = process.env['MINUTEBOOK_SCREENS_TO'];
    if (to) await page.screenshot({ path: `${to}/log-alarm.png` });
  }, 60_000);

  it('says so again at each opening, keeps what it saw, and gives it out as a file', async () => {
    const before = await kept(page);
    await page.goto(`${server.address}/mine`);
    await alarm().waitFor();
    expect(await faultsOn(page)).toEqual([]);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save what this device kept' }).click();
    const file = await (await downloading).createReadStream();
    let note = '';
    for await (const chunk of file) note += String(chunk);
    expect(note).toBe(before);
  }, 60_000);

  it('another book is said to be one, and begun anew only where somebody says so', async () => {
    await again(newFolder());
    await page.goto(`${server.address}/desk`);
    await alarm().waitFor();
    expect(await alarm().innerText()).toMatch(/not signed by a key of this log/);
    await page.getByRole('button', { name: /begin anew/ }).click();
    await alarm().waitFor({ state: 'detached' });
    expect(sizeIn(await seen(page, 1))).toBe((await head()) + 1);
    await page.reload();
    await page.locator('html[data-ready]').waitFor();
    await page.waitForTimeout(500);
    expect(await alarm().count()).toBe(0);
  }, 60_000);
});
