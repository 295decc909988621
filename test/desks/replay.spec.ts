import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { entry, id } from '../golden/harbour-board/story.js';
import { faultsOn, sideways } from './axe.js';
import { deskBook, harbour, toCome } from './desk-book.js';
import { visits } from './visits.js';

const march = `/replay${harbour}/2026-03-10-1`;

describeInBrowser('the auditor’s desk', (browser) => {
  const desk = deskBook();
  const { at: visit, leave } = visits(browser);
  let entries: readonly any[];
  beforeAll(async () => {
    await desk.fill();
    entries = (await desk.get(`/api/meetings/${id('march')}/entries?limit=1000`)).entries;
  }, 60_000);
  afterAll(async () => {
    await leave();
    await desk.close();
  });

  const at = (path: string, width = 1280, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> =>
    visit(desk.address() + path, { width, colorScheme });
  const positionOf = (key: string): number => entries.find((one) => one.id === entry(key)).position;
  /** Takes the knob of a slider to a share of its length. */
  const drag = async (page: Page, slider: Locator, share: number) => {
    const box = (await slider.boundingBox())!;
    const [middle, from] = [box.y + box.height / 2, box.x + box.width - 8];
    await page.mouse.move(from, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + 8 + (box.width - 16) * share, middle, { steps: 5 });
    await page.mouse.up();
  };
  const saved = async (page: Page, name: string): Promise<string> => {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    return readFile(await (await coming).path(), 'utf8');
  };
  const jsonLines = (text: string): readonly any[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  describe('a meeting through time', () => {
    it('is dragged to an earlier moment, and shows nothing that was recorded later', async () => {
      const page = await at(march);
      await drag(page, page.locator('#moment'), 0.5);
      const last = Number(await page.locator('#moment').inputValue());
      expect(last).toBeGreaterThan(20);
      expect(last).toBeLessThan(45);
      const { position } = entries[last];
      await page.locator(`article[data-position="${position}"]`).waitFor();
      expect(page.url()).toContain(`at=${position}`);
      const shown = await page.locator('main').innerText();
      for (const later of ['Storm Damage', 'fog bell', 'The meeting closed', 'Typing error']) expect(shown).not.toContain(later);
    }, 30_000);

    it('keeps known and true apart: who came before a vote, and was entered after it', async () => {
      const page = await at(`${march}?at=${positionOf('ferry vote')}`);
      const room = page.getByText('In the room then');
      await page.locator(`article[data-position="${positionOf('ferry vote')}"]`).waitFor();
      expect(await room.innerText()).toContain('3 could vote');
      expect(await room.innerText()).not.toContain('Member E');
      const told = await at(`${march}?upto=${entry('ferry vote')}`);
      expect(await told.getByText('In the room then').innerText()).toContain('4 could vote');
      expect(await told.locator('article').innerText()).toContain('Member E arrived');
      expect(await told.locator('article').innerText()).not.toContain('The Board approved that the last ferry');
      await told.keyboard.press('.');
      await told.locator('article', { hasText: 'The Board approved that the last ferry' }).waitFor();
      await told.getByRole('button', { name: 'all of it' }).click();
      await told.locator('article', { hasText: 'The meeting closed' }).waitFor();
    }, 30_000);

    it('says what a late entry changed, and what was put right and struck out', async () => {
      const page = await at(`${march}?open=corrected`);
      await page.getByText('as it was known then, 3 could vote; in truth 4').first().waitFor();
      const lists = await page.locator('details', { hasText: 'Put right, struck out' }).innerText();
      for (const words of [
        'Timetabel',
        'Typing error',
        'a decision of a later meeting',
        'The Baord',
        'Slip',
        '10 March 2026, 10:45 (Europe/London)',
      ])
        expect(lists).toContain(words);
      const early = await at(`${march}?open=corrected&at=${positionOf('quay motion')}`);
      await early.getByRole('heading', { name: 'Struck out 1' }).waitFor();
      await early.getByRole('heading', { name: 'Put right 0' }).waitFor();
    }, 30_000);

    it('shows the difference between two moments, with who made it and why', async () => {
      const page = await at(`${march}?at=${positionOf('close march')}`);
      await page.getByRole('button', { name: 'Compare from here' }).click();
      await page.getByText('The minutes print the same.').waitFor();
      await page.keyboard.press('End');
      const changes = page.locator('section', { hasText: 'The minutes between position' }).last();
      await changes.locator('del', { hasText: 'Timetabel' }).waitFor();
      await changes.locator('ins', { hasText: 'seconded by Member A' }).waitFor();
      expect(await changes.innerText()).toContain('Member C had not seconded it');
      const href = await changes.getByRole('link', { name: 'CSV of the difference' }).getAttribute('href');
      expect(await desk.text(href!)).toContain('Timetabel');
    }, 30_000);

    it('says by keyboard who changed a line, when and why, with its metadata', async () => {
      const page = await at(march);
      await page.locator('li', { hasText: 'Few passengers' }).getByRole('button', { name: 'who changed this' }).focus();
      await page.keyboard.press('Enter');
      const who = page.locator('#who-changed');
      await page.waitForFunction(() => document.activeElement?.id === 'who');
      const told = await who.innerText();
      for (const words of [
        'Timetabel',
        'timetable of the winter',
        'Because: Typing error',
        'By authority of the clerk',
        '13 March 2026, 09:00 UTC',
      ])
        expect(told).toContain(words);
      await who.getByText('As recorded, with its metadata').click();
      const { id: own, command, texts } = entries.find((one) => one.id === entry('ferry point'));
      for (const words of [own, command, texts[0].digest]) await who.getByText(words, { exact: true }).first().waitFor();
      await who.getByRole('button', { name: 'Back to where I was' }).click();
      expect(await page.evaluate(() => document.activeElement?.className)).toContain('behind');
    }, 30_000);

    it('leads by links from a decision to what followed in a later meeting, and back to what led to it', async () => {
      const page = await at(`${march}?line=${entry('ferry decision')}`);
      await page.getByText('What led to it, and what followed').click();
      const who = page.locator('#who-changed');
      await who.getByRole('button', { name: 'Motion' }).waitFor();
      for (const words of ['Discuss', 'Vote', 'Action'])
        expect(await who.getByRole('button', { name: words, exact: true }).count()).toBe(1);
      await who.getByRole('link', { name: /Carry forward/i }).press('Enter');
      await page.waitForURL(`**${harbour}/2026-04-14?**`);
      await page.locator('html[data-ready]').waitFor();
      await page.locator('#who-changed', { hasText: 'had not answered' }).waitFor();
      await page.getByText('What led to it, and what followed').click();
      await page.locator('#who-changed').getByRole('link', { name: 'Action' }).first().press('Enter');
      await page.waitForURL(`**${harbour}/2026-03-10-1?**line=${entry('action 1')}**`);
    }, 30_000);

    it('shows findings and what is not stated as of the moment', async () => {
      const before = await at(`${march}?open=findings&at=${positionOf('D returns')}`);
      await before.getByText('The rules found nothing.').waitFor();
      expect(await before.locator('details[open]').innerText()).not.toContain('how it was decided');
      const page = await at(`${march}?open=findings`);
      await page.getByText('presence.touches-vote').waitFor();
      await page.getByText('Under item 5: how it was decided.', { exact: true }).waitFor();
      const href = await page.getByRole('link', { name: 'CSV of findings' }).getAttribute('href');
      expect(await desk.text(href!)).toContain('presence.touches-vote');
    }, 30_000);
  });

  describe('what is taken away', () => {
    it('is what is seen at that moment: entries as JSON Lines, and as a table', async () => {
      const position = positionOf('ferry vote');
      const page = await at(`${march}?open=entries&at=${position}`);
      await page.locator(`article[data-position="${position}"]`).waitFor();
      const lines = jsonLines(await saved(page, 'JSON Lines of entries'));
      expect(lines.map((one) => one.id)).toEqual(entries.filter((one) => one.position <= position).map((one) => one.id));
      const csv = await saved(page, 'CSV of entries');
      expect(csv.trimEnd().split('\r\n')).toHaveLength(lines.length + 1);
      expect(csv).not.toContain('carried forward');
    }, 30_000);

    it('is safe from formulas', async () => {
      const meeting = `meetings/${desk.meeting}`;
      const [item] = (await desk.get(`/api/${meeting}/entries?limit=100`)).entries.filter((one: any) => one.type === 'ItemListed');
      const formulas = ['=1+1', '+44', '-2', '@SUM(A1)'];
      for (const words of formulas) {
        const { events } = await desk.post(meeting, 'RecordNote', { item: item.data.itemId, words }, { recorded: 'afterwards' });
        const [{ id: note }] = events;
        await desk.post(meeting, 'StrikeOut', { entries: [{ entry: note }], reason: '=cmd', authority: { clerk: true } });
      }
      const page = await at(`/replay${toCome}?open=corrected`);
      const csv = await saved(page, 'CSV of struck out');
      for (const words of formulas) expect(csv).toContain(`,'${words},'=cmd,`);
      expect(jsonLines(await saved(page, 'JSON Lines of struck out'))).toHaveLength(4);
    }, 30_000);
  });

  it.each([
    [1280, 'light'],
    [390, 'dark'],
  ] as const)(
    'axe finds nothing where everything is open at %i px, %s, and nothing is wider than a small window',
    async (width, scheme) => {
      const page = await at(`${march}?since=${positionOf('close march')}&line=${entry('ferry decision')}`, width, scheme);
      await page.locator('#who-changed details').first().waitFor();
      await page.evaluate(() => document.querySelectorAll('main details').forEach((one) => ((one as HTMLDetailsElement).open = true)));
      await page.getByRole('heading', { name: 'What followed' }).waitFor();
      await page.getByText('presence.touches-vote').waitFor();
      expect(await faultsOn(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await sideways(page)).toBe(0);
    },
    90_000,
  );
});
