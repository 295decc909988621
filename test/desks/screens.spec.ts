import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { id } from '../golden/harbour-board/story.js';
import { deskBook, harbour, toCome } from './desk-book.js';
import { holdMeeting, midMeeting } from './live-meeting.js';
import { visits } from './visits.js';

const kept = resolve(import.meta.dirname, '../../docs/screens');
const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');

type Screen = {
  readonly path: string;
  readonly width: 1280 | 390;
  readonly dark?: true;
  /** All of the page, and not only what a window shows of it. */
  readonly whole?: true;
  readonly before?: (page: Page) => Promise<void>;
};
const voting = async (page: Page) => {
  await page.locator('.working').focus();
  await page.keyboard.press('v');
  await page.locator('form.composer').waitFor();
  for (const [field, count] of Object.entries({ for: '3', against: '0' })) await page.locator(`#f-${field}`).fill(count);
};
const keys = async (page: Page) => {
  await page.locator('.working').focus();
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
};
const approved = `${harbour}/2026-03-10-1`;

/** What a page of docs or the README shows of each desk. */
const screens: Readonly<Record<string, Screen>> = {
  secretary: { path: `/desk${toCome}`, width: 1280, before: voting },
  'secretary-dark': { path: `/desk${toCome}`, width: 1280, dark: true },
  'secretary-phone': { path: `/desk${toCome}`, width: 390 },
  'secretary-keys': { path: `/desk${toCome}`, width: 1280, before: keys },
  'secretary-before': { path: `/desk${toCome}?tab=before`, width: 1280, whole: true },
  'secretary-after': { path: `/desk${approved}?tab=after`, width: 1280 },
  boards: { path: '/desk', width: 1280 },
  board: { path: `/desk${harbour}`, width: 1280, whole: true },
  member: { path: '/mine', width: 1280 },
  'member-phone': { path: '/mine', width: 390 },
  'search-phone': { path: '/search?q=ferry', width: 390, before: async (page) => page.locator('mark').first().waitFor() },
  history: { path: `/replay${approved}`, width: 1280 },
  'history-phone': { path: `/replay${approved}`, width: 390 },
  registers: {
    path: `/replay${harbour}?register=decisions`,
    width: 1280,
    before: async (page) => page.locator('tbody tr').first().waitFor(),
  },
};

/** `npm run screens` keeps them in docs/screens; the suite makes them in passing, and holds that none is missing there. */
describeInBrowser('the pictures of the desks', (browser) => {
  const { at, leave } = visits(browser);
  const newFolder = temporaryFolders();
  const desk = deskBook();
  beforeAll(async () => {
    await desk.fill();
    await holdMeeting(desk, desk.meeting, desk.setClock);
  }, 60_000);
  afterAll(() => desk.close());
  const keep = process.env['MINUTEBOOK_SCREENS'] === 'keep';

  it.each(Object.entries(screens))(
    '%s',
    async (name, { path, width, dark, whole, before }) => {
      const folder = keep ? kept : newFolder();
      mkdirSync(folder, { recursive: true });
      const page = await at(desk.address() + path, {
        ...{ width, height: width === 390 ? 844 : 800, person: id('Officer O') },
        ...{ colorScheme: dark ? 'dark' : 'light', timezoneId: 'Europe/London', reducedMotion: 'reduce' },
        before: (one) => one.clock.setFixedTime(midMeeting),
      });
      await before?.(page);
      await page.waitForLoadState('networkidle').catch(() => undefined);
      const picture = await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole ?? false });
      expect(picture.readUInt32BE(16)).toBe(width);
      await leave();
    },
    30_000,
  );

  it('are in docs/screens, each of them, and those of the README are there', () => {
    expect(readdirSync(kept).sort()).toEqual(
      Object.keys(screens)
        .map((name) => `${name}.png`)
        .sort(),
    );
    const shown = [...readme.matchAll(/\(docs\/screens\/([\w-]+)\.png\)/g)].map(([, name]) => name!);
    expect(shown.length).toBeGreaterThan(3);
    for (const name of shown) expect(Object.keys(screens)).toContain(name);
  });
});
