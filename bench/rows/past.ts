import { bookOf } from '../book.js';
import { told } from '../child.js';
import { quantile } from '../figure.js';
import type { Row } from '../row.js';
import { alternating } from '../rounds.js';
import { served } from '../served.js';

/** Reads of now, and the same reads at positions from all of the past in which there was something to read. */
const reading =
  (
    what: { readonly path: string; readonly against: string },
    pathsOf: (book: Awaited<ReturnType<typeof bookOf>>) => readonly string[],
  ): Row['measure'] =>
  async ({ size, place }) => {
    const book = await bookOf(place, size.bigBook);
    const server = await served({ dir: book.dir, store: true });
    const paths = pathsOf(book);
    const round = (of: number) => Array.from({ length: size.asked }, (_, n) => paths[(of * size.asked + n * 7_919) % paths.length]!);
    const p99 = async (asked: readonly string[]) =>
      quantile(await told<readonly number[]>('loads/reads.ts', { address: server.said.address, paths: asked }), 0.99);
    /** Boards were written one after the other: whatever stands in the first half was there in the second. */
    const then = (path: string, n: number) => `${path}at=${Math.floor(book.events * (0.5 + (0.49 * n) / size.asked))}`;
    const now = (path: string) => path.slice(0, -1);
    await p99(round(0).map(now));
    await p99(round(0).map(then));
    const rounds = await alternating(
      size.rounds,
      (n) => p99(round(n).map(now)),
      (n) => p99(round(n).map(then)),
    );
    await server.stop();
    return [{ ...what, must: { most: 3 }, unit: 'ms', ours: rounds.map(({ ours }) => ours), limit: rounds.map(({ limit }) => limit) }];
  };

const half = <T>(all: readonly T[]): readonly T[] => all.slice(0, Math.max(1, Math.floor(all.length / 2) - 1));

export const pastRows: readonly Row[] = [
  {
    name: 'past-minutes',
    measure: reading({ path: "a meeting's minutes at a past position (p99)", against: 'the same minutes as of now' }, ({ meetings }) =>
      half(meetings).map((stream) => `/api/meetings/${stream.slice('meeting-'.length)}/minutes?`),
    ),
  },
  {
    name: 'past-register',
    measure: reading(
      { path: "a board's register of decisions at a past position (p99)", against: 'the same register as of now' },
      ({ boards }) => half(boards).map((stream) => `/api/decisions?board=${stream.slice('board-'.length)}&`),
    ),
  },
];
