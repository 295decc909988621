import { usable } from '../frame/early.js';
import { afterPaint } from '../net/after-paint.js';

type Reading = typeof import('./reading.js');

let here = $state.raw<Reading | null>(null);
let coming: Promise<Reading> | null = null;

/** How words are read, as soon as that is here; asked for again where it could not be fetched. */
export const readLater = {
  get here(): Reading | null {
    return here;
  },
  come: (): Promise<Reading> =>
    (coming ??= import('./reading.js').then(
      (reading) => (here = reading),
      (error: unknown) => {
        coming = null;
        throw error;
      },
    )),
};
void usable.then(afterPaint).then(() => readLater.come().catch(() => undefined));
