import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** `person` is whose desk it is; `before` happens before the page asks for anything; it is there when `until` is. */
export type Visit = Omit<BrowserContextOptions, 'viewport'> & {
  readonly width?: number;
  readonly height?: number;
  readonly person?: string | null;
  readonly before?: (page: Page) => Promise<unknown>;
  readonly until?: string;
};

const patienceMs = 15_000;

/** Opens pages as somebody would who comes for the first time, each in a profile of its own, and notes what throws in any of them. */
export const visits = (browser: () => Browser) => {
  const contexts: BrowserContext[] = [];
  const errors: string[] = [];
  const at = async (
    address: string,
    { width = 1280, height = 900, person = null, before, until = 'html[data-ready]', ...options }: Visit = {},
  ): Promise<Page> => {
    const context = await browser().newContext({ viewport: { width, height }, ...options });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    page.on('pageerror', ({ message }) => errors.push(message));
    if (person !== null)
      await page.addInitScript((who) => {
        // Once: whoever is chosen later stays chosen where the page is loaded again.
        if (sessionStorage.getItem('begun') === null) localStorage.setItem('minutebook.working-as', who);
        sessionStorage.setItem('begun', 'yes');
      }, person);
    await before?.(page);
    await page.goto(address);
    await page.locator(until).first().waitFor();
    return page;
  };
  /** All that was opened. */
  const leave = async (): Promise<void> => {
    for (const context of contexts.splice(0)) await context.close();
  };
  return { at, errors, leave };
};
