/* The thread that keeps the registers of a folder: it reads the log by itself and tells how far it is. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { Resting } from '#registers/pace.js';
import { Registers } from '#registers/registers.js';
import { failedOf } from '../crossing.js';
import { factOf } from '../facts.js';
import type { FromThread, ToThread } from './words.js';

/** A stream that was not looked at lately is folded anew for each batch: the more of its entries are in one, the less often. */
const together = 8_192;
/** Several long meetings at once: at most about 120 MB. */
const folded = 8_000;
/** Whoever records goes before whoever keeps the registers. */
const lower = 10;

const port = parentPort!;
const tell = (words: FromThread) => port.postMessage(words);

/** On Linux the number of nobody is that of the calling thread; elsewhere it is that of the whole program. */
const giveWay = (): void => {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, lower);
  } catch {
    // It is a courtesy: where it is not allowed it is left out.
  }
};

const { dir } = workerData as { readonly dir: string };
giveWay();
const pace = new Resting();
const store = await SqliteStore.open(dir, { readOnly: true });
const registers: Registers = await Registers.open(dir, {
  factOf,
  together,
  folded,
  byStream: {},
  pace,
  onProgress: (done, of) => tell({ done, of }),
  onMoved: () => tell({ state: { position: registers.position, health: registers.health() } }),
});
const ending = new AbortController();
const following = registers.follow(store, ending.signal);

const end = async (): Promise<void> => {
  ending.abort();
  await following;
  await registers.close();
  await store.close();
  port.close();
};

port.on('message', (asked: ToThread) => {
  if (asked.do === 'look') {
    pace.recorded();
    store.lookAgain();
  } else if (asked.do === 'end') void end();
  else {
    const { n, position, meanwhile } = asked;
    (meanwhile ? registers.answering(position) : registers.reached(position)).then(
      () => tell({ reached: n, failed: null }),
      (error: unknown) => tell({ reached: n, failed: failedOf(error) }),
    );
  }
});
