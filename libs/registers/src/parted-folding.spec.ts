import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { StoreUnavailable } from '#event-store/port.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { factOf } from '#shell/facts.js';
import { type Appended, logIn } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';
import { auditTrail } from './audit-trail/audit-trail.js';
import { book } from './book/book.js';
import { Build } from './build.js';
import { Built } from './built.js';
import { registers as catalogue } from './catalogue.js';
import type { ByStream } from './parted-folding.js';
import { RegisterFile } from './register-file.js';
import type { Registers } from './registers.js';
import { foldShare } from './share-folding.js';
import { type Hand, isIn, sharesOf } from './shares.js';

const { caughtUp, follow, folder } = registersFor();
const note = (words: string): Appended => ['NoteRecorded', { words: text(words) }, { recorded: 'printed' }];
const notes = Array.from({ length: 260 }, (_, n) => note(`note ${n} of the gate`));
/** In both shares: the names of streams end with every digit. */
const meetings = Array.from({ length: 8 }, (_, n) => `meeting-${n}`);

const all = meetings.length * 261;

const withMeetings = async (each = notes, once = async (_: MemoryStore) => {}) => {
  const store = new MemoryStore();
  const log = logIn(store);
  for (const meeting of meetings) await log.append(meeting, 'MeetingScheduled');
  await once(store);
  for (const meeting of meetings) await log.append(meeting, ...each);
  return { store, log };
};
const dumpOf = (registers: Registers) => new TextDecoder().decode(registers.dump());

/** In this thread, with a connection of its own. */
const handIn = (store: MemoryStore, dir: string): Hand & { asked: number } => {
  const hand: Hand = async (asked, signal, onFolded) => {
    counting.asked++;
    const file = RegisterFile.open(dir);
    const projections = catalogue.filter(({ name }) => asked.registers.includes(name));
    await foldShare({ file, store, projections, factOf }, asked, signal, onFolded).finally(() => file.close());
  };
  const counting = Object.assign(hand, { asked: 0 });
  return counting;
};
/** Begins to build in shares, and ends on the way: after so many transactions. */
const leftAfter = async (
  store: MemoryStore,
  dir: string,
  transactions: number,
  byStream: ByStream = { hand: handIn(store, dir), from: 1 },
) => {
  const file = RegisterFile.open(dir);
  const build = new Build(file, catalogue, factOf, byStream);
  const crash = new AbortController();
  let done = 0;
  build.begin(catalogue);
  await build.run(
    store,
    catalogue,
    crash.signal,
    () => -1,
    () => ++done === transactions && crash.abort(),
  );
  const built = catalogue.map((one) => new Built(file.db, one));
  const left = { isParted: built.every(({ partedTo }) => partedTo), folded: built[0]!.folded };
  file.close();
  return left;
};
const goOn = async (store: MemoryStore, dir: string, hand: Hand | null, anew = false) => {
  const file = RegisterFile.open(dir);
  const build = new Build(file, catalogue, factOf, hand && { hand, from: 1 });
  if (anew) build.begin(catalogue);
  else build.goOn(catalogue);
  await build.run(store, catalogue, new AbortController().signal, () => -1).finally(() => file.wipe());
  file.close();
  return caughtUp(store, dir);
};

