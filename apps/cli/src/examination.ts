import { existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '#event-store/port.js';
import { alarmInWords } from '#ledger/alarm.js';
import type { LedgerHealth } from '#shell/ledger/ledger-health.js';
import { unfinishedImports } from '#shell/import/unfinished.js';
import { MinuteBook } from '#shell/minute-book.js';
import { settings, shownSetting } from '#shell/settings.js';
import { otherStopped } from '#shell/stopped-file.js';
import { tryDisk } from '#shell/try-disk.js';
import { entriesOf } from './entries.js';
import type { Io } from './io.js';
import { progressOn } from './progress.js';
import { versions } from './versions.js';

/** What `doctor` finds. An alarm is what somebody must look into. */
export type Examination = {
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: readonly { readonly name: string; readonly value: string; readonly from: 'set' | 'default' }[];
  readonly data: {
    readonly dir: string;
    /** Null where there is no minute book. */
    readonly entries: number | null;
    readonly bytes: number | null;
    /** Free on its disk, in bytes. */
    readonly free: number | null;
  };
  /** What the store of the log says of itself. */
  readonly store: readonly string[];
  readonly followers: readonly {
    readonly name: string;
    readonly position: number;
    readonly behind: number;
    readonly stopped: string | null;
  }[];
  readonly unfinishedImports: readonly string[];
  readonly alarms: readonly string[];
};

type BookAt = { readonly dir: string; readonly eventStore: string | null };

/** Looks at everything, and creates nothing where there is no minute book. */
export const examine = async ({ dir, eventStore }: BookAt, io: Io): Promise<Examination> => {
  const about = { versions: versions(), settings: settingsIn(io.env) };
  const none = { ...about, data: { dir, entries: null, bytes: null, free: freeIn(dir) }, store: [], followers: [], unfinishedImports: [] };
  if (eventStore === null && !existsSync(join(dir, 'log.sqlite'))) return { ...none, alarms: [`There is no minute book in ${dir}.`] };
  try {
    return { ...about, ...(await examineBook({ dir, eventStore }, io)) };
  } catch (error) {
    return { ...none, data: { ...none.data, bytes: eventStore === null ? bytesIn(dir) : null }, alarms: [(error as Error).message] };
  }
};

const settingsIn = (env: Io['env']): Examination['settings'] =>
  (Object.keys(settings) as (keyof typeof settings)[]).map((name) => ({
    name,
    value: shownSetting(name, env),
    from: env[name] ? 'set' : 'default',
  }));

const examineBook = async ({ dir, eventStore }: BookAt, io: Io) => {
  const book = await MinuteBook.open({ dir, eventStore });
  try {
    const head = await book.store.head();
    const followers = book.health().map(({ name, position, stopped }) => ({ name, position, behind: head - position, stopped }));
    const store = await book.store.about();
    const unfinished = await unfinishedImports(book);
    return {
      data: { dir, entries: head + 1, bytes: eventStore === null ? bytesIn(dir) : null, free: freeIn(dir) },
      store: store.says,
      followers,
      unfinishedImports: unfinished.map(
        ({ boardName, date, run }) =>
          `${boardName ?? 'board not stated'} ${date ?? 'date not stated'}, run ${run}: import the same file again to finish it.`,
      ),
      alarms: [
        ...store.alarms,
        ...(book.store.stopped ? [book.store.stopped.message] : []),
        ...notRecording(dir),
        ...(await tryDisk(dir)),
        ...followers.flatMap(({ name, stopped }) => (stopped === null ? [] : [`${name} does not follow the log: ${stopped}`])),
        ...ledgerAlarms(book.ledger.health()),
        ...(await unreadable(book.store, head, io)),
      ],
    };
  } finally {
    await book.close();
  }
};

const notRecording = (dir: string): readonly string[] => {
  const stopped = otherStopped(dir);
  return stopped === null
    ? []
    : [`The program with the process id ${stopped.pid} has recorded nothing since ${stopped.since}: ${stopped.sentence} ${stopped.remedy}`];
};
const ledgerAlarms = ({ alarm, unsigned }: LedgerHealth): readonly string[] => [
  ...(alarm ? [`The log is not what was signed: ${alarmInWords(alarm)}.`] : []),
  ...(unsigned === null ? [] : [`No checkpoint is signed: ${unsigned}`]),
];

/** Every entry is read, and every text that it cites is opened or on record as erased. */
const unreadable = async (store: EventStore, head: number, io: Io): Promise<readonly string[]> => {
  const progress = progressOn(io.stderr, 'Reading the log');
  try {
    for await (const { position } of entriesOf(store, null, head)) progress.show(position + 1, head + 1);
    return [];
  } catch (error) {
    return [(error as Error).message];
  } finally {
    progress.end();
  }
};

const bytesIn = (dir: string): number =>
  ['log.sqlite', 'log.sqlite-wal'].reduce((sum, name) => sum + (statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? 0), 0);

const freeIn = (dir: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  } catch {
    return null;
  }
};
