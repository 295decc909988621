import type { Browser, CDPSession, Page } from 'playwright-core';

/** What the first screen of a desk is for: what its user does first, and how the screen shows that it worked. */
export type First = {
  readonly path: string;
  /** Where to tap before the keys, as a selector. */
  readonly tap?: string;
  readonly keys: readonly string[];
  /** An expression, true as soon as it worked. `before` is what `state` was when the desk said that it is usable. */
  readonly state: string;
};

/** What the page itself measures, in milliseconds since it was asked for. */
export type Measured = { readonly painted: number; readonly usable: number; readonly answered: number };
/** In bytes as they were sent, headers with them: asked for before the first paint, and before the desk was usable. */
export type Weight = { readonly first: number; readonly usable: number; readonly seen: number };

/**
 * Watches from within, by the page's own clock: a question from outside would be answered by the same slow processor. It says
 * `painted`, `usable` and `answered` as they happen.
 */
const watching = (person: string, state: string) => `
  localStorage.setItem('minutebook.working-as', ${JSON.stringify(person)});
  globalThis.measured = {};
  const now = () => { try { return ${state}; } catch { return undefined; } };
  const look = () => {
    const { usable, answered } = measured;
    if (usable === undefined && document.documentElement?.dataset.ready) {
      measured.usable = performance.now();
      measured.before = now();
      said('usable');
    } else if (usable !== undefined && answered === undefined && now() !== measured.before) {
      measured.answered = performance.now();
      said('answered');
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  for (const type of ['focusin', 'input']) addEventListener(type, () => setTimeout(look), true);
  new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-contentful-paint').length === 0) return;
    measured.painted = performance.now();
    said('painted');
  }).observe({ type: 'paint', buffered: true });
`;

export type Visit = {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Resolves when the page says so. @throws Unsaid, with what the page shows instead, if it does not within 20 seconds */
  readonly said: (what: 'painted' | 'usable' | 'answered') => Promise<void>;
  readonly measured: () => Promise<Measured>;
  readonly tap: (selector: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A page that did not say what was waited for: so much has gone wrong with it that nothing was measured. */
export class Unsaid extends Error {}

const restMs = 500;
const patienceMs = 20_000;
/** What a page shows that does not say what it should, on one line. */
const shown = `JSON.stringify({ ...measured, focus: document.activeElement?.outerHTML.slice(0, 80), main: document.querySelector('main')?.innerText.slice(0, 300) })`;
type Conditions = { readonly slower?: number; readonly width?: number; readonly network?: boolean };

/** A desk as it is opened on a slow phone over a poor line: 60 ms, 1.6 Mbit/s, a processor four times slower. */
export const visit = async (
  browser: Browser,
  url: string,
  person: string,
  state: string,
  { slower = 4, width = 390, network = true }: Conditions = {},
): Promise<Visit> => {
  const context = await browser.newContext({ viewport: { width, height: 844 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const saying = { painted: Promise.withResolvers<void>(), usable: Promise.withResolvers<void>(), answered: Promise.withResolvers<void>() };
  cdp.on('Runtime.bindingCalled', ({ payload }) => saying[payload as keyof typeof saying].resolve());
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: 'said' });
  await cdp.send('Page.enable');
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: watching(person, state) });
  if (network) {
    await cdp.send('Network.enable');
    const rates = { downloadThroughput: 200_000, uploadThroughput: 200_000 };
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 60, ...rates });
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  void cdp.send('Page.navigate', { url });
  const ask = async <T>(expression: string): Promise<T> =>
    (await cdp.send('Runtime.evaluate', { expression, returnByValue: true })).result.value as T;
  const failed: string[] = [];
  page.on('requestfailed', (request) => failed.push(`${request.url()}: ${request.failure()?.errorText}`));
  return {
    page,
    cdp,
    said: async (what) => {
      const { promise: late, resolve } = Promise.withResolvers<'late'>();
      const timer = setTimeout(() => resolve('late'), patienceMs);
      const first = await Promise.race([saying[what].promise, late]);
      clearTimeout(timer);
      if (first === 'late')
        throw new Unsaid(`Not ${what} after ${patienceMs / 1_000} s: ${await ask<string>(shown)}; ${failed.join(', ')}`);
    },
    measured: () => ask('measured'),
    tap: async (selector) => {
      const where = `(({ x, y, width, height }) => [x + width / 2, y + height / 2])`;
      const found = `document.querySelector(${JSON.stringify(selector)})`;
      const [x, y] = await ask<[number, number]>(
        `${found}.scrollIntoView({ block: 'center' }), ${where}(${found}.getBoundingClientRect())`,
      );
      await page.mouse.click(x, y);
    },
    close: async () => {
      // What is still on its way arrives first: a server whose answer is cut off says so.
      await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      await new Promise((resolve) => setTimeout(resolve, restMs));
      await context.close();
    },
  };
};

/** `seen` is when that first paint was, in milliseconds. */
export const weighed = (cdp: CDPSession): Promise<Weight> =>
  cdp
    .send('Runtime.evaluate', {
      returnByValue: true,
      expression: `(() => {
        const seen = performance.getEntriesByName('first-contentful-paint')[0].startTime;
        const asked = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
        const until = (when) => asked.filter((one) => one.startTime < when).reduce((sum, one) => sum + one.transferSize, 0);
        return { first: until(seen), usable: until(measured.usable), seen };
      })()`,
    })
    .then(({ result }) => result.value as Weight);
