import { describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { bytesOf, envelope } from '#event-store/contract-fixtures.js';
import { logIn, streamOf } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';
import { auditTrail } from './audit-trail/audit-trail.js';
import { book } from './book/book.js';
import { each, projection, type Projection } from './projection.js';
import { RegistersUnavailable } from './register-file.js';
import { factOf } from '#shell/facts.js';
import { Registers } from './registers.js';

const { caughtUp, follow, folder } = registersFor();
const withBoards = async (aliases: number) => {
  const store = new MemoryStore();
  const log = logIn(store);
  const alias = Array.from({ length: aliases }, () => 'BoardAliased');
  await log.append('board-board', 'BoardEstablished', ...alias);
  return { store, log };
};
const stoppedBy = (registers: Registers) => registers.health().map(({ name, stopped }) => [name, stopped]);

/** Counts the facts of a board, times its version; throws while it is told to. */
const counting = (version: number, trouble = { now: false }): Projection =>
  projection({
    name: 'counting',
    version,
    tables: { counted: { facts: 'integer' } },
    views: '',
    of: {
      board: (stream) => {
        if (trouble.now) throw new Error('out of order');
        return { counted: [{ key: 'all', facts: stream.recorded.length * version }] };
      },
    },
  });
const countIn = (registers: Registers) => {
  const last = new TextDecoder().decode(registers.dump()).split('-- counted\n')[1]!.split('\n');
  return last.filter((line) => line.includes('9007199254740991')).map((line) => JSON.parse(line).facts as number);
};

describe('a register that throws', () => {
  it('stops alone, says so, and goes on later', async () => {
    const { store, log } = await withBoards(1);
    const trouble = { now: true };
    const registers = await caughtUp(store, folder(), { projections: [counting(1, trouble), book, auditTrail] });
    expect(stoppedBy(registers)).toEqual([
      ['counting', 'out of order'],
      ['book', null],
      ['audit-trail', null],
    ]);
    expect(registers.health()[0]!.position).toBe(-1);
    expect(registers.boards()).toHaveLength(1);

    trouble.now = false;
    const last = await log.append('board-board', 'BoardAliased');
    await registers.reached(last);
    while (registers.health()[0]!.position < last) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(stoppedBy(registers)[0]).toEqual(['counting', null]);
    expect(countIn(registers)).toEqual([3]);
  });

  it('stops where somebody has changed its rows, says what to do, and is built anew', async () => {
    const { store, log } = await withBoards(1);
    const dir = folder();
    const projections = [counting(1), book];
    await (await caughtUp(store, dir, { projections })).close();
    const file = new DatabaseSync(join(dir, 'registers.sqlite'));
    file.exec('DELETE FROM counted');
    file.close();

    const last = await log.append('board-board', 'BoardAliased');
    const registers = await caughtUp(store, dir, { projections, retryMs: 60_000 });
    expect(registers.health().map(({ position, stopped, remedy }) => [position, stopped, remedy])).toEqual([
      [
        1,
        `The rows of counted that are kept of ${streamOf('board-board')} are not those of its entries.`,
        'Build the registers anew: `minutebook rebuild`.',
      ],
      [last, null, null],
    ]);
    await registers.rebuild(store);
    expect(countIn(registers)).toEqual([3]);
  });

  it('stops at the entry at which it threw: what came before it is written, within one batch', async () => {
    const { store } = await withBoards(5);
    const untilFour = projection({
      ...counting(1),
      of: {
        board: (stream) => {
          if (stream.recorded.length > 3) throw new Error('only three');
          return { counted: [{ key: 'all', facts: stream.recorded.length }] };
        },
      },
    });
    const registers = await caughtUp(store, folder(), { projections: [untilFour, book] });
    expect(registers.health().map(({ position, stopped }) => [position, stopped])).toEqual([
      [2, 'only three'],
      [5, null],
    ]);
    expect(registers.health()[0]!.remedy).toContain('it goes on after position 2');
    expect(countIn(registers)).toEqual([3]);
  });

  it('stops at the first entry at which it threw, also where that is of a stream that is folded after another', async () => {
    const store = new MemoryStore();
    const log = logIn(store);
    await log.append('board-one', 'BoardEstablished');
    await log.append('board-two', 'BoardEstablished');
    await log.append('board-two', 'BoardAliased');
    const first = await log.append('board-three', 'BoardEstablished', 'BoardAliased');
    await log.append('board-two', 'BoardAliased');
    await log.append('board-one', 'BoardAliased', 'BoardAliased');
    const atThree = projection({
      ...counting(1),
      of: {
        board: (stream) => {
          const isThree = stream.stream === streamOf('board-three');
          if (stream.recorded.length > (isThree ? 1 : 2)) throw new Error(isThree ? 'too many of three' : 'too many');
          return { counted: [{ key: 'all', facts: stream.recorded.length }] };
        },
      },
    });
    const registers = await caughtUp(store, folder(), { projections: [atThree, book] });
    expect(registers.health().map(({ position, stopped }) => [position, stopped])).toEqual([
      [first - 1, 'too many of three'],
      [await store.head(), null],
    ]);
    expect(countIn(registers).toSorted((a, b) => a - b)).toEqual([1, 1, 2]);
    expect(registers.boards()).toHaveLength(3);
  });

  it('makes a rebuild fail, and what is read from stays', async () => {
    const { store } = await withBoards(1);
    const trouble = { now: false };
    const registers = await caughtUp(store, folder(), { projections: [counting(1, trouble), book] });
    trouble.now = true;
    await expect(registers.rebuild(store)).rejects.toThrow('out of order');
    expect(countIn(registers)).toEqual([2]);
  });
});

describe('a register of a new version', () => {
  it('is built beside the old one and swapped, also where more than one batch is behind', async () => {
    const { store, log } = await withBoards(600);
    const dir = folder();
    const old = await caughtUp(store, dir, { projections: [counting(1), book] });
    expect(countIn(old)).toEqual([601]);
    await old.close();
    await log.append('board-board', 'BoardAliased');
    const told: number[] = [];
    const registers = await caughtUp(store, dir, { projections: [counting(2), book], onProgress: (done) => told.push(done) });
    expect(countIn(registers)).toEqual([1204]);
    expect(told.at(-1)).toBe(602);
    expect(registers.boards()).toHaveLength(1);
  });

  it('answers from its older rows until it is built, and says where they stop', async () => {
    const { store, log } = await withBoards(600);
    const dir = folder();
    await (await caughtUp(store, dir, { projections: [counting(1), book] })).close();
    const head = await log.append('board-board', 'BoardAliased');
    const registers = await follow(store, dir, { projections: [counting(2), book] });
    expect(registers.halted()).toEqual([{ name: 'counting', position: 600, stopped: null, remedy: null, building: true }]);
    expect(countIn(registers)).toEqual([601]);
    expect(registers.boards()).toHaveLength(1);
    await registers.answering(head);
    await registers.reached(head);
    expect([countIn(registers), registers.halted()]).toEqual([[1204], []]);
  });

  it('is waited for where its older rows have not the columns that are asked for', async () => {
    const { store } = await withBoards(300);
    const dir = folder();
    await (await caughtUp(store, dir, { projections: [counting(1), book] })).close();
    const wider = projection({
      name: 'counting',
      version: 2,
      tables: { counted: { facts: 'integer', more: 'integer' } },
      views: '',
      of: { board: (stream) => ({ counted: [{ key: 'all', facts: stream.recorded.length, more: 7 }] }) },
    });
    const registers = await follow(store, dir, { projections: [wider, book] });
    expect(registers.position).toBe(-1);
    await registers.answering(300);
    expect(registers.halted()).toEqual([]);
    expect(countIn(registers)).toEqual([301]);
  });

  it('is not touched by an older version of the program', async () => {
    const { store } = await withBoards(1);
    const dir = folder();
    await (await caughtUp(store, dir, { projections: [counting(2)] })).close();
    await expect(Registers.open(dir, { factOf, projections: [counting(1)] })).rejects.toThrow('A newer version of this program');
  });
});

describe('a long stream', () => {
  it('is gone through once: each entry makes its own row, as it comes and behind it', async () => {
    const { store, log } = await withBoards(300);
    let made = 0;
    const names = each<'board'>()(['BoardAliased'], (stream, { entry }) => {
      made++;
      return { key: entry.id, facts: 1 };
    });
    const aliases = projection({ ...counting(1), of: { board: (stream) => ({ counted: names(stream) }) } });
    const registers = await caughtUp(store, folder(), { projections: [aliases] });
    expect(made).toBe(300);
    for (let more = 0; more < 20; more++) await registers.reached(await log.append('board-board', 'BoardAliased'));
    expect([made, countIn(registers).length]).toEqual([320, 320]);
  });
});

describe('far behind', () => {
  it('the progress is told until it is done', async () => {
    const { store } = await withBoards(700);
    const told: (readonly [number, number])[] = [];
    await caughtUp(store, folder(), { projections: [book], onProgress: (done, of) => told.push([done, of]) });
    expect(told).toEqual([
      [256, 701],
      [512, 701],
      [701, 701],
    ]);
  });
});

describe('a newer log', () => {
  const newer = async (members: object) => {
    const { store, log } = await withBoards(1);
    await log.append('person-hill', 'PersonIntroduced');
    const stream = streamOf('board-board');
    await store.append(stream, 1, [bytesOf(envelope(stream, 2, { type: 'BoardAliased', ...members }))], []);
    return store;
  };

  it.each([
    ['an unknown type', { type: 'BoardDissolved' }],
    ['a newer version', { v: 2 }],
  ])('with %s is followed up to there and never past it', async (_, members) => {
    const store = await newer(members);
    const registers = await follow(store, folder(), { projections: [book] });
    await registers.reached(2);
    expect([registers.boards().length, registers.people().length, registers.position]).toEqual([1, 1, 2]);
    await expect(registers.reached(3)).rejects.toThrow('which this version does not know');
    expect(stoppedBy(registers)).toEqual([['book', expect.stringContaining('Position 3 of the log')]]);
    await expect(registers.rebuild(store)).rejects.toThrow('which this version does not know');
  });
});

describe('a text that is gone without an erasure', () => {
  it('stops the registers that need it, and says which', async () => {
    const { store, log } = await withBoards(0);
    const name = 'East Midlands Improvement Partnership Board';
    (store as unknown as { words: Map<string, unknown> }).words.delete(log.digestsOf(name)[0]!);
    const registers = await caughtUp(store, folder(), { projections: [book, auditTrail] });
    expect(stoppedBy(registers)).toEqual([
      ['book', expect.stringContaining('Restore it from a backup')],
      ['audit-trail', null],
    ]);
  });
});

describe('the file', () => {
  it('of another program, or none that is a database, is left alone', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'registers.sqlite'), 'minutes '.repeat(200));
    await expect(Registers.open(dir, { factOf })).rejects.toThrow(RegistersUnavailable);
    await expect(Registers.open(dir, { factOf })).rejects.toThrow('Delete the file');
  });

  it('of a full disk stops all of them, who say so, and go on once there is room', async () => {
    const { store, log } = await withBoards(1);
    const registers = await caughtUp(store);
    const { db } = Reflect.get(registers, 'file') as { readonly db: DatabaseSync };
    const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
    db.exec(`PRAGMA max_page_count = ${pages}`);
    const last = await log.append('board-board', ...Array.from({ length: 300 }, () => 'BoardAliased'));
    while (stoppedBy(registers).some(([, stopped]) => stopped === null)) await new Promise((resolve) => setTimeout(resolve, 5));
    const says = 'The disk is full: registers.sqlite cannot be written. Make room: the registers go on from where they are.';
    expect(new Set(registers.health().map(({ position, stopped }) => `${position} ${stopped}`))).toEqual(new Set([`1 ${says}`]));
    expect(registers.boards()).toHaveLength(1);

    db.exec('PRAGMA max_page_count = 100000');
    while (registers.position < last) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(new Set(registers.health().map(({ position, stopped }) => `${position} ${stopped}`))).toEqual(new Set([`${last} null`]));
  });

  it('is no longer followed when the signal aborts', async () => {
    const { store } = await withBoards(1);
    const registers = await Registers.open(folder(), { factOf });
    const stop = new AbortController();
    const following = registers.follow(store, stop.signal);
    await registers.reached(1);
    stop.abort();
    await following;
    await expect(registers.reached(2)).rejects.toThrow('Nothing follows the log');
    await registers.close();
  });
});

describe('who is told to end while much is being folded', () => {
  it('ends at the next turn, has written nothing of it, and goes on from there', async () => {
    const { store } = await withBoards(40);
    const dir = folder();
    const projections = [counting(1), book];
    const stop = new AbortController();
    let turns = 0;
    const turn = async () => {
      if (++turns === 3) stop.abort();
    };
    const pace = { turn, waitedForBy: () => undefined, caughtUp: () => undefined };
    const registers = await Registers.open(dir, { factOf, projections, pace });
    await registers.follow(store, stop.signal);
    expect([turns, registers.health().map(({ position }) => position)]).toEqual([3, [-1, -1]]);
    await registers.close();
    expect(countIn(await caughtUp(store, dir, { projections }))).toEqual([41]);
  });
});
