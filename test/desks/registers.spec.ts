import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { id } from '../golden/harbour-board/story.js';
import { faultsOn, sideways } from './axe.js';
import { deskBook, harbour } from './desk-book.js';
import { visits } from './visits.js';

describeInBrowser('the registers of a board through time', (browser) => {
  const desk = deskBook();
  const { at: visit, leave } = visits(browser);
  let closed: number;
  beforeAll(async () => {
    await desk.fill();
    const { entries } = await desk.get(`/api/meetings/${id('march')}/entries?limit=1000`);
    closed = entries.find((one: any) => one.type === 'MeetingClosed').position;
  }, 60_000);
  afterAll(async () => {
    await leave();
    await desk.close();
  });
  const at = async (asked: string, width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> => {
    return visit(`${desk.address()}/replay${harbour}?${asked}`, { width, colorScheme, until: 'section[data-register] table' });
  };
  const cells = (page: Page, column: number) => page.locator(`section[data-register] tbody tr td:nth-child(${column})`).allInnerTexts();

  it('is dragged and stepped: what was decided later is not there yet', async () => {
    const page = await at('register=decisions');
    expect(await cells(page, 4)).toHaveLength(6);
    const slider = page.locator('#moment');
    await page.waitForFunction(() => Number(document.querySelector<HTMLInputElement>('#moment')?.max) > 50);
    const box = (await slider.boundingBox())!;
    await page.mouse.move(box.x + box.width - 8, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => document.querySelectorAll('section[data-register] tbody tr').length < 6);
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.querySelectorAll('section[data-register] tbody tr').length === 6);
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => /at=\d+/.test(location.search));
  }, 30_000);

  it('keeps known and true apart: an action is not overdue before its day, whatever is known', async () => {
    const page = await at('register=actions&on=2026-04-20');
    expect(await cells(page, 7)).toEqual(['carried forward', 'open']);
    await page.getByLabel('on', { exact: true }).fill('2026-06-30');
    await page.getByRole('cell', { name: 'overdue' }).waitFor();
    const early = await at(`register=actions&at=${closed}&on=2026-06-30`);
    expect(await cells(early, 7)).toEqual(['open', 'overdue']);
  }, 30_000);

  it('says on a phone that the headings put rows in order, and shows none that does not', async () => {
    const page = await at('register=decisions', 390);
    const row = page.locator('section[data-register] thead tr').first();
    expect(await row.evaluate((one) => getComputedStyle(one, '::before').content)).toBe('"In order of: "');
    expect(await row.locator('th:not(:has(button))').isVisible()).toBe(false);
    await row.getByRole('button', { name: 'Decided' }).click();
    expect(await cells(page, 4)).toEqual((await cells(page, 4)).toSorted());
    expect(await row.locator('th[aria-sort]').innerText()).toContain('Decided');
  }, 30_000);

  it('shows the difference between two moments, cell by cell, and who changed it', async () => {
    const page = await at(`register=actions&since=${closed}&on=2026-04-20`);
    const difference = page.locator('section', { hasText: 'Actions between position' }).last();
    await difference.locator('del', { hasText: 'the April meeting' }).waitFor();
    await difference.locator('ins', { hasText: 'the May meeting' }).waitFor();
    const text = await saved(page, 'CSV of the difference');
    expect(text).toContain('reads otherwise,The new timetable to be agreed with the ferry company,Status,open,carried forward');
    await difference.getByRole('link', { name: /^Who changed this, and when: The new timetable/ }).click();
    await page.locator('#who-changed', { hasText: 'The new timetable to be agreed' }).waitFor();
    await page.getByText('What led to it, and what followed').click();
    await page
      .locator('#who-changed')
      .getByRole('link', { name: /carry forward/i })
      .waitFor();
  }, 30_000);

  it('says of attendance what a later meeting added, and nothing of a column that is only called otherwise', async () => {
    const page = await at(`register=attendance&since=${closed}`);
    const difference = page.locator('section', { hasText: 'Attendance between position' }).last();
    const member = await difference.locator('li', { hasText: 'Member A' }).innerText();
    expect(member).toContain('2026-04-14');
    expect(member).not.toContain('2026-03-10 (1)');
  }, 30_000);

  const saved = async (page: Page, name: string): Promise<string> => {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    return readFile(await (await coming).path(), 'utf8');
  };
  it('is taken away as it is seen, in the order in which it is read', async () => {
    const page = await at('register=actions');
    await page.getByRole('button', { name: 'No.' }).click();
    await page.getByRole('button', { name: 'No.' }).click();
    expect(await page.getByRole('columnheader', { name: 'No.' }).getAttribute('aria-sort')).toBe('descending');
    expect(await cells(page, 3)).toEqual(['2', '1']);
    const lines = (await saved(page, 'JSON Lines of Actions'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((one) => one['No.'])).toEqual(['2', '1']);
    const csv = (await saved(page, 'CSV of Actions')).split('\r\n');
    expect(csv[0]).toBe(Object.keys(lines[0]).join(','));
    expect(csv).toHaveLength(4);
  }, 30_000);

  it('axe finds nothing, and nothing is wider than a small window', async () => {
    for (const [width, scheme] of [
      [1280, 'light'],
      [390, 'dark'],
    ] as const) {
      const page = await at(`register=findings&since=${closed}`, width, scheme);
      await page.getByRole('heading', { name: /Findings between/ }).waitFor();
      expect(await faultsOn(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await sideways(page)).toBe(0);
    }
  }, 40_000);
});
