/* Builds every register from a log, in a folder of its own: {dir, into}. Says how many entries a second, and what memory it took, in bytes. */
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { Registers } from '#registers/registers.js';
import { factOf } from '#shell/facts.js';
import { timed } from '../rounds.js';
import { given } from '../given.js';

export type Rebuilt = { readonly perSecond: number; readonly rss: number; readonly heap: number };

const { dir, into } = await given<{ readonly dir: string; readonly into: string }>();
const store = await SqliteStore.open(dir, { readOnly: true });
const registers = await Registers.open(into, { factOf });
let heap = 0;
let looked = 0;
/** What is alive, and not what waits to be collected: ten times on the way. */
const look = (done: number, of: number) => {
  if (done < (looked * of) / 10) return;
  looked++;
  globalThis.gc!();
  heap = Math.max(heap, process.memoryUsage().heapUsed);
};
const ms = await timed(() => registers.rebuild(store, look));
const perSecond = (((await store.head()) + 1) / ms) * 1_000;
await registers.close();
await store.close();
process.send!({ perSecond, rss: process.resourceUsage().maxRSS * 1_024, heap } satisfies Rebuilt);
process.once('disconnect', () => process.exit());
