import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

const places = [
  process.env['MINUTEBOOK_CHROMIUM'],
  // Without windows of its own it takes a quarter less time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const found = places.find((place) => place !== undefined && existsSync(place));

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Specs in Chromium; where this computer has none they are skipped, and it is said how to run them. */
export const describeInBrowser = (name: string, specs: (browser: () => Browser) => void): void => {
  if (found === undefined) {
    process.stderr.write(`Skipped: ${name}. Install Chromium, or name one in MINUTEBOOK_CHROMIUM, to run it.\n`);
    describe.skip(`${name} (no Chromium here)`, () => specs(() => undefined as never));
    return;
  }
  describe(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: found, headless: true, args });
    }, 60_000);
    afterAll(() => browser.close());
    specs(() => browser);
  });
};
