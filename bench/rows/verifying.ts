import { join } from 'node:path';
import { flagsFor } from '../../tools/node-flags.mjs';
import { bookOf, exportOf } from '../book.js';
import type { Figure } from '../figure.js';
import { sha256Of } from '../limits/sha256.js';
import { memoryOf, minutebook, ran } from '../program.js';
import type { Row } from '../row.js';
import { alternating, timed } from '../rounds.js';

const root = new URL('../../', import.meta.url).pathname;

/** One program that verifies, beside SHA-256 over the bytes that it has to hash. */
const verifying =
  (name: string, commandOn: (book: string, exported: string) => readonly [string, ...string[]]): Row['measure'] =>
  async ({ size, place }) => {
    const book = await bookOf(place, size.bigBook, 'log');
    const exported = await exportOf(place, size.bigBook);
    const bytes = [join(exported, 'entries.jsonl')];
    const [program, ...args] = commandOn(book.dir, exported);
    await sha256Of(bytes);
    const rounds = await alternating(
      size.longRounds,
      async () => (await timed(() => sha256Of(bytes))) / 1_000,
      () => ran(program, args),
    );
    const path = `${name} of ${size.bigBook} entries`;
    const time: Figure = {
      path,
      against: 'SHA-256 over the same bytes',
      must: { most: 10 },
      unit: 's',
      ours: rounds.map(({ ours }) => ours.seconds),
      limit: rounds.map(({ limit }) => limit),
    };
    return [
      time,
      memoryOf(
        path,
        256,
        rounds.map(({ ours }) => ours),
      ),
    ];
  };

export const verifyingRows: readonly Row[] = [
  {
    name: 'verify',
    measure: verifying('minutebook verify', (dir) => [process.execPath, ...flagsFor('verify'), minutebook, 'verify', '--data', dir]),
  },
  {
    name: 'verify-js',
    measure: verifying('verify.mjs', (_, exported) => [process.execPath, join(root, 'tools/verify/verify.mjs'), exported]),
  },
  { name: 'verify-py', measure: verifying('verify.py', (_, exported) => ['python3', join(root, 'tools/verify/verify.py'), exported]) },
];
