import { existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '#event-store/port.js';
import { alarmInWords } from '#ledger/alarm.js';
import type { LedgerHealth } from '#shell/ledger/ledger.js';
import { unfinishedImports } from '#shell/import/unfinished.js';
import { MinuteBook } from '#shell/minute-book.js';
import { settings } from '#shell/settings.js';
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
  readonly followers: readonly {
    readonly name: string;
    readonly position: number;
    readonly behind: number;
    readonly stopped: string | null;
  }[];
  readonly unfinishedImports: readonly string[];
  readonly alarms: readonly string[];
};

/** Looks at everything, and creates nothing where there is no minute book. */
export const examine = async (dir: string, io: Io): Promise<Examination> => {
  const about = { versions: versions(), settings: settingsIn(io.env) };
  const none = { ...about, data: { dir, entries: null, bytes: null, free: freeIn(dir) }, followers: [], unfinishedImports: [] };
  if (!existsSync(join(dir, 'log.sqlite'))) return { ...none, alarms: [`There is no minute book in ${dir}.`] };
  try {
    return { ...about, ...(await examineBook(dir, io)) };
  } catch (error) {
    return { ...none, data: { ...none.data, bytes: bytesIn(dir) }, alarms: [(error as Error).message] };
  }
};

const settingsIn = (env: Io['env']): Examination['settings'] =>
  Object.entries(settings).map(([name, { otherwise }]) => ({ name, value: env[name] || otherwise, from: env[name] ? 'set' : 'default' }));

const examineBook = async (dir: string, io: Io) => {
  const book = await MinuteBook.open({ dir });
  try {
    const head = await book.store.head();
    const followers = book.health().map(({ name, position, stopped }) => ({ name, position, behind: head - position, stopped }));
    const unfinished = await unfinishedImports(book);
    return {
      data: { dir, entries: head + 1, bytes: bytesIn(dir), free: freeIn(dir) },
      followers,
      unfinishedImports: unfinished.map(
        ({ boardName, date, run }) =>
          `${boardName ?? 'board not stated'} ${date ?? 'date not stated'}, run ${run}: import the same file again to finish it.`,
      ),
      alarms: [
        ...followers.flatMap(({ name, stopped }) => (stopped === null ? [] : [`${name} does not follow the log: ${stopped}`])),
        ...ledgerAlarms(book.ledger.health()),
        ...(await unreadable(book.store, head, io)),
      ],
    };
  } finally {
    await book.close();
  }
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
