import { randomUUID } from 'node:crypto';
import { afterEach } from '@jest/globals';
import { digestOf, type Text } from '#kernel/text.js';
import type { EventStore } from '#event-store/port.js';
import { asText, follow } from '#event-store/contract-fixtures.js';
import { temporaryFolders } from './temporary-folder.js';
import { localOperator, MinuteBook, type Options } from '#shell/minute-book.js';
import { readStream } from '#shell/reading.js';

/** Books and targets that are closed when the spec is through. */
export const booksFor = () => {
  const newFolder = temporaryFolders();
  const opened: { readonly close: () => Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  const closing = <T extends { readonly close: () => Promise<void> }>(one: T): T => {
    opened.push(one);
    return one;
  };
  const open = async (options: Partial<Options> & { readonly dir: string }) => closing(await MinuteBook.open(options));
  return { newFolder, open, closing };
};

export const tell = (book: MinuteBook, stream: string, verb: string, data: object, id: string = randomUUID()) =>
  book.record({ stream, id, verb, data, actor: localOperator, recorded: 'afterwards' });

/** Some meetings, one action that is carried elsewhere, and words that are erased. */
export const toldIn = async (book: MinuteBook, secret: string): Promise<{ readonly march: string; readonly digest: string }> => {
  const [march, april] = [`meeting-${randomUUID()}`, `meeting-${randomUUID()}`];
  const [action, item] = [randomUUID(), randomUUID()];
  for (const stream of [march, april]) await tell(book, stream, 'ScheduleMeeting', { board: randomUUID() });
  for (const n of [1, 2, 3]) await tell(book, march, 'ListItem', { itemId: randomUUID(), heading: `Item ${n}` });
  await tell(book, march, 'RaiseAction', { actionId: action, words: 'A letter to be sent', assigned: 'unassigned', arises: 'stated' });
  await tell(book, april, 'ListItem', { itemId: item, heading: 'Matters Arising' });
  const outcome = { progress: true };
  await tell(book, april, 'ReportAction', { reportId: randomUUID(), item, action, raisedIn: march.slice(8), words: secret, outcome });
  await book.settled();
  const { recorded } = await readStream(book.store, april);
  return { march, digest: digestOf(recorded.find(({ type }) => type === 'ActionReported')!.data.words as Text) };
};

export const eraseIn = (book: MinuteBook, stream: string, digest: string) =>
  tell(book, stream, 'EraseTexts', { digests: [digest], ground: 'Asked for by the person', authority: 'The clerk' });

/** All that a store holds: the bytes of each entry, and each text that they cite. */
export const allIn = async (store: EventStore): Promise<readonly unknown[]> => {
  const log = await follow(store, -1, (await store.head()) + 1);
  const digests = log.flatMap(({ bytes }) => asText(bytes).match(/(?<="\$t":")[^"]+|(?<="commandHash":")[^"]+/g) ?? []);
  const texts = await store.texts.get([...new Set(digests)]);
  return [
    log.map(({ bytes }) => asText(bytes)),
    [...texts].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    (await store.texts.erased()).toSorted(),
  ];
};
