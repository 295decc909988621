import { performance } from 'node:perf_hooks';

export type Round<L, O> = { readonly limit: L; readonly ours: O };

/** Limit and product in turn; who is first alternates, so that neither always follows the other. */
export const alternating = async <L, O>(
  rounds: number,
  limit: (round: number) => Promise<L> | L,
  ours: (round: number) => Promise<O> | O,
): Promise<readonly Round<L, O>[]> => {
  const done: Round<L, O>[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const first = await limit(round);
      done.push({ limit: first, ours: await ours(round) });
    } else {
      const first = await ours(round);
      done.push({ ours: first, limit: await limit(round) });
    }
  }
  return done;
};

/** In milliseconds. */
export const timed = async (work: () => unknown): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

/** How many a second. */
export const rateOf = async (count: number, work: () => unknown): Promise<number> => (count / (await timed(work))) * 1_000;
