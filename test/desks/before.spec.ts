import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { id } from '../golden/harbour-board/story.js';
import { faultsOn, sideways } from './axe.js';
import { deskBook, harbour } from './desk-book.js';
import { Keys } from './keys.js';
import { visits, type Visit } from './visits.js';

describeInBrowser('before a meeting', (browser) => {
  const desk = deskBook();
  const meeting = crypto.randomUUID();
  const date = '2040-07-14';
  beforeAll(async () => {
    await desk.fill();
    const board = id('board');
    await desk.post(`boards/${board}`, 'NameSitting', { sittingId: crypto.randomUUID(), meeting, date, kind: 'ordinary' });
    await desk.post(`meetings/${meeting}`, 'ScheduleMeeting', { board, date, start: '10:00', zone: 'Europe/London', kind: 'ordinary' });
  }, 60_000);
  afterAll(async () => {
    await leave();
    await desk.close();
  });

  const { at: visit, errors, leave } = visits(browser);
  const at = (path: string, more: Visit = {}): Promise<Page> => visit(desk.address() + path, { person: id('Officer O'), ...more });
  const before = `/desk${harbour}/${date}?tab=before`;
  const factsOf = async (type: string): Promise<any[]> => {
    const { entries } = await desk.get(`/api/meetings/${meeting}/entries?limit=1000`);
    return entries.filter((one: any) => one.type === type && one.stands);
  };
  const saved = (page: Page) => page.locator('[data-unsaved="0"]').waitFor();

  it('proposes an agenda from what was left open, which is changed and recorded by keyboard alone', async () => {
    const page = await at(before);
    const keys = new Keys(page);
    await page.getByLabel('take Apologies').waitFor();
    await keys.to('take Date of Next Meeting');
    await keys.press('Space');
    await keys.to('take Dredging Contract');
    await keys.press('Space');
    await keys.to(/^heading: Dredging Contract/);
    await keys.press('Alt+ArrowUp');
    await keys.fill('heading: Dredging Contract', 'Dredging, again');
    await keys.fill('Heading', 'Harbour dues');
    await keys.press('Enter');
    await keys.open(/^make Harbour dues part of the line above/);
    await keys.open(/^Put an item on the agenda: 8/);
    await saved(page);

    const items = (await factsOf('ItemListed')).map(({ data }) => [data.label, data.heading, data.standing, data.earlier]);
    expect(items).toEqual([
      ['1', 'Apologies', 'apologies', null],
      ['2', 'Declarations of Interest', 'declarations', null],
      ['3', 'Dredging, again', null, expect.stringMatching(/^10 March 2026 \(2\), item 1: The Board deferred the dredging contract/)],
      ['4', 'Matters Arising', 'matters arising', null],
      ['4.1', 'Action 1: The new timetable to be agreed with the ferry company – OO', null, '10 March 2026 (1), item 4'],
      ['4.2', 'Action 2: A second opinion on the west quay to be obtained – Member D', null, '10 March 2026 (1), item 3'],
      ['4.3', 'Harbour dues', null, null],
      ['5', 'Any Other Business', 'any other business', null],
    ]);
    expect(errors).toEqual([]);
  }, 60_000);

  it('renames an item, takes one off and adds one after, each an entry', async () => {
    const page = await at(before);
    const keys = new Keys(page);
    await keys.to('add an item after: 3 Dredging, again');
    await keys.press('r');
    await page.locator('form.composer').waitFor();
    await keys.fill('heading', 'Dredging contract, renewed');
    await keys.fill('Why', 'Its full name');
    await keys.press('Enter');
    await page.locator('form.composer').waitFor({ state: 'detached' });
    await keys.to('add an item after: 4.3 Harbour dues');
    await keys.press('x');
    await keys.to('Why');
    await keys.type('Not ready');
    await keys.press('Enter');
    await page.getByText('Harbour dues').waitFor({ state: 'detached' });
    await keys.to('add an item after: 2 Declarations of Interest');
    await keys.press('a');
    await page.locator('form.composer').waitFor();
    await keys.fill('heading', 'Flags');
    await keys.fill('label', '2(a)');
    await keys.press('Enter');
    await page.locator('form.composer').waitFor({ state: 'detached' });
    await saved(page);
    const { items } = await desk.get(`/api/meetings/${meeting}/minutes?format=json`);
    expect(items.map(({ label, heading }: any) => `${label} ${heading}`)).toEqual([
      '1 Apologies',
      '2 Declarations of Interest',
      '2(a) Flags',
      '3 Dredging contract, renewed',
      '4 Matters Arising',
      expect.stringMatching(/^4\.1 Action 1/),
      expect.stringMatching(/^4\.2 Action 2/),
      '5 Any Other Business',
    ]);
  }, 60_000);

  it('attaches papers and gives notice; members find both on their desk, everybody on the plain page', async () => {
    const page = await at(before);
    const keys = new Keys(page);
    await keys.open('Attach a paper');
    await page.locator('form.composer').waitFor();
    await keys.fill('title', 'Depth of the channel');
    await keys.choose('item', '3 Dred');
    await keys.fill('reference', 'HB/40/2');
    await keys.choose('it came', 'late');
    await keys.press('Enter');
    await page.locator('form.composer').waitFor({ state: 'detached' });
    await keys.open('Give notice');
    await page.locator('form.composer').waitFor();
    await keys.fill('on', '2040-07-01');
    await keys.fill('to', 'All members of the Board');
    await keys.press('Enter');
    await page.locator('form.composer').waitFor({ state: 'detached' });
    await saved(page);
    await page.getByText('1 July 2040, to All members of the Board').waitFor();
    expect((await factsOf('PaperAttached')).map(({ data }) => data)).toMatchObject([
      { title: 'Depth of the channel', reference: 'HB/40/2', came: 'late' },
    ]);

    await page.getByRole('button', { name: 'Read the agenda' }).click();
    const sheet = page.getByRole('article', { name: 'The agenda as the members see it' });
    expect(await sheet.innerText()).toMatch(/Dredging contract, renewed\s*Depth of the channel \(HB\/40\/2\), late/);
    await page.emulateMedia({ media: 'print' });
    const visible = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => getComputedStyle(one).visibility);
    expect([await visible('.sheet h2'), await visible('header.site'), await visible('#papers')]).toEqual(['visible', 'hidden', 'hidden']);

    expect(await desk.text(`${harbour}/${date}`)).toMatch(/Depth of the channel \(HB\/40\/2\)/);
    const mine = await at('/mine', { width: 390 });
    const card = mine.locator('li.card', { hasText: '14 July 2040' });
    expect(await card.innerText()).toMatch(/Depth of the channel \(HB\/40\/2\) late, item 3/);
    await card.locator('summary').click();
    await card.getByText('Dredging contract, renewed').waitFor();
  }, 60_000);

  it.each([
    [1280, 'light'],
    [320, 'dark'],
  ] as const)(
    'axe finds nothing at %i px, %s, and nothing is too wide, with a proposal and the forms open',
    async (width, colorScheme) => {
      const page = await at(before, { width, colorScheme });
      await page.getByRole('button', { name: 'Propose items' }).click();
      await page.getByLabel('take Date of Next Meeting').waitFor();
      for (const name of ['Move a meeting', 'Read the agenda', 'Attach a paper', 'Give notice'])
        await page.getByRole('button', { name, exact: true }).click();
      await page.locator('.entry-form').waitFor();
      expect(await faultsOn(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      await page.close();
    },
    60_000,
  );

  it('moves the meeting, and goes on at its new address', async () => {
    const page = await at(before);
    const keys = new Keys(page);
    await keys.open('Move a meeting');
    await page.getByRole('form', { name: 'move a meeting: 14 July 2040' }).waitFor();
    await keys.fill('date', '2040-07-21');
    await keys.press('Enter');
    await page.waitForURL(`**${harbour}/2040-07-21?tab=before`);
    await page.getByText('21 July 2040 · 10:00').waitFor();
    expect(errors).toEqual([]);
  }, 60_000);
});
