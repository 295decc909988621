/*
 * Erases the words of a book one after another, run as a process of its own from the build: `node test/erasure/erasing.child.ts DIR SAID`.
 * A line of SAID before each erasure, so that it is known when it is at work.
 */
import { createHash, randomUUID } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { localOperator, MinuteBook } from '#shell/minute-book.js';

const [dir = '', saidIn = ''] = process.argv.slice(2);
const said = openSync(saidIn, 'a');
const book = await MinuteBook.open({ dir });
const hex = createHash('sha256').update('meeting').digest('hex');
const meeting = `meeting-${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
const { events } = await book.store.read(meeting);
const digests = [
  ...new Set([...JSON.stringify(events.map(({ envelope }) => envelope.data)).matchAll(/"\$t":"([^"]+)"/g)].map(([, one]) => one!)),
];
for (const digest of digests) {
  if ((await book.store.texts.get([digest])).get(digest) === 'erased') continue;
  writeSync(said, `${digest}\n`);
  const data = { digests: [digest], ground: 'Asked for', authority: 'The clerk' };
  await book.record({ stream: meeting, id: randomUUID(), verb: 'EraseTexts', data, actor: localOperator, recorded: 'live' });
}
await book.close();
