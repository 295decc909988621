import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '#kernel/event.js';
import { catalogues, type Kind } from '#domain/catalogues.js';
import { Refused, type Reply } from '#shell/command.js';
import { factOf } from '#shell/facts.js';
import { localOperator, type MinuteBook } from '#shell/minute-book.js';
import { openerFor } from '#shell/opener.js';
import { digestsIn } from '#shell/seal.js';
import { sealed } from '#kernel/text.js';
import { idOf } from '#testing/log.js';
import { wholeLog } from '../faults/answers.js';

/** What is looked for; a search index may keep the end of a word apart from its beginning. */
export const canary = 'zq7kanarienvogel';
export const pieces = [canary, canary.slice(5)];

/** The files of a folder in which any of these words stands, by their names. */
export const filesWith = (dir: string, words: readonly string[] = pieces): readonly string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => {
      const bytes = readFileSync(path, 'latin1').toLowerCase();
      return words.some((word) => bytes.includes(word));
    });

const kinds = Object.keys(catalogues).filter((kind) => kind !== 'log') as readonly Kind[];

/** Records what every verb of the catalogue carries, each text the canary with a number; and words that are put right, struck out and carried on. */
export const fill = async (book: MinuteBook): Promise<{ readonly recorded: number; readonly texts: number }> => {
  let [recorded, texts] = [0, 0];
  const word = () => `${canary} ${texts++}.`;
  const tell = async (stream: string, verb: string, data: object): Promise<Reply | null> => {
    try {
      const reply = await book.record({ stream, id: randomUUID(), verb, data, actor: localOperator, recorded: 'printed' });
      recorded++;
      return reply;
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  };
  for (const kind of kinds)
    for (const spec of Object.values(catalogues[kind] as Catalogue).filter(({ by }) => by !== 'EraseTexts')) {
      const id = (_: string, noun: string) => idOf(noun);
      const asked = { entries: [], ...(spec.example as object) };
      await tell(`${kind}-${idOf(kind)}`, spec.by, spec.asks.map(asked, { text: word, creates: id, names: id, refers: id }));
    }
  const [march, april] = [randomUUID(), randomUUID()];
  for (const meeting of [march, april]) await tell(`meeting-${meeting}`, 'ScheduleMeeting', { board: idOf('board') });
  const [item, action] = [randomUUID(), randomUUID()];
  const listed = await tell(`meeting-${april}`, 'ListItem', { itemId: item, heading: word() });
  const entry = listed!.events[0]!.id;
  const replacement = { type: 'ItemListed', v: 1, data: { itemId: item, heading: word() }, occurred: null };
  await tell(`meeting-${april}`, 'PutRight', { entry, follows: null, replacement, reason: word(), authority: { clerk: true } });
  await tell(`meeting-${march}`, 'RaiseAction', { actionId: action, words: word(), assigned: 'unassigned', arises: 'stated' });
  const report = { reportId: randomUUID(), item, action, raisedIn: march, words: word(), outcome: { progress: true } };
  const reported = await tell(`meeting-${april}`, 'ReportAction', report);
  const strike = { entries: [{ entry: reported!.events[0]!.id, follows: null }], reason: word(), authority: null };
  await tell(`meeting-${april}`, 'StrikeOut', strike);
  await book.settled();
  return { recorded, texts };
};

/** Of each stream the digests of its texts that hold the canary. */
export const canariesIn = async ({ store }: Pick<MinuteBook, 'store'>): Promise<ReadonlyMap<string, readonly string[]>> => {
  const facts = (await wholeLog(store)).map(factOf);
  const open = await openerFor(store, facts);
  const held = (digest: string) => {
    const opened = open(sealed(digest));
    return typeof opened === 'object' && 'words' in opened && opened.words.includes(canary);
  };
  const streams = Map.groupBy(facts, ({ entry }) => entry.stream);
  const found = [...streams].map(([stream, all]) => [stream, [...new Set(all.flatMap(digestsIn))].filter(held)] as const);
  return new Map(found.filter(([, digests]) => digests.length > 0));
};

/** Erases every text with the canary, stream by stream; how many texts that were. */
export const eraseAll = async (book: MinuteBook): Promise<number> => {
  let erased = 0;
  for (const [stream, digests] of await canariesIn(book)) {
    const data = { digests, ground: 'Asked for by the person', authority: 'The clerk' };
    await book.record({ stream, id: randomUUID(), verb: 'EraseTexts', data, actor: localOperator, recorded: 'live' });
    erased += digests.length;
  }
  await book.settled();
  return erased;
};
