/* Reads a log in its order, each entry with its texts, or scans it: {dir, how: 'ours' | 'scan'}. Says how many entries a second. */
import { citedIn } from '#ledger/cited.js';
import type { Recorded } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { scan } from '../limits/scan.js';
import { timed } from '../rounds.js';
import { given } from '../given.js';

const { dir, how } = await given<{ readonly dir: string; readonly how: 'ours' | 'scan' }>();
const page = 256;

const opened = async (): Promise<number> => {
  const store = await SqliteStore.open(dir, { readOnly: true });
  const head = await store.head();
  const stop = new AbortController();
  let waiting: Recorded[] = [];
  const open = async () => {
    const texts = await store.texts.get(waiting.flatMap(({ envelope }) => citedIn(envelope.data)));
    waiting = [];
    return texts.size;
  };
  for await (const recorded of store.all(-1, { signal: stop.signal })) {
    waiting.push(recorded);
    if (waiting.length === page) await open();
    if (recorded.position === head) break;
  }
  await open();
  stop.abort();
  await store.close();
  return head + 1;
};

let read = 0;
const ms = await timed(async () => (read = how === 'ours' ? await opened() : scan(dir)));
process.send!((read / ms) * 1_000);
process.once('disconnect', () => process.exit());
