import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { MinuteBook } from '#shell/minute-book.js';
import { describeInBrowser } from '#testing/browser.js';
import { deskBook, toCome } from './desk-book.js';
import { fillAndOpen } from './open-meeting.js';
import { visits } from './visits.js';

describeInBrowser('a page of a meeting that is under way', (browser) => {
  const desk = deskBook();
  const { at, errors, leave } = visits(browser);
  beforeAll(() => fillAndOpen(desk), 60_000);
  afterEach(leave);
  afterAll(() => desk.close());

  const listItem = (heading: string) =>
    desk.post(`meetings/${desk.meeting}`, 'ListItem', { itemId: randomUUID(), label: heading.slice(0, 8), heading });

  it('shows what is recorded, and leaves its reader where he is', async () => {
    const page = await at(desk.address() + toCome, { until: 'main' });
    await page.evaluate(() => ((window as { mark?: string }).mark = 'not loaded again'));
    await listItem('The lamp on the mole');
    await page.getByText('The lamp on the mole').first().waitFor();
    expect(await page.evaluate(() => (window as { mark?: string }).mark)).toBe('not loaded again');
    expect(await page.locator('#grown').textContent()).toBe('The record has grown.');
    expect(errors).toEqual([]);
  }, 30_000);

  it('shows it while the registers are behind, and asks again until they are not', async () => {
    const page = await at(desk.address() + toCome, { until: 'main' });
    const { registers } = desk.server().app.get(MinuteBook);
    const kept = registers.reached.bind(registers);
    const catchUp = Promise.withResolvers<void>();
    registers.reached = (position) => catchUp.promise.then(() => kept(position));
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.request().headers()['wait-for'] !== undefined) answers.push(response.status());
    });
    const listed = listItem('A rope for the pilot boat');
    await page.getByText('A rope for the pilot boat').first().waitFor();
    catchUp.resolve();
    await listed;
    while (answers.at(-1) !== 200) await page.waitForResponse(() => true);
    expect(answers[0]).toBe(503);
    registers.reached = kept;
  }, 30_000);
});
