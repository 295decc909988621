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

/** How many slices a round is cut into where the disk is measured: what else is at work on it changes within a second. */
const slices = 10;

/** One round of the same work by both, a slice of it in turn: how many a second. */
export const inSlices = async <T>(
  round: number,
  all: readonly T[],
  limit: (some: readonly T[]) => unknown,
  ours: (some: readonly T[]) => unknown,
): Promise<Round<number, number>> => {
  const ms = { limit: 0, ours: 0 };
  const size = Math.ceil(all.length / slices);
  for (let n = 0; n * size < all.length; n++) {
    const some = all.slice(n * size, (n + 1) * size);
    const limitFirst = (n + round) % 2 === 0;
    if (limitFirst) ms.limit += await timed(() => limit(some));
    ms.ours += await timed(() => ours(some));
    if (!limitFirst) ms.limit += await timed(() => limit(some));
  }
  return { limit: (all.length / ms.limit) * 1_000, ours: (all.length / ms.ours) * 1_000 };
};

/** In milliseconds. */
export const timed = async (work: () => unknown): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

/** How many a second. */
export const rateOf = async (count: number, work: () => unknown): Promise<number> => (count / (await timed(work))) * 1_000;
