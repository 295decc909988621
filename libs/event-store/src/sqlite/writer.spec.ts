import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { asText, entries, entry, filed, sealed, upTo } from '../contract-fixtures.js';
import type { SealedText } from '../port.js';
import { openLogFile } from './log-file.js';
import type { Answer, Asked } from './requests.js';
import { Writer } from './writer.js';

const newFolder = temporaryFolders();
const open: DatabaseSync[] = [];
const opening = (dir: string) => open[open.push(openLogFile(dir, false)) - 1]!;
afterEach(() => {
  for (const db of open.splice(0)) db.close();
});

const writing = () => {
  const dir = newFolder();
  const db = opening(dir);
  const writer = new Writer(db);
  /** Each answer, and what the log held when it came. */
  const take = (...all: readonly Asked[]) => {
    const answers: (Answer & { readonly heldThen: number })[] = [];
    const heldThen = () => Number(db.prepare('SELECT count(*) AS held FROM events').get()!['held']);
    writer.take(
      all.map((asked, n) => ({ n, asked })),
      (some) => answers.push(...some.map((answer) => ({ ...answer, heldThen: db.isTransaction ? -1 : heldThen() }))),
    );
    return answers.sort((a, b) => a.n - b.n);
  };
  const streams = () =>
    db
      .prepare('SELECT stream FROM events ORDER BY position')
      .all()
      .map((row) => row['stream']);
  return { dir, db, writer, take, streams };
};
const append = (stream: string, expected: number, texts: readonly SealedText[] = [], count = 1): Asked => ({
  do: 'append',
  stream,
  expected,
  entries: entries(stream, expected + 1, count).map(filed),
  texts,
});

