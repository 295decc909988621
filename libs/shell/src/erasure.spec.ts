import { readFileSync, statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { digestOf, type Text } from '#kernel/text.js';
import { verifyLog } from '#ledger/verify-log.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { Refused } from './command.js';
import { localOperator, MinuteBook } from './minute-book.js';
import { readStream } from './reading.js';

const newFolder = temporaryFolders();
const march = `meeting-${randomUUID()}`;
const april = `meeting-${randomUUID()}`;
const action = randomUUID();
const item = randomUUID();
const secret = 'Member Q has moved to the lighthouse';

const open = (dir: string) => MinuteBook.open({ dir, clock: () => '2026-04-14T09:00:00.000Z' });
const told = async (dir: string) => {
  const book = await open(dir);
  const tell = (stream: string, verb: string, data: object, id: string = randomUUID()) =>
    book.record({ stream, id, verb, data, actor: localOperator, recorded: 'afterwards' });
  for (const stream of [march, april]) await tell(stream, 'ScheduleMeeting', { board: randomUUID() });
  await tell(march, 'RaiseAction', { actionId: action, words: 'A letter to be sent', assigned: 'unassigned', arises: 'stated' });
  await tell(april, 'ListItem', { itemId: item, heading: 'Matters Arising' });
  const report = randomUUID();
  const reported = { reportId: randomUUID(), item, action, raisedIn: march.slice(8), words: secret, outcome: { progress: true } };
  await tell(april, 'ReportAction', reported, report);
  await book.settled();
  return { book, tell, again: () => tell(april, 'ReportAction', reported, report) };
};
const digestIn = async (book: MinuteBook, stream: string, type: string) => {
  const { recorded } = await readStream(book.store, stream);
  return digestOf(recorded.find((fact) => fact.type === type)!.data.words as Text);
};
const filesIn = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(dir, name)).isFile());
const holdsWords = (dir: string) => filesIn(dir).filter((name) => readFileSync(join(dir, name)).includes(secret));
const erasing = (digest: string) => ({ digests: [digest], ground: 'Asked for by the person', authority: 'The clerk' });

describe('erasing words', () => {
  it('removes them from every byte, from what was carried elsewhere, and from every register, and leaves the log as it was', async () => {
    const dir = newFolder();
    const { book, tell, again } = await told(dir);
    const carried = `action-${action}`;
    const digest = await digestIn(book, april, 'ActionReported');
    expect(await digestIn(book, carried, 'ProgressReported')).toBe(digest);
    const before = (await book.store.read(april)).events.map(({ bytes }) => Buffer.from(bytes).toString('base64'));
    expect(holdsWords(dir)).not.toEqual([]);

    await tell(april, 'EraseTexts', erasing(digest));
    await book.settled();
    const { recorded, open: opened } = await readStream(book.store, carried);
    expect(recorded.map(({ type }) => type)).toEqual(['ActionContinued', 'ProgressReported', 'TextsErased']);
    expect(opened(recorded[1]!.data.words)).toBe('erased');
    expect((await book.store.read(april)).events.slice(0, before.length).map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
      before,
    );
    expect(JSON.stringify(book.registers.action(action))).toContain('[erased]');
    await expect(again()).rejects.toMatchObject({ refusal: { refused: 'command.erased' } });
    await book.close();
    expect(holdsWords(dir)).toEqual([]);
  });

  it('that was cut off after it went on record is finished at the next start', async () => {
    const dir = newFolder();
    const { book } = await told(dir);
    const digest = await digestIn(book, april, 'ActionReported');
    const command = {
      stream: april,
      id: randomUUID(),
      verb: 'EraseTexts',
      data: erasing(digest),
      actor: localOperator,
      recorded: 'live' as const,
    };
    await book.write.handle(command);
    await book.close();
    expect(holdsWords(dir)).not.toEqual([]);
    const later = await open(dir);
    await later.settled();
    await later.close();
    expect(holdsWords(dir)).toEqual([]);
  });

  it('that the stream does not hold is refused, and nothing is erased', async () => {
    const { book, tell } = await told(newFolder());
    const digest = await digestIn(book, april, 'ActionReported');
    const head = await book.store.head();
    await expect(tell(march, 'EraseTexts', erasing(digest))).rejects.toThrow(Refused);
    expect(await book.store.head()).toBe(head);
    expect((await book.store.texts.get([digest])).get(digest)).toMatchObject({ text: secret });
    await book.close();
  });

  it('that names nothing is refused', async () => {
    const { book, tell } = await told(newFolder());
    await expect(tell(april, 'EraseTexts', { ...erasing(''), digests: [] })).rejects.toMatchObject({
      refusal: { refused: 'command.empty' },
    });
    await book.close();
  });
});

