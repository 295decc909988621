import type { HowRecorded } from '#kernel/entry.js';

/** How an entry was recorded, as every screen, page and paper says it. */
export const howInWords: Readonly<Record<HowRecorded, string>> = {
  live: 'live',
  afterwards: 'entered afterwards',
  printed: 'from printed minutes',
};
