import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { id } from '../golden/harbour-board/story.js';
import { faultsOn } from './axe.js';
import { addresses, deskBook, harbour, toCome } from './desk-book.js';
import { visits } from './visits.js';

describeInBrowser('the desks', (browser) => {
  const desk = deskBook();
  beforeAll(() => desk.fill(), 60_000);
  afterAll(() => desk.close());

  const visit = async (path: string, width: number, scheme: 'light' | 'dark' = 'light') => {
    const { at, errors, leave } = visits(browser);
    const before = async (one: Page) => one.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const page = await at(desk.address() + path, { width, colorScheme: scheme, person: id('Officer O'), before });
    if (path.startsWith('/search')) await page.locator('mark').first().waitFor();
    return { page, errors, close: leave };
  };
  describe.each(Object.entries(addresses))('%s', (_, path) => {
    it.each([
      [1280, 'light', 640],
      [390, 'dark', 320],
    ] as const)(
      'axe finds nothing at %i px, %s, nothing goes wrong, and it fits into %i px',
      async (width, scheme, narrow) => {
        const { page, errors, close } = await visit(path, width, scheme);
        expect(await faultsOn(page)).toEqual([]);
        await page.setViewportSize({ width: narrow, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
        expect(errors).toEqual([]);
        await close();
      },
      30_000,
    );
  });

  it('tell the two meetings of a day apart, wherever one is named', async () => {
    const first = '10 March 2026 (1)';
    for (const path of ['/desk', `/desk${harbour}`, '/replay', '/search?q=ferry', '/mine']) {
      const { page, close } = await visit(path, 1280);
      expect(await page.getByRole('link', { name: first }).first().textContent()).toContain(first);
      await close();
    }
    const { page, close } = await visit(`/desk${harbour}/2026-03-10-1`, 1280);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`Harbour Board, ${first}`);
    expect(await page.title()).toContain(first);
    await close();
  }, 30_000);

  it('axe finds nothing in the forms, the palette and the keys', async () => {
    const { page, close } = await visit(`/desk${toCome}`, 1280);
    for (const key of ['d', 'v', 'i', 'p', 'a', 'y']) {
      await page.keyboard.press(key);
      await page.locator('form.composer').waitFor();
      expect(await faultsOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('form.composer').waitFor({ state: 'detached' });
    }
    for (const key of ['/', '?']) {
      await page.keyboard.press(key);
      await page.locator('dialog[open]').waitFor();
      expect(await faultsOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await close();
  }, 60_000);

  it('take the key that follows the one that leaves the palette', async () => {
    const { page, close } = await visit(`/desk${toCome}`, 1280);
    for (let n = 0; n < 5; n++) {
      await page.keyboard.press('/');
      await page.getByRole('dialog', { name: 'Find a verb' }).waitFor();
      await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('?')]);
      await page.getByRole('dialog', { name: 'All keys' }).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await close();
  }, 60_000);
});
