import type { Fact } from '#kernel/entry.js';
import { openMinutes } from '#documents/open-minutes.js';
import type { OpenMinutes } from '#documents/open-model.js';
import type { Reader, Shown } from '#documents/reader.js';
import { minutesOf } from '#views/minutes/minutes.js';

export { divisionsOf } from '#views/divisions/divisions.js';

/** The minutes as this desk would print them. */
export const printed = (
  { standing, recorded }: { readonly standing: readonly Fact[]; readonly recorded: readonly Fact[] },
  paper: readonly Fact[],
  reader: Reader,
  shown: Shown,
): OpenMinutes => openMinutes(minutesOf(standing, paper, recorded), reader, shown);
