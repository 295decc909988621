/* So many commands within one second, each from a connection of its own: {address, targets}. Says how long the slowest answer took, in ms. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Target } from './commands.js';
import { Connection } from './connection.js';
import { given } from '../given.js';

export type Burst = { readonly slowest: number; readonly refused: number };

const { address, targets } = await given<{ readonly address: string; readonly targets: readonly Target[] }>();
const open: Connection[] = [];
for (const _ of targets) open.push(await Connection.to(address));
const begun = performance.now();
const answers = await Promise.all(
  targets.map(async ({ path, body }, n) => {
    const due = (n / targets.length) * 1_000;
    await wait(due);
    const status = await open[n]!.post(path, body);
    // From when it was due: a load that comes late is no help to the server.
    return { status, took: performance.now() - begun - due };
  }),
);
for (const one of open) one.end();
const refused = answers.filter(({ status }) => status !== 201).length;
process.send!({ slowest: Math.max(...answers.map(({ took }) => took)), refused } satisfies Burst);
process.once('disconnect', () => process.exit());
