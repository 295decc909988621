/*
 * Builds every register from a log, in a folder of its own, as `minutebook rebuild` does: {dir, into}. Says how much was alive at most, in
 * bytes, also in the thread that helps.
 */
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { Registers } from '#registers/registers.js';
import { factOf } from '#shell/facts.js';
import { handFor } from '#shell/registers-thread/hand.js';
import { given } from '../given.js';

const { dir, into } = await given<{ readonly dir: string; readonly into: string }>();
const store = await SqliteStore.open(dir, { readOnly: true });
const hand = handFor(dir, into, new URL('helping.ts', import.meta.url));
const registers = await Registers.open(into, { factOf, byStream: { hand } });
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
await registers.rebuild(store, look);
helper.close();
await registers.close();
await store.close();
process.send!(heap + helping);
process.once('disconnect', () => process.exit());