describe('registers that are built in shares', () => {
  it('are those that are built at once, and both shares are told of as one', async () => {
    const { store } = await withMeetings();
    expect(sharesOf(2).map((share) => meetings.filter((one) => isIn(share, one)).length)).toEqual([4, 4]);
    const dir = folder();
    const hand = handIn(store, dir);
    const registers = await caughtUp(store, dir);
    const live = dumpOf(registers);
    await registers.close();
    const file = RegisterFile.open(dir);
    const build = new Build(file, catalogue, factOf, { hand, from: 1 });
    const told: (readonly [number, number])[] = [];
    build.begin(catalogue);
    await build.run(
      store,
      catalogue,
      new AbortController().signal,
      () => -1,
      (done, of) => told.push([done, of]),
    );
    file.close();
    expect(hand.asked).toBe(1);
    expect(told.at(-1)).toEqual([all, all]);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b));
    expect(dumpOf(await caughtUp(store, dir))).toBe(live);
  });

  it('are those that are built at once where one thread folds both, in turn', async () => {
    const { store } = await withMeetings();
    const live = dumpOf(await caughtUp(store));
    const dir = folder();
    const left = await leftAfter(store, dir, 2, { from: 1 });
    expect([left.isParted, Math.min(...left.folded) > 0]).toEqual([true, true]);
    expect(dumpOf(await goOn(store, dir, null))).toBe(live);
    expect(dumpOf(await caughtUp(store, folder(), { byStream: { from: 1 } }))).toBe(live);
  });

  it.each([
    ['in shares', true],
    ['alone, by a program that has nobody to help', false],
  ])('are gone on with where a program has left them, %s', async (_, isHelped) => {
    const { store, log } = await withMeetings();
    for (const transactions of [1, 3]) {
      const dir = folder();
      await (await caughtUp(store, dir)).close();
      const left = await leftAfter(store, dir, transactions);
      expect(left.isParted).toBe(true);
      expect(Math.max(...left.folded)).toBeGreaterThan(0);
      expect(Math.min(...left.folded)).toBeLessThan(all / 2);
      await log.append('meeting-1', note('and on'));
      const registers = await goOn(store, dir, isHelped ? handIn(store, dir) : null);
      expect(dumpOf(registers)).toBe(dumpOf(await caughtUp(store)));
    }
  });

  it('hold no words that were erased on the way', async () => {
    const { store, log } = await withMeetings();
    await log.append('meeting-0', note('Zyxomma flies at dusk'));
    const dir = folder();
    await (await caughtUp(store, dir)).close();
    await leftAfter(store, dir, 2);
    await log.append('meeting-0', ['TextsErased', { digests: log.digestsOf('Zyxomma flies at dusk') }], note('The gate again'));
    const registers = await goOn(store, dir, handIn(store, dir));
    expect(dumpOf(registers)).toBe(dumpOf(await caughtUp(store)));
    expect(['gate', 'zyxomma'].map((words) => registers.search({ words }).length)).toEqual([20, 0]);
  });

  it('are begun anew where the log is another one', async () => {
    const dir = folder();
    const { store: other } = await withMeetings();
    await (await caughtUp(other, dir)).close();
    await leftAfter(other, dir, 2);
    const { store } = await withMeetings();
    await logIn(store).append('meeting-9', 'MeetingScheduled');
    expect(dumpOf(await goOn(store, dir, handIn(store, dir)))).toBe(dumpOf(await caughtUp(store)));
  });

  it('are not taken for whole where a stream cannot be found any more', async () => {
    const { store } = await withMeetings();
    const dir = folder();
    const live = dumpOf(await caughtUp(store, dir));
    const [lost] = await store.streamsAfter('', 1);
    const lacking: MemoryStore = Object.create(store, {
      streamsAfter: {
        value: async (...asked: [string, number]) => (await store.streamsAfter(...asked)).filter((one) => one !== lost),
      },
    }) as MemoryStore;
    await expect(goOn(lacking, dir, handIn(lacking, dir), true)).rejects.toThrow('Its streams do not hold all entries of the log');
    expect(dumpOf(await goOn(store, dir, null))).toBe(live);
  });

  it('are begun anew where an earlier version has left them, with a position for each share', async () => {
    const { store } = await withMeetings();
    const dir = folder();
    const live = dumpOf(await caughtUp(store, dir));
    await leftAfter(store, dir, 3);
    const file = RegisterFile.open(dir);
    file.db.exec(
      "DELETE FROM checkpoint WHERE register LIKE '% shares'; UPDATE checkpoint SET position = 12 WHERE register LIKE '% share %'",
    );
    file.close();
    for (const hand of [null, handIn(store, dir)]) expect(dumpOf(await goOn(store, dir, hand))).toBe(live);
  });

  it('are left where one hand fails, which says why', async () => {
    const { store } = await withMeetings();
    const dir = folder();
    const live = dumpOf(await caughtUp(store, dir));
    const file = RegisterFile.open(dir);
    const byStream = { hand: () => Promise.reject(new Error('the hand fails')), from: 1 };
    const build = new Build(file, catalogue, factOf, byStream);
    build.begin(catalogue);
    const never = new AbortController().signal;
    await expect(build.run(store, catalogue, never, () => -1)).rejects.toThrow('the hand fails');
    file.close();
    expect(dumpOf(await goOn(store, dir, null))).toBe(live);
  });
});

