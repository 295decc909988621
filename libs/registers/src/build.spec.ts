import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from '#kernel/text.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { factOf } from '#shell/facts.js';
import { type Appended, logIn } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';
import { Build } from './build.js';
import { Built } from './built.js';
import { registers as catalogue } from './catalogue.js';
import { RegisterFile } from './register-file.js';
import type { Registers } from './registers.js';
import { search } from './search/search.js';

const { caughtUp, follow, folder } = registersFor();
const note = (words: string): Appended => ['NoteRecorded', { words: text(words) }, { recorded: 'printed' }];
/** More rows than go at once. */
const many = 5;
const notes = Array.from({ length: 30 }, (_, n) => note(`note ${n} of the gate`));
const withMeetings = async (meetings: number) => {
  const store = new MemoryStore();
  const log = logIn(store);
  for (let n = 0; n < meetings; n++) await log.append(`meeting-${n}`, 'MeetingScheduled', ...notes);
  return { store, log };
};

const dumpOf = (registers: Registers) => new TextDecoder().decode(registers.dump());
/** All that the file holds but its rows: names of tables and triggers, and which columns are indexed. */
const shapeOf = (dir: string) => {
  const db = new DatabaseSync(join(dir, 'registers.sqlite'), { readOnly: true });
  const named = db.prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'trigger', 'view') ORDER BY name").all();
  const indexed = db
    .prepare(
      `SELECT tables.name AS tbl, columns.name AS col FROM sqlite_schema AS tables, pragma_index_list(tables.name) AS indexes,
        pragma_index_info(indexes.name) AS columns WHERE tables.type = 'table' AND indexes.origin = 'c' ORDER BY tbl, col`,
    )
    .all();
  db.close();
  return { named: named.map(({ name }) => name), indexed: indexed.map(({ tbl, col }) => `${String(tbl)} ${String(col)}`) };
};
/** FTS5 compares the index of words with the rows, and throws where they differ. */
const mustAgree = (dir: string) => {
  const db = new DatabaseSync(join(dir, 'registers.sqlite'));
  db.exec("INSERT INTO line_words (line_words, rank) VALUES ('integrity-check', 1)");
  db.close();
};
const bytesIn = (dir: string) => readdirSync(dir).map((name) => readFileSync(join(dir, name)).toString('latin1').toLowerCase());

describe('what was built', () => {
  it('has the tables, the indexes and the words of what it takes the place of, and leaves nothing of that behind', async () => {
    const { store, log } = await withMeetings(many);
    const dir = folder();
    const registers = await follow(store, dir);
    await registers.reached(await store.head());
    const [shape, dump] = [shapeOf(dir), dumpOf(registers)];
    expect([shape.indexed.length > 10, shape.named.includes('line_words')]).toEqual([true, true]);
    for (const _ of ['once', 'and again']) {
      await registers.rebuild(store);
      expect([shapeOf(dir), dumpOf(registers)]).toEqual([shape, dump]);
      mustAgree(dir);
    }
    await registers.reached(await log.append('meeting-0', note('One more gate')));
    expect(registers.search({ words: 'one more gate' })).toHaveLength(1);
    mustAgree(dir);
  });

  it('is gone on with where its words were indexed and then some of them were erased', async () => {
    const { store, log } = await withMeetings(1);
    await log.append('meeting-0', note('Zyxomma flies at dusk'));
    const dir = folder();
    await (await caughtUp(store, dir)).close();
    const file = RegisterFile.open(dir);
    const build = new Build(file, catalogue, factOf);
    build.begin(catalogue);
    const crash = new AbortController();
    await build.run(
      store,
      catalogue,
      crash.signal,
      () => -1,
      () => crash.abort(),
    );
    const built = new Built(file.db, search);
    while (file.writing(() => built.indexNext()));
    expect(bytesIn(dir).some((bytes) => bytes.includes('building_line_words'))).toBe(true);

    await log.append('meeting-0', ['TextsErased', { digests: log.digestsOf('Zyxomma flies at dusk') }], note('The gate again'));
    build.goOn(catalogue);
    await build.run(store, catalogue, new AbortController().signal, () => -1);
    file.wipe();
    file.close();
    mustAgree(dir);
    expect(bytesIn(dir).filter((bytes) => bytes.includes('zyxomma'))).toEqual([]);
    const registers = await caughtUp(store, dir);
    expect(dumpOf(registers)).toBe(dumpOf(await caughtUp(store)));
    expect(['gate', 'zyxomma', 'dusk'].map((words) => registers.search({ words }).length)).toEqual([20, 0, 0]);
  });

  it('is the same where two build it at once, and their log goes on', async () => {
    const { store, log } = await withMeetings(many);
    const dir = folder();
    const both = [await follow(store, dir), await follow(store, dir)];
    await Promise.all(both.map((one) => one.reached(many * 31 - 1)));
    const [first] = await Promise.all([
      both[0]!.rebuild(store).then(() => log.append('meeting-0', note('and on'))),
      both[1]!.rebuild(store).catch((error: unknown) => error),
    ]);
    await Promise.all(both.map((one) => one.reached(first)));
    const alone = dumpOf(await caughtUp(store));
    expect(both.map(dumpOf)).toEqual([alone, alone]);
    mustAgree(dir);
  });
});

describe('what was read from before', () => {
  it('is cleared away by whoever comes next, where a program ended on the way', async () => {
    const { store } = await withMeetings(1);
    const dir = folder();
    await (await caughtUp(store, dir)).close();
    const shape = shapeOf(dir);
    leaveBehind(dir);
    const registers = await follow(store, dir);
    while (shapeOf(dir).named.length > shape.named.length) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(shapeOf(dir)).toEqual(shape);
    expect(registers.search({ words: 'gate' })).toHaveLength(20);
  });

  it('keeps no words that are erased before it is cleared away', async () => {
    const { store } = await withMeetings(1);
    const dir = folder();
    await (await caughtUp(store, dir)).close();
    leaveBehind(dir);
    expect(bytesIn(dir).some((bytes) => bytes.includes('zyxomma'))).toBe(true);
    const file = RegisterFile.open(dir);
    file.mustWipe();
    file.wipe();
    expect(file.wipePending).toBe(false);
    file.close();
    expect(bytesIn(dir).filter((bytes) => bytes.includes('zyxomma'))).toEqual([]);
  });
});

const leaveBehind = (dir: string) => {
  const db = new DatabaseSync(join(dir, 'registers.sqlite'));
  db.exec('CREATE TABLE old_line (stream TEXT, words TEXT); CREATE INDEX old_by_words ON old_line (words)');
  const add = db.prepare('INSERT INTO old_line (stream, words) VALUES (?, ?)');
  for (let n = 0; n < 300; n++) add.run(`meeting-${n % 7}`, `zyxomma ${n}`);
  db.exec("CREATE VIRTUAL TABLE old_line_words USING fts5(words, content = 'line', content_rowid = 'docid')");
  db.exec('INSERT INTO old_line_words (rowid, words) SELECT rowid, words FROM old_line');
  db.close();
};
