import type { Browser, BrowserContext, Page } from 'playwright-core';
import { toCome, type deskBook } from './desk-book.js';

type Desk = ReturnType<typeof deskBook>;

/** The book of the desks, with the meeting to come opened. */
export const fillAndOpen = async (desk: Desk): Promise<void> => {
  await desk.fill();
  await desk.post(`meetings/${desk.meeting}`, 'OpenMeeting', { zone: 'Europe/London' });
};

/** At the desk of that meeting, which is open: its first item taken, and all saved. */
export const atOpenMeeting = async (browser: Browser, desk: Desk): Promise<{ readonly context: BrowserContext; readonly page: Page }> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(desk.address() + `/desk${toCome}`);
  await page.locator('html[data-ready]').waitFor();
  await page.keyboard.press('n');
  await page.locator('.agenda button[aria-current]').waitFor();
  await page.locator('[data-unsaved="0"]').waitFor();
  return { context, page };
};

/** A note that is entered by keyboard, until its form is gone: whether it is saved is for whoever asks to see. */
export const note = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('o');
  await page.locator('form.composer').waitFor();
  await page.keyboard.insertText(words);
  await page.keyboard.press('Enter');
  await page.locator('form.composer').waitFor({ state: 'detached' });
};