describe('the writer, asked for several things at once', () => {
  it('writes them in one transaction, in their order, and answers when all of it is durable', () => {
    const { db, take, streams } = writing();
    let commits = 0;
    const exec = db.exec.bind(db);
    db.exec = (sql) => {
      if (sql === 'COMMIT') commits++;
      exec(sql);
    };
    const answers = take(append('a', -1), append('b', -1, [], 2), append('a', 0));
    expect(commits).toBe(1);
    expect(answers).toEqual([
      { n: 0, done: { revision: 0, position: 0 }, heldThen: 4 },
      { n: 1, done: { revision: 1, position: 2 }, heldThen: 4 },
      { n: 2, done: { revision: 1, position: 3 }, heldThen: 4 },
    ]);
    expect(streams()).toEqual(['a', 'b', 'b', 'a']);
  });

  it('takes all that wait where commits are slow, also while it waits for another that has the file', () => {
    const { db, writer, take } = writing();
    const exec = db.exec.bind(db);
    db.exec = (sql) => {
      if (sql === 'BEGIN IMMEDIATE' || sql === 'COMMIT') for (const until = performance.now() + 60; performance.now() < until;);
      exec(sql);
    };
    take(append('a', -1));
    expect(writer.groupSize).toBeGreaterThan(25);
  });

  it('refuses each alone, and what is refused leaves neither entry nor text', () => {
    const { take, streams } = writing();
    const gone = sealed('gone');
    const [lost, ofErased, kept] = [sealed('lost'), sealed('with erased'), sealed('kept')];
    take({ do: 'erase', digests: [gone.digest] });
    const twice = entry('x', 0);
    const answers = take(
      append('a', -1, [kept]),
      append('a', -1, [lost]),
      append('b', -1, [ofErased, gone]),
      { do: 'append', stream: 'x', expected: -1, entries: [filed(twice)], texts: [] },
      append('a', 0),
    );
    expect(answers.map((answer) => ('done' in answer ? answer.done : answer.failed.as))).toEqual([
      { revision: 0, position: 0 },
      'wrong-revision',
      'text-was-erased',
      { revision: 0, position: 1 },
      { revision: 1, position: 2 },
    ]);
    expect(answers[1]).toMatchObject({ failed: { stream: 'a', expected: -1, actual: 0 } });
    expect(streams()).toEqual(['a', 'x', 'a']);
    // A text that was never put may be erased, and then never comes.
    expect(take(append('d', -1, [lost, ofErased])).map((answer) => 'done' in answer)).toEqual([true]);
  });

  it('sees what goes before it in the same transaction: an id that is taken, a text that is erased, a paper', () => {
    const { take } = writing();
    const text = sealed('words');
    const bytes = entry('a', 0);
    const id = (JSON.parse(asText(bytes)) as { id: string }).id;
    const answers = take(
      { do: 'append', stream: 'a', expected: -1, entries: [filed(bytes)], texts: [] },
      { do: 'append', stream: 'b', expected: -1, entries: [filed(entry('b', 0, { id }))], texts: [] },
      { do: 'erase', digests: [text.digest, 'paper'] },
      append('c', -1, [text]),
      { do: 'put', digest: 'paper', salt: 'salt', bytes: Buffer.from('bytes') },
      { do: 'put', digest: 'other', salt: 'salt', bytes: Buffer.from('bytes') },
    );
    expect(answers.map((answer) => ('done' in answer ? 'done' : answer.failed.as))).toEqual([
      'done',
      'invalid-envelope',
      'done',
      'text-was-erased',
      'text-was-erased',
      'done',
    ]);
  });

  it('knows whether another has written since it looked: what it does while it rests would hold that one up', () => {
    const { dir, writer, take } = writing();
    const other = new Writer(opening(dir));
    take(append('a', -1));
    expect([writer.othersWrote(), other.othersWrote(), other.othersWrote()]).toEqual([false, true, false]);
    other.take([{ n: 0, asked: append('a', 0) }], () => {});
    expect([writer.othersWrote(), writer.othersWrote(), other.othersWrote()]).toEqual([true, false, false]);
  });

  it('knows of what another has written on the same file meanwhile: entries, erasures, and that the log was closed', () => {
    const { dir, take } = writing();
    const other = new Writer(opening(dir));
    const elsewhere = (asked: Asked) => other.take([{ n: 0, asked }], ([answer]) => expect(answer).toHaveProperty('done'));
    const [gone, id] = [sealed('gone'), randomUUID()];
    expect(take(append('s', -1, [gone]))).toMatchObject([{ done: { revision: 0, position: 0 } }]);
    elsewhere(append('s', 0, [], 2));
    expect(take(append('s', 0), append('s', 2))).toMatchObject([{ failed: { actual: 2 } }, { done: { revision: 3, position: 3 } }]);
    elsewhere({ do: 'append', stream: 't', expected: -1, entries: [filed(entry('t', 0, { id }))], texts: [] });
    const again: Asked = { do: 'append', stream: 'u', expected: -1, entries: [filed(entry('u', 0, { id }))], texts: [] };
    expect(take(append('v', -1), again)).toMatchObject([{ done: { position: 5 } }, { failed: { as: 'invalid-envelope', member: 'id' } }]);
    elsewhere({ do: 'erase', digests: [gone.digest] });
    expect(take(append('s', 3, [gone]))).toMatchObject([{ failed: { as: 'text-was-erased' } }]);
    const closing = entry('log', 0, { type: 'LogClosed', data: { successor: 'elsewhere' } });
    elsewhere({ do: 'append', stream: 'log', expected: -1, entries: [filed(closing)], texts: [] });
    expect(take(append('s', 3))).toMatchObject([{ failed: { as: 'log-moved', successor: 'elsewhere' } }]);
  });

  it('forgets what was taken back', () => {
    const { db, take, streams } = writing();
    db.exec(`CREATE TRIGGER odd BEFORE INSERT ON events WHEN NEW.stream = 'odd' BEGIN SELECT RAISE(ABORT, 'odd'); END`);
    const tooMany = take(append('a', -1), append('a', 0), append('odd', -1), append('a', 0));
    expect(tooMany.map((answer) => ('done' in answer ? answer.done : answer.failed.as))).toEqual([
      { revision: 0, position: 0 },
      { revision: 1, position: 1 },
      'fault',
      'wrong-revision',
    ]);
    expect(take(append('odd', -1))).toMatchObject([{ failed: { as: 'fault' } }]);
    expect(take(append('a', 1))).toMatchObject([{ done: { revision: 2, position: 2 } }]);
    expect(streams()).toEqual(['a', 'a', 'a']);
  });

  it('lets what SQLite itself will not take harm nobody else', () => {
    const { db, take, streams } = writing();
    db.exec(`CREATE TRIGGER odd BEFORE INSERT ON events WHEN NEW.stream = 'odd' BEGIN SELECT RAISE(ABORT, 'odd'); END`);
    const answers = take(append('a', -1), append('odd', -1), append('b', -1));
    expect(answers.map((answer) => ('done' in answer ? 'done' : answer.failed))).toEqual([
      'done',
      expect.objectContaining({ as: 'fault', message: 'odd' }),
      'done',
    ]);
    expect(streams()).toEqual(['a', 'b']);
  });

  it('refuses all of them where the disk does, and everything after', () => {
    const { db, writer, take, streams } = writing();
    take(append('a', -1));
    db.exec('PRAGMA max_page_count = 1');
    const answers = take(append('b', -1, [sealed('w'.repeat(100_000))]), append('c', -1));
    expect(answers.map((answer) => 'failed' in answer && answer.failed.as)).toEqual(['unavailable', 'unavailable']);
    expect(writer.stopped?.message).toContain('The disk is full.');
    db.exec('PRAGMA max_page_count = 100000');
    expect(take(append('c', -1))).toMatchObject([{ failed: { sentence: expect.stringContaining('earlier failure: The disk is full.') } }]);
    expect(streams()).toEqual(['a']);
  });

  it('copies its journal into the file from time to time, and says so where the disk will not have that', () => {
    const { db, writer, take } = writing();
    const pagesLeft = () => db.prepare('PRAGMA wal_checkpoint(NOOP)').get() as { log: number; checkpointed: number };
    let most = 0;
    for (const n of upTo(400)) {
      take(append(`s${n}`, -1));
      most = Math.max(most, pagesLeft().log - pagesLeft().checkpointed);
    }
    expect(most).toBeLessThan(4_000);
    expect(writer.stopped).toBeNull();
  });

  it('keeps nobody waiting for an erasure that waits for a reader', () => {
    const { dir, db, take } = writing();
    const text = sealed('words');
    take(append('a', -1, [text]));
    const reader = opening(dir);
    reader.exec('BEGIN; SELECT count(*) FROM events');
    db.exec('PRAGMA busy_timeout = 10');
    const order: string[] = [];
    const answers = take(append('b', -1), { do: 'erase', digests: [text.digest] });
    order.push(...answers.map((answer) => ('done' in answer ? 'done' : answer.failed.as)));
    expect(order).toEqual(['done', 'unavailable']);
    expect(db.prepare('SELECT count(*) AS held FROM erased').get()).toEqual({ held: 1 });
  });
});
