/*
 * Builds every register from a log, in a folder of its own, as `minutebook rebuild` does: {dir, into}. Says how many entries a second,
 * and what memory it took, in bytes; what is alive in the thread that helps counts as well.
 */
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { Registers } from '#registers/registers.js';
import { factOf } from '#shell/facts.js';
import { handFor } from '#shell/registers-thread/hand.js';
import { timed } from '../rounds.js';
import { given } from '../given.js';

export type Rebuilt = { readonly perSecond: number; readonly rss: number; readonly heap: number };

const { dir, into } = await given<{ readonly dir: string; readonly into: string }>();
const store = await SqliteStore.open(dir, { readOnly: true });
const hand = handFor(dir, into, new URL('helping.ts', import.meta.url));
const registers = await Registers.open(into, { factOf, help: { hand } });
const helper = new BroadcastChannel('heap of the helper');
let [heap, helping, looked] = [0, 0, 0];
helper.onmessage = ({ data }) => (helping = Math.max(helping, data as number));
/** What is alive, and not what waits to be collected: ten times on the way. */
const look = (done: number, of: number) => {
  if (done < (looked * of) / 10) return;
  looked++;
  globalThis.gc!();
  heap = Math.max(heap, process.memoryUsage().heapUsed);
};
const ms = await timed(() => registers.rebuild(store, look));
const perSecond = (((await store.head()) + 1) / ms) * 1_000;
helper.close();
await registers.close();
await store.close();
process.send!({ perSecond, rss: process.resourceUsage().maxRSS * 1_024, heap: heap + helping } satisfies Rebuilt);
process.once('disconnect', () => process.exit());
