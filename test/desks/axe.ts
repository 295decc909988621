import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds on a page as it stands, seen from its top: it measures only what shows of a control, and one that the
 * page was left with half under a header that stays is not too small.
 */
export const faultsOn = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  const { violations } = await page.evaluate(() =>
    (window as any).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  return violations.map((one: any) => `${one.id}: ${one.nodes.map((node: any) => node.target.join(' ')).slice(0, 3)}`);
};

/** By how many pixels a page is wider than its window. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
