import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeInBrowser } from '#testing/browser.js';
import { id } from '../golden/harbour-board/story.js';
import { Unsaid, visit, weighed, type First, type Measured, type Weight } from './at-work.js';
import { deskBook, harbour, seed, toCome } from './desk-book.js';

const kilobyte = 1_000;
const form = `document.activeElement.closest('form.composer') && document.activeElement.value`;
/** Usable is a desk when the first thing that its user does there works: that is done, and seen to work, as soon as it says so. */
const desks: Readonly<Record<string, First>> = {
  'the boards': { path: '/desk', tap: 'main button[aria-expanded]', keys: [], state: `document.querySelectorAll('main form').length` },
  'the secretary’s desk': { path: `/desk${toCome}`, keys: ['o', 'Q'], state: `${form} === 'Q'` },
  'the secretary’s desk, a long meeting': { path: `/desk${seed}`, keys: ['o', 'Q'], state: `${form} === 'Q'` },
  'the member’s desk': {
    path: '/mine',
    tap: 'main section button, main article button',
    keys: [],
    state: `document.querySelectorAll('main textarea').length`,
  },
  search: { path: '/search', keys: ['Q'], state: `document.querySelector('input[type=search]').value` },
  'the auditor’s desk': {
    path: `/replay${harbour}/2026-04-14`,
    keys: ['ArrowLeft'],
    state: `document.querySelector('#moment').getAttribute('aria-valuetext').match(/\\d+/)[0]`,
  },
  'the auditor’s desk, a long meeting': {
    path: `/replay${seed}`,
    keys: ['ArrowLeft'],
    state: `document.querySelector('#moment').getAttribute('aria-valuetext').match(/\\d+/)[0]`,
  },
};
const budget = { weight: 60 * kilobyte, usable: 1_000, echo: 50 };
const visitsToEach = process.env['MINUTEBOOK_NIGHTLY'] ? 9 : 3;
type Run = Measured & { readonly weight: Weight };
/** Shared machines are noisy: this notices what is grossly slower. The figure to hold to the budget is printed. */
const gross = 3_000;

/** What the first screen of each desk weighs and takes, and how soon a letter is on the glass: measured, and printed. */
describeInBrowser('the budget of the desks', (browser) => {
  const desk = deskBook();
  beforeAll(() => desk.fill(), 60_000);
  afterAll(() => desk.close());

  const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
  const opened = (path: string, state: string, more = {}) => visit(browser(), desk.address() + path, id('Officer O'), state, more);

  it.each(Object.entries(desks))(
    '%s',
    async (name, { path, tap, keys, state }) => {
      const runs: Run[] = [];
      let lost = 0;
      const run = async (): Promise<void> => {
        const one = await opened(path, state);
        try {
          await one.said('usable');
          if (tap !== undefined) await one.tap(tap);
          for (const key of keys) await one.page.keyboard.press(key);
          await one.said('answered');
          runs.push({ ...(await one.measured()), weight: await weighed(one.cdp) });
        } catch (error) {
          // That the desk works is other specs' to see; visits that were never answered, two at most, are no measurement.
          if (!(error instanceof Unsaid) || lost++ > 1) throw error;
          process.stdout.write(`${name}: a visit was lost. ${error.message}\n`);
        } finally {
          await one.close();
        }
      };
      while (runs.length < visitsToEach) await run();
      const of = (figure: (run: (typeof runs)[number]) => number) => Math.round(median(runs.map(figure)));
      const first = of(({ weight }) => weight.first);
      process.stdout.write(
        `${name}: first screen ${(first / kilobyte).toFixed(1)} kB (of 60) after ${of(({ weight }) => weight.seen)} ms; usable after ${of(({ usable }) => usable)} ms (of ${budget.usable}) and ${(of(({ weight }) => weight.usable) / kilobyte).toFixed(1)} kB; then answered in ${of(({ usable, answered }) => answered - usable)} ms. (4× slower processor, 60 ms, 1.6 Mbit/s.)\n`,
      );
      expect(first).toBeLessThanOrEqual(budget.weight);
      expect(Math.min(...runs.map(({ usable }) => usable))).toBeLessThan(gross);
    },
    120_000,
  );

  it('loses no key that is pressed once the screen is painted', async () => {
    const { page, said, close } = await opened(`/desk${toCome}`, `${form} === 'The quay'`);
    await said('painted');
    await page.keyboard.press('o');
    await page.keyboard.type('The quay');
    await said('answered');
    await close();
  }, 60_000);

  it.each([
    ['a meeting to come', toCome],
    ['a long meeting', seed],
  ])(
    'echoes a key within 50 ms while recording, at %s',
    async (name, path) => {
      const { page, cdp, said, close } = await opened(`/desk${path}`, form, { slower: 1, network: false, width: 1280 });
      await said('usable');
      await page.locator('.minutes-pane article').waitFor();
      await page.keyboard.press('o');
      await page.locator('form.composer textarea').waitFor();
      await page.evaluate(() => {
        Object.assign(globalThis, { took: [] });
        addEventListener('keydown', ({ timeStamp }) =>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            // The frame is painted when the browser comes to this.
            port1.onmessage = () => (globalThis as unknown as { took: number[] }).took.push(performance.now() - timeStamp);
            port2.postMessage(null);
          }),
        );
      });
      const echo = async (slower: number): Promise<number> => {
        await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
        await page.evaluate(() => Object.assign(globalThis, { took: [] }));
        for (const letter of 'The Board were advised that the quay is safe. ') await page.keyboard.press(letter, { delay: 40 });
        const took = await page.evaluate(() => (globalThis as unknown as { took: number[] }).took);
        const middle = median(took);
        process.stdout.write(
          `A key's echo while recording at ${name}, ${slower}× slower: ${middle.toFixed(0)} ms in the middle (of ${budget.echo}), ${took.toSorted((a, b) => b - a)[2]!.toFixed(0)} ms at worst but two.\n`,
        );
        return middle;
      };
      expect(await echo(1)).toBeLessThanOrEqual(budget.echo);
      await echo(4);
      await close();
    },
    90_000,
  );
});
