import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { id } from '../golden/harbour-board/story.js';
import { faultsOn, sideways } from './axe.js';
import { deskBook, harbour } from './desk-book.js';
import { visits } from './visits.js';

const phone = { width: 390, height: 844 };

describeInBrowser('the desk of a member, on a phone', (browser) => {
  const desk = deskBook();
  const meeting = crypto.randomUUID();
  const date = '2040-07-14';
  const raised = crypto.randomUUID();
  const before = crypto.randomUUID();
  beforeAll(async () => {
    await desk.fill();
    const board = id('board');
    await desk.post(`boards/${board}`, 'NameSitting', { sittingId: crypto.randomUUID(), meeting, date, kind: 'ordinary' });
    const place = 'The Harbour Office';
    await desk.post(`meetings/${meeting}`, 'ScheduleMeeting', { board, date, start: '10:00', end: '12:00', place, kind: 'ordinary' });
    const item = crypto.randomUUID();
    await desk.post(`meetings/${meeting}`, 'ListItem', { itemId: item, label: '1', heading: 'The fog bell' });
    const paper = { paperId: crypto.randomUUID(), item, title: 'How the bell sounds', reference: 'HB/40/1', came: 'late' };
    await desk.post(`meetings/${meeting}`, 'AttachPaper', paper);
    await raiseActions(board);
  }, 60_000);
  afterAll(() => desk.close());

  /** Two more for Officer O: one due at the meeting to come whose date was changed, one overdue. */
  const raiseActions = async (board: string) => {
    const at = crypto.randomUUID();
    const item = crypto.randomUUID();
    const to = `meetings/${at}`;
    const printed = { recorded: 'printed' };
    await desk.post(`boards/${board}`, 'NameSitting', { sittingId: crypto.randomUUID(), meeting: at, date: '2026-06-16' }, printed);
    await desk.post(to, 'ScheduleMeeting', { board, date: '2026-06-16', kind: 'ordinary' }, printed);
    await desk.post(to, 'ListItem', { itemId: item, label: '1', heading: 'The slipway' }, printed);
    const action = (actionId: string, label: string, words: string, due: string) => ({
      actionId,
      item,
      label,
      words,
      owners: [{ person: id('Officer O'), printed: 'OO' }],
      assigned: 'named',
      due: { date: due },
      arises: 'stated',
    });
    await desk.post(to, 'RaiseAction', action(raised, '7', 'Tenders for the slipway to be invited', '2039-12-01'), printed);
    await desk.post(to, 'RaiseAction', action(before, '8', 'The ladder to be mended', '2026-06-01'), printed);
    const outcome = { due: { meeting }, askedBy: id('Member B') };
    const reason = 'The survey is late';
    await desk.post(
      to,
      'ReportAction',
      { reportId: crypto.randomUUID(), item, action: raised, raisedIn: at, by: id('Member B'), reason, outcome },
      printed,
    );
    for (let n = 1; n <= 12; n++) {
      const decision = {
        decisionId: crypto.randomUUID(),
        item,
        kind: 'agreed',
        method: 'general assent',
        words: `The Board agreed point ${n}.`,
      };
      await desk.post(to, 'RecordDecision', { ...decision, ...(n === 12 && { reason: 'the tide allows it' }) }, printed);
    }
  };

  const { at: visit, errors, leave } = visits(browser);
  afterEach(leave);
  const at = (path: string, person: string | null): Promise<Page> => visit(desk.address() + path, { ...phone, hasTouch: true, person });
  const card = (page: Page, words: string) => page.locator('.card', { hasText: words });
  const sectionAfter = (page: Page, heading: string) => page.locator(`h3:has-text("${heading}") + section.card`);

  it('shows my actions first: overdue, due at the next meeting, later', async () => {
    const page = await at('/mine', id('Officer O'));
    const headings = await page.locator('h2, h3').allInnerTexts();
    const place = (words: string) => headings.findIndex((one) => one.startsWith(words));
    expect([place('My actions'), place('Overdue'), place('Due at the next meeting'), place('Later'), place('Next meetings')]).toEqual([
      0, 1, 2, 3, 4,
    ]);
    await sectionAfter(page, 'Overdue').getByText('The ladder to be mended').waitFor();
    await sectionAfter(page, 'Due at the next meeting').getByText('Tenders for the slipway to be invited').waitFor();
    await sectionAfter(page, 'Later').getByText('The new timetable to be agreed with the ferry company').waitFor();
  }, 30_000);

  it('shows the words agreed, where, and every change of date with who asked for it', async () => {
    const page = await at('/mine', id('Officer O'));
    const tenders = card(page, 'Tenders for the slipway');
    const words = (await tenders.innerText()).replace(/\s+/g, ' ');
    expect(words).toContain('7. Tenders for the slipway to be invited');
    expect(words).toContain('14 July 2040, first 1 December 2039');
    expect(words).toContain('another date, now due 14 July 2040 by Member B, at the meeting of 16 June 2026, because: The survey is late');
    await tenders.getByRole('link', { name: 'Harbour Board, 16 June 2026, item 1' }).click();
    await page.waitForURL(/\/harbour-board\/2026-06-16#e-/);
    expect(await page.locator(':target').innerText()).toContain('Tenders for the slipway to be invited');
  }, 30_000);

  it('takes a report in two taps, and one that it is done', async () => {
    const page = await at('/mine', id('Officer O'));
    const ladder = card(page, 'The ladder to be mended');
    const tap = async (name: string) => {
      const button = ladder.getByRole('button', { name, exact: true });
      expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
      await button.tap();
    };
    await tap('Report');
    await ladder.getByText('Recorded as said by Officer O.').waitFor();
    await ladder.getByRole('textbox').fill('The wood has come.');
    await tap('Report progress');
    await ladder.getByText('progress: The wood has come.').waitFor();
    await tap('Report');
    await ladder.getByRole('textbox').fill('Mended.');
    await tap('Complete');
    await page.locator('summary', { hasText: 'Done with: ' }).click();
    await card(page, 'The ladder to be mended').getByText('completed: Mended.').waitFor();
    const { history, status } = await desk.get(`/api/actions/${before}`);
    expect(status).toBe('completed');
    expect(history.map(({ what, by, words }: any) => [what, by, words])).toEqual([
      ['progress', 'Officer O', 'The wood has come.'],
      ['completed', 'Officer O', 'Mended.'],
    ]);
  }, 30_000);

  it('shows the next meetings with when, where, their agenda and their papers', async () => {
    const page = await at('/mine', id('Member A'));
    const next = card(page, '14 July 2040');
    const words = (await next.innerText()).replace(/\s+/g, ' ');
    expect(words).toContain('10:00 – 12:00 · The Harbour Office');
    expect(words).toContain('How the bell sounds (HB/40/1) late, item 1');
    await next.locator('summary').tap();
    await next.getByText('The fog bell').waitFor();
  }, 30_000);

  it('shows how minutes stand, what changed since they were sent, how I am shown and what I declared', async () => {
    const page = await at('/mine', id('Member D'));
    const march = card(page, '10 March 2026 (1)').filter({ hasText: 'In the record' });
    const words = (await march.innerText()).replace(/\s+/g, ' ');
    expect(words).toContain('minutes approved');
    expect(words).toContain('In the record you are shown present as voting member.');
    expect(words).toMatch(/You declared, under item 4: Member D declared an interest as an owner of the ferry company/);
    await march.locator('summary', { hasText: '1 changed since version 2 was sent' }).tap();
    await march.locator('ins', { hasText: 'seconded by Member A' }).waitFor();
    expect(await march.locator('del').innerText()).toContain('seconded by Member C');
    expect(await march.innerText()).toContain('Member C had not seconded it');
    const absent = await at('/mine', id('Member F'));
    await card(absent, '10 March 2026 (1)').getByText('you are shown as having sent apologies').waitFor();
  }, 30_000);

  it('shows the decisions of my boards with their reasons, newest first, and more of them on a tap', async () => {
    const page = await at('/mine', id('Member B'));
    const { decisions } = await desk.get(`/api/desk/people/${id('Member B')}`);
    const shown = page.locator('#decisions ~ ul .words');
    expect(await shown.allInnerTexts()).toEqual(decisions.slice(0, 10).map(({ words }: any) => words));
    await card(page, 'The Board agreed point 12.').getByText('Because: the tide allows it').waitFor();
    await page.getByRole('button', { name: /^More: \d+$/ }).tap();
    await shown.nth(19).or(shown.last()).first().waitFor();
    expect(await shown.allInnerTexts()).toEqual(decisions.slice(0, 20).map(({ words }: any) => words));
  }, 30_000);

  it('follows whoever is chosen at the top, and forgets whom the book does not know', async () => {
    const page = await at('/mine', crypto.randomUUID());
    await page.getByRole('heading', { name: 'Whose desk is this?' }).waitFor();
    await page.getByRole('button', { name: 'Member D' }).tap();
    await page.getByRole('heading', { level: 1, name: 'Member D' }).waitFor();
    await page.getByLabel('Working as').selectOption({ label: 'Officer O' });
    await page.getByRole('heading', { level: 1, name: 'Officer O' }).waitFor();
    await card(page, 'The new timetable').waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Officer O' }).waitFor();
    expect(errors).toEqual([]);
  }, 30_000);

  it.each([320, 390])(
    'axe finds nothing at %i px, and nothing is too wide, with everything open',
    async (width) => {
      const page = await at('/mine', id('Member D'));
      await page.setViewportSize({ width, height: 844 });
      for (const one of await page.locator('summary').all()) await one.click();
      await page.locator('ins').waitFor();
      await page.getByRole('button', { name: 'Report', exact: true }).first().click();
      expect(await faultsOn(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    },
    30_000,
  );

  it('is kind where there is nothing', async () => {
    const person = crypto.randomUUID();
    await desk.post(`people/${person}`, 'IntroducePerson', { name: 'Member Z' });
    const page = await at('/mine', person);
    const words = await page.locator('main').innerText();
    for (const said of ['Nothing is open for you.', 'No meeting of your boards is scheduled.', 'Your boards have decided nothing'])
      expect(words).toContain(said);
  }, 30_000);

  it('says that the server is away, keeps what was read and what was typed, and records it once when it is back', async () => {
    const page = await at('/mine', id('Officer O'));
    const timetable = card(page, 'The new timetable');
    await timetable.getByRole('button', { name: 'Report', exact: true }).tap();
    await timetable.getByRole('textbox').fill('The company has answered.');
    await page.route('**/api/**', (route) => route.abort());
    await timetable.getByRole('button', { name: 'Report progress' }).tap();
    await timetable.getByText('Not saved: the server does not answer.').waitFor({ timeout: 20_000 });
    expect(await timetable.getByRole('textbox').inputValue()).toBe('The company has answered.');
    await page.unroute('**/api/**');
    await timetable.getByRole('button', { name: 'Report progress' }).tap();
    await timetable.getByText('progress: The company has answered.').waitFor();
    const { history } = await desk.get(`/api/actions/${id('action 1')}`);
    expect(history.filter(({ words }: any) => words === 'The company has answered.')).toHaveLength(1);
  }, 60_000);

  describe('searching', () => {
    it('finds lines of minutes, decisions and actions, by kind and by board, each with the way to its line', async () => {
      const page = await at('/search', id('Member A'));
      await page.getByRole('searchbox').fill('ferry');
      await page.locator('mark').first().waitFor();
      const kinds = async () => new Set(await page.locator('li.card .tag').allInnerTexts());
      expect((await kinds()).size).toBeGreaterThan(2);
      await page.getByRole('radio', { name: 'action', exact: true }).check();
      await page.waitForURL(/kind=action/);
      await page.locator('li.card', { hasText: 'The new timetable to be agreed' }).waitFor();
      await page.waitForFunction(() => [...document.querySelectorAll('li.card .tag')].every((one) => one.textContent === 'action'));
      await page.getByRole('radio', { name: 'decision', exact: true }).check();
      await page.waitForFunction(() => [...document.querySelectorAll('li.card .tag')].every((one) => one.textContent === 'decision'));
      const [first] = await page.locator('li.card a').all();
      await first!.click();
      await page.waitForURL(new RegExp(`${harbour}/2026-\\d\\d-\\d\\d.*#e-`));
      expect(await page.locator(':target').innerText()).toMatch(/ferry/);
    }, 30_000);
    it('says that nothing is found, and that the server is away', async () => {
      const page = await at('/search', id('Member A'));
      await page.getByRole('searchbox').fill('zeppelin');
      await page.getByText('Nothing is found.').waitFor();
      await page.route('**/api/**', (route) => route.abort());
      await page.getByRole('searchbox').fill('ferry');
      await page.getByText('The server does not answer.').waitFor();
    }, 30_000);
  });
});
