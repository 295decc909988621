import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser } from '#testing/browser.js';
import { withoutSignatures } from '#testing/golden.js';
import { story } from '../golden/harbour-board/story.js';
import { tell } from '../golden/harbour-board/tell.js';
import { deskServer } from './desk-server.js';
import { circulateMarch, correctTooLate, tellApril, tellSecond } from './harbour-after.js';
import { HarbourRobot, type Harbour } from './harbour-desk.js';
import { prepareMarch, tellMarch } from './harbour-march.js';

const golden = (name: string) => readFileSync(new URL(`../golden/harbour-board/${name}.md`, import.meta.url), 'utf8');
/** Entries are as many as it took at the desk: their places in the log are others than in the story that is told request by request. */
/** At the desk the log holds other entries besides. */
const withoutSize = (markdown: string) => markdown.replace(/(minutebook\/\(log\)\n {4})\d+\n/, '$1(size)\n');
const withoutPosition = (markdown: string) => withoutSize(markdown).replace(/, position \d+\._/, '._');
/** Approved in one go at the desk, in two steps a minute apart in the other telling. */
const withoutMoment = (markdown: string) => withoutSize(markdown).replace(/ The record as it stood on .*\._/, '_');

describeInBrowser('the Harbour Board, recorded live at the desk', (browser) => {
  const desk = deskServer();
  let now = '2026-02-02T09:00:00.000Z';
  beforeAll(() => desk.open(() => now));
  afterAll(() => desk.close());

  it('gives the minutes that its other telling gives, by keyboard alone', async () => {
    // The board and its people are set up over HTTP; all that is recorded of its meetings is typed.
    const before = story.slice(
      0,
      story.findIndex(({ key }) => key === 'name march'),
    );
    await tell(before, desk.address(), (at) => (now = at));
    const standsDown = story.filter(({ key }) => key === 'D ends');

    const context = await browser().newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/London' });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    const harbour: Harbour = {
      page,
      robot: new HarbourRobot(page),
      turnTo: async (to) => {
        now = `${to}:00.000Z`;
        await page.clock.setFixedTime(now);
      },
      open: async (path) => {
        await page.goto(desk.address() + path);
        await page.locator('html[data-ready]').waitFor();
      },
    };
    const { robot } = harbour;
    await robot.during('before', () => prepareMarch(harbour));
    await robot.during('march', () => tellMarch(harbour));
    await tellSecond(harbour);
    await robot.during('after', () => circulateMarch(harbour));
    await tell(standsDown, desk.address(), (at) => (now = at));
    await tellApril(harbour);

    const meetings: readonly { readonly meeting: string; readonly date: string; readonly label: string | null }[] = (
      await desk.get('/api/desk/harbour-board')
    ).meetings;
    const of = (date: string, label: string | null) => meetings.find((one) => one.date === date && one.label === label)!.meeting;
    const [march, second, april] = [of('2026-03-10', null), of('2026-03-10', '2'), of('2026-04-14', null)];
    const minutes = async (meeting: string, more = '') =>
      withoutSignatures(await desk.text(`/api/meetings/${meeting}/minutes?format=md${more}`));
    const { entries } = await desk.get(`/api/minutes/${march}/entries?limit=100`);
    const [sent] = entries.filter(({ type }: { type: string }) => type === 'MinutesCirculated');
    expect(withoutMoment(await minutes(march))).toBe(withoutMoment(golden('march')));
    expect(withoutPosition(await minutes(second))).toBe(withoutPosition(golden('march-second')));
    expect(withoutPosition(await minutes(april))).toBe(withoutPosition(golden('april')));
    expect(withoutPosition(await minutes(march, `&at=${sent.position}`))).toBe(withoutPosition(golden('march-version-1')));
    for (const version of [1, 2])
      expect(await desk.text(`/api/meetings/${march}/changes?since=version:${version}&format=md`)).toBe(
        golden(`march-since-version-${version}`),
      );

    await correctTooLate(harbour);
    expect(withoutMoment(await minutes(march))).toBe(withoutMoment(golden('march')));
    expect(errors).toEqual([]);
    const { keys, words } = robot.counted;
    const typed = (part: string) => robot.countedFor(part).keys;
    process.stdout.write(
      `Keys pressed for three meetings of the Harbour Board and their minutes: ${keys}, beside ${words} printed characters. ` +
        `Of them ${typed('march')} in the room on 10 March, ${typed('before')} before it, and ${typed('after')} to send its minutes out twice with a correction.\n`,
    );
    await context.close();
  }, 180_000);
});
