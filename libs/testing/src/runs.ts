import type { Parameters } from 'fast-check';

/** How often a property is tried: the same tries at every change, and many others at night, which name their seed when one fails. */
export const runs = ({ gate, nightly }: { readonly gate: number; readonly nightly: number }): Parameters<unknown> =>
  process.env['MINUTEBOOK_NIGHTLY'] ? { numRuns: nightly } : { numRuns: gate, seed: 20100120 };
