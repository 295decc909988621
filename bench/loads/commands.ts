/*
 * Commands over HTTP from connections that wait for each answer, for so many seconds: {address, connections, seconds, targets}; with
 * `least`, longer, until there were so many.
 * Says how many were answered a second, how many otherwise than with 201, and how long they took, in milliseconds.
 */
import { quantile } from '../figure.js';
import { Connection } from './connection.js';
import { given } from '../given.js';

export type Load = {
  readonly address: string;
  readonly connections: number;
  readonly seconds: number;
  readonly least?: number;
  readonly targets: readonly Target[];
};
export type Target = { readonly path: string; readonly body: string };
export type Loaded = { readonly perSecond: number; readonly p50: number; readonly p99: number; readonly refused: number };

const { address, connections, seconds, least = 0, targets } = await given<Load>();
const open = await Promise.all(Array.from({ length: connections }, () => Connection.to(address)));
const took: number[] = [];
let refused = 0;
const begun = performance.now();
const end = begun + seconds * 1_000;
let next = 0;
await Promise.all(
  open.map(async (connection) => {
    for (let now = begun; now < end || next < least;) {
      const { path, body } = targets[next++ % targets.length]!;
      const status = await connection.post(path, body.replace('NEW-ID', crypto.randomUUID()));
      const then = performance.now();
      took.push(then - now);
      if (status !== 201) refused++;
      now = then;
    }
  }),
);
const perSecond = (took.length / (performance.now() - begun)) * 1_000;
for (const one of open) one.end();
process.send!({ perSecond, p50: quantile(took, 0.5), p99: quantile(took, 0.99), refused } satisfies Loaded);
process.once('disconnect', () => process.exit());
