/*
 * Writers at work on meetings that they share, run as a process of its own from the build:
 * `node test/faults/writers.child.ts DIR SAID NAME WRITERS EACH INAMEETING HOW`. One line of SAID for each command that was answered. Started again under the same name it goes on
 * where it was killed: a command whose answer is not in SAID is sent again.
 */
import { createHash } from 'node:crypto';
import { openSync, readFileSync, writeSync } from 'node:fs';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { WriterThread } from '#event-store/sqlite/writer-thread.js';
import { MinuteBook } from '#shell/minute-book.js';
import { WritePath } from '#shell/write-path.js';

const [dir = '', saidIn = '', name = '', writers = '8', each = '1000', inAMeeting = '1000', how = ''] = process.argv.slice(2);
const said = openSync(saidIn, 'a');
const idOf = (words: string) => {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
const answered = new Map<string, number>();
for (const line of readFileSync(saidIn, 'utf8').split('\n').filter(Boolean)) {
  const { writer } = JSON.parse(line) as { writer: string };
  answered.set(writer, (answered.get(writer) ?? 0) + 1);
}

/** Every few commands, some of it at a time, so that faults meet it. */
const sorting = { at: 40, together: 15 };
const clock = () => new Date().toISOString();
const book = how === 'book' ? await MinuteBook.open({ dir, inThreads: true }) : null;
const store = book?.store ?? (await SqliteStore.open(dir, { writer: (...given) => new WriterThread(...given, undefined, sorting) }));
const write = new WritePath(store, clock);
const handle = (stream: string, verb: string, data: object, id: string) => {
  const command = { stream, id, verb, data, actor: idOf('clerk'), recorded: 'live' } as const;
  return book ? book.record(command) : write.handle(command);
};

const one = async (writer: string) => {
  for (let n = answered.get(writer) ?? 0; n < Number(each); n++) {
    const id = idOf(`${writer} ${n}`);
    const meeting = `meeting-${idOf(`meeting ${Math.floor(n / Number(inAMeeting))}`)}`;
    // Each of them begins it, under one id.
    if (n % Number(inAMeeting) === 0)
      await handle(meeting, 'ScheduleMeeting', { board: idOf('board'), date: '2026-01-20' }, idOf('scheduled'));
    const { revision, position } = await handle(
      meeting,
      'ListItem',
      { itemId: idOf(`item ${writer} ${n}`), heading: `${writer} ${n}` },
      id,
    );
    writeSync(said, `${JSON.stringify({ writer, n, id, stream: meeting, revision, position })}\n`);
  }
};
await Promise.all(Array.from({ length: Number(writers) }, (_, n) => one(`${name} ${n}`)));
await (book ?? store).close();
