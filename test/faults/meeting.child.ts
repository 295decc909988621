/*
 * A scripted meeting on the real store, run as a process of its own from the build (`node test/faults/meeting.child.ts DIR SAID HOW`).
 * One line of SAID for each thing that it was told is durable, written when it was told.
 */
import { createHash } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { blobDigest, newSalt } from '#event-store/digests.js';
import { StoreUnavailable } from '#event-store/port.js';
import { openLogFile } from '#event-store/sqlite/log-file.js';
import { errorOf } from '#event-store/sqlite/requests.js';
import { SqliteStore, type SqliteOptions } from '#event-store/sqlite/sqlite-store.js';
import { Writer } from '#event-store/sqlite/writer.js';
import { WriterThread } from '#event-store/sqlite/writer-thread.js';
import { WritePath } from '#shell/write-path.js';

const [dir = '', saidIn = '', how = '', times = '1'] = process.argv.slice(2);
const said = openSync(saidIn, 'a');
const say = (words: object) => writeSync(said, `${JSON.stringify(words)}\n`);

/** As it is, but sorted every few commands, some of it at a time, so that faults meet that too. */
const sorting = { at: 30, together: 12 };
const careful: SqliteOptions = { writer: (...given) => new WriterThread(...given, undefined, sorting) };
/** The control: all as it is, but for what makes a commit durable. */
const careless: SqliteOptions = {
  writer: (folder) => {
    const db = openLogFile(folder, false);
    db.exec('PRAGMA synchronous = NORMAL');
    const writer = new Writer(db);
    return {
      ask: (asked) =>
        new Promise((resolve, reject) =>
          writer.take([{ n: 0, asked }], ([answer]) => ('done' in answer! ? resolve(answer.done) : reject(errorOf(answer!.failed)))),
        ),
      close: async () => writer.close(),
    };
  },
};

const idOf = (words: string) => {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
const actor = idOf('clerk');

const store = await SqliteStore.open(dir, how === 'careless' ? careless : careful).catch((error: unknown) => {
  if (!(error instanceof StoreUnavailable)) throw error;
  say({ notOpened: error.message });
  process.exit(0);
});
const write = new WritePath(store, () => new Date().toISOString(), {}, 100);
let failures = 0;
/** Says what is durable; a failure is met once more later, and never taken for a success. */
const attempt = async <T>(work: () => Promise<T>, told: (done: T) => object) => {
  try {
    say(told(await work()));
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    failures++;
    say({ refused: error.message });
  }
};
const tell = (stream: string, verb: string, data: object, id: string) =>
  attempt(
    () => write.handle({ stream, id, verb, data, actor, recorded: 'live' }),
    ({ revision, position, events }) => ({ stream, id, revision, position, events: events.map((event) => event.id) }),
  );

for (let round = 0; round < Number(times); round++) {
  const meetings = [0, 1, 2].map((n) => `meeting-${idOf(`meeting ${round} ${n}`)}`);
  await Promise.all(
    meetings.map((stream, n) =>
      tell(stream, 'ScheduleMeeting', { board: idOf('board'), date: '2026-01-20', zone: 'Europe/London' }, idOf(`${stream} begun ${n}`)),
    ),
  );
  for (let item = 0; item < 8; item++) {
    const heading = `Repairs to the quay, part ${item} ${'w'.repeat(200 * item)}`;
    const list = (stream: string) =>
      tell(stream, 'ListItem', { itemId: idOf(`${stream} ${item}`), heading }, idOf(`${stream} listed ${item}`));
    await list(meetings[0]!);
    await Promise.all(meetings.slice(1).map(list));
  }
  const bytes = Buffer.alloc(how === 'failing' ? 200_000 : 20_000, `a paper of round ${round} `);
  const salt = newSalt();
  const digest = blobDigest(salt, bytes);
  await attempt(
    () => store.blobs.put(digest, salt, bytes),
    () => ({ paper: digest }),
  );
  await tell(meetings[0]!, 'OpenMeeting', { zone: 'Europe/London' }, idOf(`${meetings[0]!} opened`));
  const { events } = await store.read(meetings[1]!);
  const gone = [...JSON.stringify(events.at(-1)?.envelope.data ?? {}).matchAll(/"\$t":"([^"]+)"/g)].map(([, text]) => text!);
  await attempt(
    () => store.texts.erase([digest, ...gone]),
    () => ({ erased: [digest, ...gone] }),
  );
}

// A failure that met no command, as when the journal is copied, is to be known within a second all the same.
const begun = performance.now();
while (!store.stopped && how === 'failing' && performance.now() - begun < 1_000) await wait(5);
if (failures > 0 || store.stopped) {
  say({ stopped: store.stopped?.message ?? null, afterMs: Math.round(performance.now() - begun) });
  const head = await store.head();
  await tell(`meeting-${idOf('late')}`, 'ScheduleMeeting', { board: idOf('board'), date: '2026-01-20' }, idOf('late'));
  say({ readable: (await store.head()) === head });
}
await store.close();
say({ closed: true });
