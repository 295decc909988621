import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { StoreUnavailable } from '#event-store/port.js';
import { MinuteBook } from '#shell/minute-book.js';
import { describeInBrowser } from '#testing/browser.js';
import { deskBook } from './desk-book.js';
import { atOpenMeeting, fillAndOpen, note } from './open-meeting.js';

describeInBrowser('a desk of a server whose disk has failed', (browser) => {
  const desk = deskBook();
  let context: BrowserContext;
  beforeAll(() => fillAndOpen(desk), 60_000);
  afterAll(async () => {
    await context.close();
    await desk.close();
  });

  it('says that nothing more is recorded, keeps what is entered, and does not call it saved', async () => {
    const opened = await atOpenMeeting(browser(), desk);
    context = opened.context;
    const { page } = opened;
    const { store } = desk.server().app.get(MinuteBook);
    const full = new StoreUnavailable('The disk is full.', 'Make room, then start again.', { lasts: true });
    (store as unknown as { stop: (why: StoreUnavailable) => void }).stop(full);
    const notice = page.locator('.read-only');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/records nothing more.*not saved.*The disk is full\.\s+Make room, then start again\./s);

    await note(page, 'The ferry has left.');
    await page.locator('[data-unsaved="1"]').waitFor();
    await page.waitForTimeout(1_000);
    expect(await page.locator('.saved').innerText()).toBe('1 not saved');
    expect(await notice.isVisible()).toBe(true);
    const to = process.env['MINUTEBOOK_SCREENS_TO'];
    for (const [width, scheme] of to
      ? ([
          [1280, 'light'],
          [390, 'dark'],
        ] as const)
      : []) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `${to}/read-only-${width}.png` });
    }
  }, 60_000);
});
