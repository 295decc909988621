import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { bytesOf, envelope } from '#event-store/contract-fixtures.js';
import { MinuteBook } from '#shell/minute-book.js';
import { describeInBrowser } from '#testing/browser.js';
import { deskBook, toCome } from './desk-book.js';
import { atOpenMeeting, fillAndOpen, note } from './open-meeting.js';

describeInBrowser('a desk beside a newer version', (browser) => {
  const desk = deskBook();
  const opened: BrowserContext[] = [];
  beforeAll(() => fillAndOpen(desk), 60_000);
  afterEach(async () => {
    for (const context of opened.splice(0)) await context.close();
  });
  afterAll(() => desk.close());

  it('that came before the server was renewed says that it is to be reloaded', async () => {
    const context = await browser().newContext({ viewport: { width: 390, height: 844 } });
    opened.push(context);
    const page = await context.newPage();
    // What an older page would say of itself.
    await page.route('**/api/log/stream*', (route) =>
      route.continue({
        url: route
          .request()
          .url()
          .replace(/reader=\d+/, 'reader=0'),
      }),
    );
    await page.goto(`${desk.address()}/desk${toCome}`);
    await page.locator('.outdated').waitFor({ timeout: 15_000 });
    expect(await page.locator('.outdated').innerText()).toMatch(/older than the server.*Reload it: what you entered stays on this device/s);
  }, 60_000);

  it('says what its server does not know, and saves what is entered all the same', async () => {
    const { context, page } = await atOpenMeeting(browser(), desk);
    opened.push(context);
    expect(await page.locator('.outdated').count()).toBe(0);
    const stream = `person-${randomUUID()}`;
    const newer = bytesOf(envelope(stream, 0, { type: 'PersonRetired', data: {} }));
    await desk.server().app.get(MinuteBook).store.append(stream, -1, [newer], []);
    const notice = page.locator('.outdated');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/PersonRetired, which this version does not know\..*Install the version that wrote it/s);

    await note(page, 'The ferry has left.');
    await page.locator('[data-unsaved="0"]').waitFor();
    expect(await desk.text(`/api/meetings/${desk.meeting}/entries?limit=500`)).toContain('The ferry has left.');
    const to = process.env['MINUTEBOOK_SCREENS_TO'];
    if (to) await page.screenshot({ path: `${to}/newer-log.png` });
  }, 60_000);
});