const few = notes.slice(0, 20);
const inAll = meetings.length * (few.length + 1);

describe('registers that hold next to nothing of a long log', () => {
  it.each([
    ['nothing', -1],
    ['what a book begins with', meetings.length - 1],
  ])('are built, as following makes them, once: %s', async (_, position) => {
    const dir = folder();
    const { store, log } = await withMeetings(few, async (before) => {
      if (position >= 0) await (await caughtUp(before, dir)).close();
    });
    const live = dumpOf(await caughtUp(store));
    const hand = handIn(store, dir);
    const byStream = { hand, from: inAll };
    const registers = await follow(store, dir, { byStream });
    await until(() => registers.halted().length > 0);
    expect(registers.halted().map(({ position, building }) => [position, building])).toEqual(catalogue.map(() => [position, true]));
    await registers.reached(await store.head());
    expect([dumpOf(registers) === live, hand.asked, registers.halted()]).toEqual([true, 1, []]);
    await registers.rebuild(store);
    expect([dumpOf(registers) === live, hand.asked]).toEqual([true, 1]);
    expect(oldIn(dir)).toEqual([]);

    await registers.reached(await log.append(meetings[0]!, note('and one more')));
    await registers.close();
    const again = await caughtUp(store, dir, { byStream });
    await again.rebuild(store);
    expect([dumpOf(again).includes('and one more'), hand.asked]).toEqual([true, 2]);
  });

  it('are followed where the log is short', async () => {
    const { store } = await withMeetings(few);
    const dir = folder();
    const hand = handIn(store, dir);
    await caughtUp(store, dir, { byStream: { hand, from: inAll + 1 } });
    expect(hand.asked).toBe(0);
  });

  it('are built anew where they were of another log', async () => {
    const { store: before } = await withMeetings(few);
    const other = new MemoryStore();
    const log = logIn(other);
    for (const meeting of meetings) await log.append(meeting, 'MeetingScheduled', ...few, note('of the other log'));
    const dir = folder();
    await (await caughtUp(before, dir)).close();
    const hand = handIn(other, dir);
    const registers = await caughtUp(other, dir, { byStream: { hand, from: 1 } });
    expect([dumpOf(registers).includes('of the other log'), hand.asked]).toEqual([true, 1]);
  });

  it('stop alone where one of them throws: then they are followed', async () => {
    const { store } = await withMeetings(few);
    const throwing = {
      ...auditTrail,
      of: {
        ...auditTrail.of,
        meeting: () => {
          throw new Error('out of order');
        },
      },
    };
    const byStream = { hand: () => Promise.resolve(), from: 1 };
    const dir = folder();
    const registers = await caughtUp(store, dir, { projections: [book, throwing], byStream, retryMs: 60_000 });
    expect(registers.health().map(({ name, position, stopped }) => [name, position, stopped])).toEqual([
      ['book', inAll - 1, null],
      ['audit-trail', -1, 'out of order'],
    ]);
    // Nobody takes erased words out of what is not built any more.
    const file = RegisterFile.open(dir);
    const left = file.db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'building%'").all();
    file.close();
    expect(left).toEqual([]);
  });

  it('are gone on with where the store was away for a while', async () => {
    const { store } = await withMeetings(few);
    const dir = folder();
    let asked = 0;
    const away: MemoryStore = Object.create(store, {
      streamsAfter: {
        value: async (...given: [string, number]) => {
          if (asked++ === 0) throw new StoreUnavailable('It is away.', 'Wait.');
          return store.streamsAfter(...given);
        },
      },
    }) as MemoryStore;
    const hand = handIn(store, dir);
    const registers = await follow(away, dir, { byStream: { hand, from: 1 } });
    await until(() => registers.position === inAll - 1);
    const { asked: before } = hand;
    await registers.rebuild(away);
    expect([dumpOf(registers) === dumpOf(await caughtUp(store)), hand.asked - before, asked > 1]).toEqual([true, 0, true]);
  });
});

/** What was read from before, and is still there. */
const oldIn = (dir: string): readonly unknown[] => {
  const file = RegisterFile.open(dir);
  const left = file.db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'old\\_%' ESCAPE '\\'").all();
  file.close();
  return left;
};

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
};
