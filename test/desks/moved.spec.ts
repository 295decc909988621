import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { copyBook } from '#shell/copy/copy-book.js';
import { openTarget } from '#shell/copy/target.js';
import { localOperator, MinuteBook } from '#shell/minute-book.js';
import { describeInBrowser } from '#testing/browser.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { deskBook } from './desk-book.js';
import { atOpenMeeting, fillAndOpen } from './open-meeting.js';

describeInBrowser('a desk of a book that has moved to another store', (browser) => {
  const newFolder = temporaryFolders();
  const desk = deskBook();
  let context: BrowserContext;
  beforeAll(() => fillAndOpen(desk), 60_000);
  afterAll(async () => {
    await context.close();
    await desk.close();
  });

  it('names the store in which it goes on, and calls nothing saved that is entered since', async () => {
    const opened = await atOpenMeeting(browser(), desk);
    context = opened.context;
    const { page } = opened;
    const book = desk.server().app.get(MinuteBook);
    const target = await openTarget(book, join(newFolder(), 'to'), '/');
    const { store } = await copyBook({ book, target, actor: localOperator });
    await target.store.close();
    const notice = page.locator('.read-only');
    await notice.waitFor();
    expect(await notice.innerText()).toContain(`This log is closed here: it goes on in the store ${store}.`);

    await page.keyboard.press('o');
    await page.locator('form.composer').waitFor();
    await page.keyboard.insertText('The ferry has left.');
    await page.keyboard.press('Enter');
    await page.getByText(`This log is closed here. It goes on in the store ${store}.`).first().waitFor();
    expect(await page.locator('body').innerText()).toContain('Record it where the log goes on');
    const to = process.env['MINUTEBOOK_SCREENS_TO'];
    if (to) await page.screenshot({ path: `${to}/moved.png` });
  }, 60_000);
});
