/* A thread that folds a share of the streams of a log into registers that are built, for whoever builds them. */
import { parentPort, workerData } from 'node:worker_threads';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { registers } from '#registers/catalogue.js';
import type { Projection } from '#registers/projection.js';
import { RegisterFile } from '#registers/register-file.js';
import { foldShare } from '#registers/share-folding.js';
import { failedOf } from '../crossing.js';
import { factOf } from '../facts.js';
import type { FromHand, ToHand } from './hand.js';

const port = parentPort!;
const tell = (words: FromHand) => port.postMessage(words);

const { dir, into, asked } = workerData as ToHand;
const ending = new AbortController();
port.once('message', () => ending.abort());

const named = (name: string): Projection => {
  const found = registers.find((one) => one.name === name);
  if (!found) throw new Error(`There is no register ${name}.`);
  return found;
};

const store = await SqliteStore.open(dir, { readOnly: true });
// Rows are put behind each other: pages that were written are not looked at again.
const file = RegisterFile.open(into, 4_000);
const given = { file, store, projections: asked.registers.map(named), factOf };
await foldShare(given, asked, ending.signal, (folded) => tell({ folded })).then(
  () => tell({ failed: null }),
  (error: unknown) => tell({ failed: failedOf(error) }),
);
file.close();
await store.close();
port.close();
