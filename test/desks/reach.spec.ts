import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { id } from '../golden/harbour-board/story.js';
import { addresses, deskBook } from './desk-book.js';
import { visits } from './visits.js';

const spaced = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

/** WCAG 2.2 by machine where axe does not look: keyboard (2.1.1, 2.1.2), focus (2.4.3, 2.4.7, 2.4.11), text spacing (1.4.12). */
describeInBrowser('every control of the desks', (browser) => {
  const { at, leave } = visits(browser);
  const desk = deskBook();
  beforeAll(() => desk.fill(), 60_000);
  afterAll(() => desk.close());

  const visit = async (path: string, width: number) => {
    const page = await at(desk.address() + path, { width, height: 800, reducedMotion: 'reduce', person: id('Officer O') });
    await page.waitForLoadState('networkidle');
    return { page, close: leave };
  };

  /** What a keyboard must be able to reach: everything that can be used, but for the others of a group of radio buttons. */
  const mark = (page: Page) =>
    page.evaluate(() => {
      const usable = [
        ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
      ].filter(
        (one) =>
          !(one as HTMLButtonElement).disabled &&
          one.checkVisibility({ visibilityProperty: true }) &&
          !(one instanceof HTMLInputElement && one.type === 'radio' && !one.checked),
      );
      usable.forEach((one, n) => (one.dataset['reach'] = String(n)));
      return usable.map(
        (one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40) || one.outerHTML.slice(0, 80),
      );
    });

  type Stop = { readonly reach: string | undefined; readonly says: string; readonly shown: boolean; readonly ringed: boolean };
  /** Where focus is, whether a corner of it is in sight and uncovered, and whether it is told from what has none. */
  const stop = (page: Page): Promise<Stop> =>
    page.evaluate(() => {
      const at = document.activeElement as HTMLElement;
      const boxes = [...at.getClientRects()].map(({ left, top, right, bottom }) => ({
        x: Math.max(left, 0),
        y: Math.max(top, 0),
        width: Math.min(right, innerWidth) - Math.max(left, 0),
        height: Math.min(bottom, innerHeight) - Math.max(top, 0),
      }));
      const places = [0.08, 0.5, 0.92];
      const shown = boxes
        .flatMap(({ x, y, width, height }) => places.flatMap((i) => places.map((j) => [x + width * i, y + height * j] as const)))
        .some(([x, y]) => {
          const there = document.elementFromPoint(x, y);
          return there !== null && (at.contains(there) || there.contains(at) || there.closest('label')?.contains(at) === true);
        });
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      const ringed = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
      return { reach: at.dataset['reach'], says: at.outerHTML.slice(0, 120), shown, ringed };
    });

  /** What is cut off where letters, words and lines stand wider apart. */
  const cutWhereSpaced = async (page: Page): Promise<readonly string[]> => {
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, spaced);
    return page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('body *')]
        .filter((one) => {
          const { overflowX, overflowY, position } = getComputedStyle(one);
          const hides = overflowX === 'hidden' || overflowX === 'clip' || overflowY === 'hidden' || overflowY === 'clip';
          // A word for those who do not see is cut on purpose.
          return (
            hides &&
            position !== 'absolute' &&
            one.clientHeight > 1 &&
            (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
          );
        })
        .map((one) => one.outerHTML.slice(0, 120)),
    );
  };

  describe.each(Object.entries(addresses))('%s', (_, path) => {
    it.each([
      [1280, 1280],
      [390, 320],
    ])(
      'is reached by Tab at %i px, in sight, and seen to be in focus; its words stay where they stand wider apart, at %i px',
      async (width, narrow) => {
        const { page, close } = await visit(path, width);
        const names = await mark(page);
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        const stops: Stop[] = [];
        for (let tabs = 0; tabs < names.length + 20; tabs++) {
          await page.keyboard.press('Tab');
          stops.push(await stop(page));
        }
        const reached = new Set(stops.map(({ reach }) => reach));
        expect(names.filter((_name, n) => !reached.has(String(n)))).toEqual([]);
        const inPage = stops.filter(({ reach }) => reach !== undefined);
        expect(inPage.filter(({ shown }) => !shown).map(({ says }) => says)).toEqual([]);
        expect(inPage.filter(({ ringed }) => !ringed).map(({ says }) => says)).toEqual([]);
        await page.setViewportSize({ width: narrow, height: 800 });
        expect(await cutWhereSpaced(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
        await close();
      },
      60_000,
    );
  });
});
