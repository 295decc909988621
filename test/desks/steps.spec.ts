import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { id, story } from '../golden/harbour-board/story.js';
import { tell } from '../golden/harbour-board/tell.js';
import { faultsOn, sideways } from './axe.js';
import { deskServer } from './desk-server.js';
import { visits } from './visits.js';

describeInBrowser('the steps of the desk', (browser) => {
  const { at: visit, leave } = visits(browser);
  const desk = deskServer();
  let now: string | null = null;
  /** The April meeting, with the minutes of March before it and nothing laid yet. */
  beforeAll(async () => {
    await desk.open(() => now ?? new Date().toISOString());
    await tell(
      story.slice(
        0,
        story.findIndex(({ key }) => key === 'lay minutes'),
      ),
      desk.address(),
      (at) => (now = at),
    );
    now = null;
  }, 60_000);
  afterAll(async () => {
    await leave();
    await desk.close();
  });

  const at = async (path: string, width = 1280, before = async (_: Page): Promise<unknown> => undefined): Promise<Page> => {
    return visit(desk.address() + path, { width, before });
  };
  const types = async (): Promise<readonly string[]> =>
    (await desk.get(`/api/meetings/${id('april')}/entries?limit=1000`)).entries.map(({ type }: { type: string }) => type);

  it('records several names at once, all or none, and says which of them is refused', async () => {
    // What reads the words of a form comes late: they wait for it.
    const late = (page: Page) => page.route('**/reading-*.js', (route) => setTimeout(() => void route.continue(), 1_500));
    const page = await at('/desk/harbour-board/2026-04-14', 1280, late);
    const before = (await types()).length;
    await page.keyboard.press('p');
    await page.locator('#f-person').fill('Nora Quay, Ferry Users; Member A; Member');
    await page.keyboard.press('Enter');
    await page.getByText('Name 3 of 3, Member: it may be').first().waitFor();
    expect(await page.locator('#f-person').inputValue()).toBe('Nora Quay, Ferry Users; Member A; Member');
    await page.locator('#f-person').fill('Member D; Officer O; Member A');
    const lines = page.getByRole('list', { name: 'Each of them' }).getByRole('listitem');
    expect(await lines.allInnerTexts()).toEqual(['Member D', 'Officer O', 'Member A']);
    expect((await types()).length).toBe(before);
    await page.locator('#f-person').fill('');
    // Pasted lines are names of their own.
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'Nora Quay, Ferry Users\nMember D\n');
      document.querySelector('#f-person')!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    expect(await page.locator('#f-person').inputValue()).toBe('Nora Quay, Ferry Users; Member D');
    expect(await faultsOn(page)).toEqual([]);
    await page.locator('#f-person').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Name 1 of 2, Nora Quay: A voting member is on the list of those appointed.').first().waitFor();
    expect((await types()).length).toBe(before);
    await page.locator('#f-role').selectOption('guest');
    await page.locator('#f-person').focus();
    await page.keyboard.press('Enter');
    await page.locator('form.composer[data-recorded="2"]').waitFor();
    await page.locator('[data-unsaved="0"]').waitFor();
    expect((await types()).slice(before)).toEqual(['AttendanceRecorded', 'AttendanceRecorded']);
    await page.close();
  }, 60_000);

  it('says that a newer version was sent out while an older one lies before the meeting', async () => {
    const page = await at('/desk/harbour-board/2026-04-14');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('[data-step="minutes"] textarea').waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await page.locator('[data-unsaved="0"]').waitFor();
    const { revision } = await desk.get('/api/desk/harbour-board/2026-03-10-1').then(({ entries }) => entries.at(-1));
    const version = { version: 3, meetingRevision: revision, digest: 'a later one', to: null, with: [] };
    await desk.post(`minutes/${id('march')}`, 'CirculateMinutes', version);
    await page.getByText('Version 3 was sent out since version 2 was laid before this meeting.').waitFor();
    await page.getByRole('button', { name: 'Lay earlier minutes before the meeting: version 3' }).waitFor();
    await page.locator('[data-correct]').click();
    await page.getByRole('combobox', { name: /Which line/ }).fill('leave at ten');
    expect(await faultsOn(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('#c-seconder').waitFor();
    await page.locator('#c-agreed-reason').fill('Nothing');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing of this line reads otherwise.').first().waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('fits into 320 px: minutes to approve, open actions, and what a decision brings with it', async () => {
    const page = await at('/desk/harbour-board/2026-04-14', 320);
    await page.keyboard.press('f');
    await page.locator('[data-step="actions"]').waitFor();
    expect([await sideways(page), await faultsOn(page)]).toEqual([0, []]);
    await page.keyboard.press('d');
    await page.locator('form.composer').waitFor();
    await page.keyboard.insertText('The Board approved the allocation of £225k from reserves for the quay, subject to continued funding.');
    await page.locator('[data-follow="AllocateMoney"]').waitFor();
    expect([await sideways(page), await faultsOn(page)]).toEqual([0, []]);
    await page.close();
  }, 60_000);

  it('puts an entry right after the meeting, by a key, and says that a new version is necessary', async () => {
    const page = await at('/desk/harbour-board/2026-03-10-1?tab=after', 390);
    await page.locator('#find-line').fill('four centimetres');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    await page.getByText(/a change makes version \d necessary/).waitFor();
    await page.getByRole('form', { name: 'strike out' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.locator('form.composer').waitFor();
    expect([await sideways(page), await faultsOn(page)]).toEqual([0, []]);
    await page.close();
  }, 60_000);
});
