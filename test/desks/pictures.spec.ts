import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { id } from '../golden/harbour-board/story.js';
import { faultsOn, sideways } from './axe.js';
import { deskBook, harbour } from './desk-book.js';
import { visits } from './visits.js';

const march = `/replay${harbour}/2026-03-10-1?open=pictures`;
const printed = '/replay/east-midlands-improvement-partnership-board/2010-01-20?open=pictures';
const board = `/desk${harbour}`;
/** Each width in both schemes, over the three pages. */
const faces = [
  [march, 1280, 'light'],
  [march, 390, 'dark'],
  [printed, 1280, 'dark'],
  [printed, 390, 'light'],
  [board, 1280, 'light'],
  [board, 390, 'dark'],
] as const;

describeInBrowser('pictures', (browser) => {
  const desk = deskBook();
  const { at: visit, leave } = visits(browser);
  beforeAll(() => desk.fill(), 60_000);
  afterAll(async () => {
    await leave();
    await desk.close();
  });
  const at = async (path: string, width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> => {
    const page = await visit(desk.address() + path, { width, colorScheme });
    if (path === board) await page.getByText('Attendance and actions in pictures').click();
    await page.locator('figure svg').first().waitFor();
    return page;
  };
  const figure = (page: Page, title: string) => page.locator('figure', { has: page.locator('figcaption', { hasText: title }) });
  const inFigure = (of: Locator, what: string): Promise<readonly string[]> => of.locator(what).allTextContents();
  /** A table as people read it: its rows, each by its cells. */
  const rowsOf = async (of: Locator, nth = 0): Promise<readonly (readonly string[])[]> =>
    of
      .locator('table')
      .nth(nth)
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent!.trim())));

  describe.each([march, printed])('presence over the meeting, %s', (path) => {
    it.each([1280, 390])(
      'has a bar for each stay in its table at %i px, and a mark for each vote and decision of the record',
      async (width) => {
        const page = await at(path, width);
        const presence = figure(page, 'Presence over the meeting');
        const bars = await inFigure(presence, '.drawing svg rect > title');
        const people = await presence
          .locator('table')
          .first()
          .locator('tbody tr')
          .evaluateAll((rows) =>
            rows.flatMap((row) =>
              [...row.querySelectorAll('td:last-child div')].map((stay) => [row.querySelector('th')!.textContent!, stay.textContent!]),
            ),
          );
        expect(people.length).toBeGreaterThan(5);
        expect(bars.map((bar) => bar.replace(/^.*?: /, '')).toSorted()).toEqual(people.map(([, stay]) => stay!.trim()).toSorted());
        const marks = await rowsOf(presence, 1);
        expect(await inFigure(presence, '.drawing svg text[text-anchor="middle"] > title')).toEqual(
          marks.map(([, what]) => what!.replace(/^\w+: /, '')),
        );
        const meeting =
          path === march ? id('march') : (await desk.get('/api/desk')).meetings.find((one: any) => one.date === '2010-01-20').meeting;
        const { divisions } = await desk.get(`/api/meetings/${meeting}/divisions`);
        const decisions = await desk.get(`/api/decisions?meeting=${meeting}`);
        expect(marks.filter(([label]) => label!.startsWith('V'))).toHaveLength(divisions.length);
        expect(marks.filter(([label]) => label!.startsWith('D'))).toHaveLength(decisions.length);
      },
      30_000,
    );
  });

  it('shows who withdrew while a vote was taken, on the bar and across the mark', async () => {
    const page = await at(march);
    const presence = figure(page, 'Presence over the meeting');
    const out = (await presence
      .locator('.drawing svg rect', { has: page.locator('title', { hasText: 'Member D: withdrawn' }) })
      .boundingBox())!;
    const vote = (await presence.locator('.drawing svg text', { hasText: /^V1/ }).boundingBox())!;
    const middle = vote.x + vote.width / 2;
    expect(middle).toBeGreaterThan(out.x);
    expect(middle).toBeLessThan(out.x + out.width);
  }, 30_000);

  it.each([1280, 390])(
    'draws attendance as the sheet of the board has it at %i px',
    async (width) => {
      const page = await at(board, width);
      const attendance = figure(page, 'Attendance');
      const cells = await inFigure(attendance, '.drawing svg g > title');
      const rows = await rowsOf(attendance);
      const sheet = await desk.get(`/api/boards/${id('board')}/attendance`);
      expect(rows.map(([name]) => name)).toEqual(sheet.people.map((one: any) => one.name));
      expect(rows.map((row) => row.at(-1))).toEqual(sheet.people.map((one: any) => `${one.present} of ${one.of}`));
      expect(cells.map((title) => title.split(': ')[1])).toEqual(rows.flatMap((row) => row.slice(1, -1)));
      const headings = await inFigure(attendance, 'table thead th');
      expect(new Set(headings).size).toBe(sheet.meetings.length + 2);
    },
    30_000,
  );

  it.each([1280, 390])(
    'draws open actions as long as they are old at %i px',
    async (width) => {
      const page = await at(board, width);
      const ages = figure(page, 'Open actions by age');
      const rows = await rowsOf(ages);
      const open = await desk.get(`/api/actions?board=${id('board')}&status=open`);
      expect(rows.map(([action]) => action!).toSorted()).toEqual(open.map((one: any) => `${one.number}. ${one.wording}`).toSorted());
      const bars = await inFigure(ages, '.drawing svg rect > title');
      expect(bars.toSorted()).toEqual(rows.map((row) => `${row[0]}: ${row.at(-1)}`).toSorted());
      expect(await ages.locator('.drawing svg rect[fill^="url"]').count()).toBe(
        rows.filter((row) => row.at(-1)!.includes('overdue')).length + 0,
      );
    },
    30_000,
  );

  it.each([1280, 390])(
    'draws the life of a decision at %i px, and the keyboard reaches each of its points',
    async (width) => {
      const page = await at(march, width);
      await page.getByLabel('Follow a decision').selectOption({ index: 1 });
      const life = figure(page, 'The life of a decision');
      await life.locator('.drawing svg a').first().waitFor();
      const rows = await rowsOf(life);
      expect(rows.map(([what]) => what)).toEqual(['Question', 'Vote', 'Approved', 'Action', 'Action 1: carried forward', 'In force']);
      const points = await inFigure(life, '.drawing svg text.head');
      expect(points).toEqual(rows.map(([what]) => what));
      const links = await life.locator('.drawing svg a').count();
      expect(links).toBe(rows.length - 1);
      await life.locator('.drawing').focus();
      for (let n = 0; n < links; n++) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')).toContain(rows[n]![0]);
      }
    },
    30_000,
  );

  it.each(faces)(
    '%s: axe finds nothing at %i px, %s, and nothing is wider than a small window',
    async (path, width, scheme) => {
      const page = await at(path, width, scheme);
      if (path !== board) await page.getByLabel('Follow a decision').selectOption({ index: 1 });
      if (path !== board) await figure(page, 'The life of a decision').waitFor();
      await page.evaluate(() => document.querySelectorAll('figure details').forEach((one) => ((one as HTMLDetailsElement).open = true)));
      expect(await faultsOn(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await sideways(page)).toBe(0);
    },
    30_000,
  );

  it('is a link away from the page of attendance and from the desk after a meeting', async () => {
    const page = await at(march);
    for (const [from, link] of [
      [`${harbour}/2026-03-10-1/attendance`, 'In pictures: who was in the room, item by item'],
      [`/desk${harbour}/2026-03-10-1?tab=after`, 'who was in the room, in pictures'],
    ] as const) {
      await page.goto(desk.address() + from);
      await page.getByRole('link', { name: link }).click();
      await page.locator('figure svg').first().waitFor();
      expect(page.url()).toContain(`/replay${harbour}/2026-03-10-1`);
    }
  }, 30_000);
});