describe('words that were erased before an entry of another stream cites them', () => {
  /** Two entries of March whose words are erased together, and how April agrees that one of them belongs to another item. */
  const agreeing = async (book: MinuteBook) => {
    const tell = (stream: string, verb: string, data: object) =>
      book.record({ stream, id: randomUUID(), verb, data, actor: localOperator, recorded: 'afterwards' });
    const [wrong, right, later] = [randomUUID(), randomUUID(), randomUUID()];
    for (const stream of [march, april]) await tell(stream, 'ScheduleMeeting', { board: randomUUID() });
    for (const itemId of [wrong, right]) await tell(march, 'ListItem', { itemId, heading: 'Repairs' });
    await tell(april, 'ListItem', { itemId: later, heading: 'Minutes' });
    for (const words of [secret, `${secret} too`]) await tell(march, 'GiveAdvice', { item: wrong, words });
    const given = (await readStream(book.store, march)).recorded.filter(({ type }) => type === 'AdviceGiven');
    const digests = given.map(({ data }) => digestOf(data.words as Text));
    await tell(march, 'EraseTexts', { ...erasing(''), digests });
    return {
      digests,
      agree: async (now: MinuteBook, n: 0 | 1) => {
        const data = { item: right, by: null, words: { $t: digests[n] } };
        const replacement = { type: 'AdviceGiven', v: 1, data, occurred: null };
        const entry = given[n]!.entry.id;
        const said = { item: later, decision: null, proposedBy: null, changes: 'fact', words: null, reason: 'Under the wrong item' };
        const agreed = { correctionId: randomUUID(), of: march.slice(8), entry, follows: null, ...said, replacement };
        await now.record({
          stream: april,
          id: randomUUID(),
          verb: 'AgreeCorrection',
          data: agreed,
          actor: localOperator,
          recorded: 'afterwards',
        });
      },
    };
  };
  const erasedInApril = async ({ store }: MinuteBook) =>
    (await readStream(store, april)).recorded.filter(({ type }) => type === 'TextsErased').map(({ data }) => data.digests as string[]);

  it('are on record as erased there too, as soon as it is followed: nobody takes them for lost', async () => {
    const book = await open(newFolder());
    const { digests, agree } = await agreeing(book);
    await agree(book, 0);
    await book.settled();
    expect(await erasedInApril(book)).toEqual([[digests[0]]]);
    await book.ledger.newest();
    const { alarms, erased } = await verifyLog({ store: book.store, tree: null, checkpoints: book.ledger.checkpoints.all() });
    expect([alarms, erased]).toEqual([[], 4]);
    await book.close();
  });

  it('of one erasure some now and others later: the book goes on, and opens again', async () => {
    const dir = newFolder();
    let book = await open(dir);
    const { digests, agree } = await agreeing(book);
    for (const n of [0, 1] as const) {
      await agree(book, n);
      await book.close();
      book = await open(dir);
      await book.settled();
    }
    expect(await erasedInApril(book)).toEqual([[digests[0]], [digests[1]]]);
    await book.close();
  });
});
