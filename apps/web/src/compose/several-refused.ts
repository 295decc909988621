import type { Refusal } from '#kernel/refusal.js';
import type { Line } from './several.js';
import { wrong } from './wrong.js';

const nth = (n: number, lines: readonly Line[]) => `Name ${n + 1} of ${lines.length}, ${lines[n]!.typed.name}`;
const none = 'None of them is recorded.';

/** Of several names, the first that may mean more than one person, or nobody; null where each is clear. */
export const unclearIn = (lines: readonly Line[], place: string): Refusal | null => {
  const n = lines.findIndex(({ is }) => 'unclear' in is);
  const line = lines[n];
  if (!line || !('unclear' in line.is)) return null;
  const who = line.is.unclear.map(({ name }) => name).slice(0, 4);
  return wrong(
    `${nth(n, lines)}: ${who.length > 0 ? `it may be ${who.join(' or ')}` : 'nobody is called that'}. ${none}`,
    'Write the name in full, and of somebody new the organisation behind a comma.',
    place,
  );
};

/**
 * Which of the names it is that was refused. A rule is overridden for one entry at a time.
 * @param refuses whether the first n of them are refused together
 */
export const refusedAt = (refusal: Refusal, lines: readonly Line[], refuses: (first: number) => boolean, place: string): Refusal => {
  const n = lines.findIndex((_, at) => refuses(at + 1));
  return n < 0 ? refusal : { ...refusal, overridable: [], sentence: `${nth(n, lines)}: ${refusal.sentence} ${none}`, place };
};
