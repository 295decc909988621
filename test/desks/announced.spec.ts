import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { id } from '../golden/harbour-board/story.js';
import { deskBook, toCome } from './desk-book.js';
import { holdMeeting } from './live-meeting.js';
import { visits } from './visits.js';

/** What somebody hears who does not see it: the live regions of the secretary's desk, word by word, in their order. */
describeInBrowser('what the secretary’s desk says aloud', (browser) => {
  const { at, leave } = visits(browser);
  const desk = deskBook();
  beforeAll(async () => {
    await desk.fill();
    await holdMeeting(desk, desk.meeting, desk.setClock);
  }, 60_000);
  afterAll(async () => {
    await leave();
    await desk.close();
  });

  const listening = async () => {
    const page = await at(desk.address() + toCome.replace('/', '/desk/'), { person: id('Officer O') });
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const region of document.querySelectorAll('body > div > p[role="status"], body > div > p[role="alert"]'))
        new MutationObserver(() => heard.push(`${region.getAttribute('role')}: ${region.textContent!.trim()}`)).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
    });
    return page;
  };
  const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: readonly string[] }).heard);
  const hears = async (page: Page, said: string) => {
    await page.waitForFunction((words) => (window as any).heard.includes(words), said);
  };
  const note = async (page: Page, words: string) => {
    await page.locator('.working').focus();
    await page.keyboard.press('o');
    await page.locator('form.composer').waitFor();
    await page.keyboard.insertText(words);
    await page.keyboard.press('Enter');
  };

  it('that an entry is recorded, and then that it is saved', async () => {
    const page = await listening();
    await note(page, 'The Chair thanked the divers.');
    await hears(page, 'status: Saved.');
    expect(await heard(page)).toEqual(['status: Recorded: note.', 'status: Saved.']);
    await page.close();
  }, 30_000);

  it('that a vote is recorded, and its result', async () => {
    const page = await listening();
    await page.locator('.working').focus();
    await page.keyboard.press('v');
    await page.locator('form.composer').waitFor();
    await page.locator('#f-for').fill('2');
    await page.locator('#f-against').fill('1');
    await page.keyboard.press('Enter');
    await hears(page, 'status: Saved.');
    expect((await heard(page))[0]).toBe('status: vote recorded. It is carried: for 2, against 1. 3 may vote.');
    await page.close();
  }, 30_000);

  it('that an entry is refused, with the rule and the remedy', async () => {
    const page = await listening();
    await page.locator('.working').focus();
    await page.keyboard.press('v');
    await page.locator('form.composer').waitFor();
    await page.locator('#f-words').fill('That the divers be paid');
    await page.locator('#f-for').fill('40');
    await page.keyboard.press('Enter');
    await page.locator('#refusal').waitFor();
    const [first] = await heard(page);
    expect(first).toMatch(/^alert: No more votes are counted than there are people who may vote\./);
    await page.keyboard.press('Escape');
    await page.close();
  }, 30_000);

  it('that an entry is not saved while nobody answers, and that it is saved when somebody does', async () => {
    const page = await listening();
    await page.context().setOffline(true);
    await note(page, 'Typed while the line was down.');
    await hears(page, 'alert: Not saved: 1. The server does not answer.');
    await page.context().setOffline(false);
    await hears(page, 'status: Saved.');
    await page.close();
  }, 60_000);
});
