import { afterEach } from '@jest/globals';
import type { EventStore } from '#event-store/port.js';
import { Registers, type Options } from '#registers/registers.js';
import { factOf } from '#shell/facts.js';
import { temporaryFolders } from './temporary-folder.js';

/** Opens registers that follow a store until the spec is through. */
export const registersFor = () => {
  const folder = temporaryFolders();
  const open: { readonly registers: Registers; readonly stop: AbortController; readonly done: Promise<void> }[] = [];
  afterEach(async () => {
    for (const { registers, stop, done } of open.splice(0)) {
      stop.abort();
      await done;
      await registers.close();
    }
  });
  const follow = async (store: EventStore, dir = folder(), options: Partial<Options> = {}): Promise<Registers> => {
    const registers = await Registers.open(dir, { factOf, today: () => '2010-02-01', retryMs: 20, ...options });
    const stop = new AbortController();
    open.push({ registers, stop, done: registers.follow(store, stop.signal) });
    return registers;
  };
  /** They have followed the log to its end. */
  const caughtUp = async (store: EventStore, dir?: string, options?: Partial<Options>): Promise<Registers> => {
    const registers = await follow(store, dir, options);
    await registers.reached(await store.head());
    return registers;
  };
  return { folder, follow, caughtUp };
};
