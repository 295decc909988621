import { afterPaint } from '../net/after-paint.js';
import { usable } from './early.js';

const clocks = new Map<string | undefined, Intl.DateTimeFormat>();
/** Making the first clock takes a slow phone a tenth of a second: nobody waits for it. */
let wound = $state(false);
void usable.then(afterPaint).then(() => (wound = true));

/** The time on the clock of a zone, `14:32`, without one of this device; nothing before the page is usable. Each clock is made once. */
export const clockIn = (timeZone: string | undefined, instant: Date): string => {
  if (!wound) return '';
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  clocks.set(timeZone, clock);
  return clock.format(instant);
};
