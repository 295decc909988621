import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { lastBackup, type LastBackup } from '#shell/backup/last-backup.js';
import { format } from '#shell/genesis.js';
import { unfinishedImports } from '#shell/import/unfinished.js';
import { NewerLog } from '#shell/facts.js';
import { MinuteBook } from '#shell/minute-book.js';
import { settings, shownSetting } from '#shell/settings.js';
import { otherStopped } from '#shell/stopped-file.js';
import { tryDisk } from '#shell/try-disk.js';
import { backupCheck, checkpointCheck, erasureCheck, followerCheck, logCheck, roomCheck, wrong, type Check } from './checks.js';
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
    readonly remedy: string | null;
  }[];
  readonly unfinishedImports: readonly string[];
  /** What was looked at. */
  readonly checks: readonly Check[];
  /** What of it is wrong, with what to do about it. */
  readonly alarms: readonly string[];
};

type BookAt = { readonly dir: string; readonly eventStore: string | null };

/** Looks at everything, and creates nothing where there is no minute book. */
export const examine = async ({ dir, eventStore }: BookAt, io: Io): Promise<Examination> => {
  const about = { versions: { ...versions(), 'log format': String(format) }, settings: settingsIn(io.env) };
  const data = { dir, entries: null, bytes: null, free: freeIn(dir) };
  const none = (alarm: string) => ({ ...about, data, store: [], followers: [], unfinishedImports: [], checks: [], alarms: [alarm] });
  if (eventStore === null && !existsSync(join(dir, 'log.sqlite'))) return none(`There is no minute book in ${dir}.`);
  try {
    const found = await examineBook({ dir, eventStore }, io);
    return { ...about, ...found, alarms: found.checks.filter((one) => one.is === 'wrong').map(alarmOf) };
  } catch (error) {
    const { message } = error as Error;
    if (eventStore !== null) return none(message);
    const { entries, checks } = await examineFile(dir);
    const alarms = [message, ...checks.filter((one) => one.is === 'wrong').map(alarmOf)];
    return { ...none(message), data: { ...data, entries, bytes: bytesIn(dir) }, checks, alarms };
  }
};
const alarmOf = ({ says, remedy }: Check): string => [says, remedy].filter(Boolean).join(' ');

const settingsIn = (env: Io['env']): Examination['settings'] =>
  (Object.keys(settings) as (keyof typeof settings)[]).map((name) => ({
    name,
    value: shownSetting(name, env),
    from: env[name] ? 'set' : 'default',
  }));

const examineBook = async ({ dir, eventStore }: BookAt, io: Io) => {
  const book = await MinuteBook.open({ dir, eventStore });
  try {
    const head = await book.settled().catch((error: unknown) => headUnlessNewer(book, error));
    const followers = book.health();
    const store = await book.store.about();
    const unfinished = await unfinishedImports(book);
    const bytes = eventStore === null ? bytesIn(dir) : null;
    return {
      data: { dir, entries: head + 1, bytes, free: freeIn(dir) },
      store: store.says,
      followers: followers.map(({ name, position, stopped, remedy = null }) => ({
        name,
        position,
        behind: Math.max(0, head - position),
        stopped,
        remedy,
      })),
      unfinishedImports: unfinished.map(
        ({ boardName, date, run }) =>
          `${boardName ?? 'board not stated'} ${date ?? 'date not stated'}, run ${run}: import the same file again to finish it.`,
      ),
      checks: [
        ...store.alarms.map((alarm) => wrong('store', alarm, '')),
        ...(book.store.stopped ? [wrong('store', book.store.stopped.message, '')] : []),
        ...(await diskChecks(dir)),
        ...followers.map((follower) => followerCheck(follower, head)),
        ...(await ledgerChecks(book, eventStore === null)),
        backupCheck(...(await backupsOf(book, head)), Date.now()),
        erasureCheck(book.erasures.pending, book.registers.wipePending, store.erasures),
        ...(await unreadable(book.store, head, io)).map((alarm) => wrong('entries', alarm, '')),
      ],
    };
  } finally {
    await book.close();
  }
};

/** What can be said where the book cannot be opened: with registers that nobody can use, or on a full disk, the log may be sound. */
const examineFile = async (dir: string): Promise<Pick<Examination, 'checks'> & Pick<Examination['data'], 'entries'>> => {
  const checks = await diskChecks(dir);
  try {
    const store = await SqliteStore.open(dir, { readOnly: true });
    try {
      const head = await store.head();
      const backups = backupCheck(...(await backupsOf({ dir, store }, head)), Date.now());
      return { entries: head + 1, checks: [...checks, backups] };
    } finally {
      await store.close();
    }
  } catch {
    // Why the book cannot be opened has been said.
    return { entries: null, checks };
  }
};

const diskChecks = async (dir: string): Promise<readonly Check[]> => [
  ...notRecording(dir),
  ...(await tryDisk(dir)).map((alarm) => wrong('disk', alarm, '')),
  roomCheck(freeIn(dir), folderBytes(dir)),
];

/** Where a newer version has gone on with the log, the followers say so themselves. */
const headUnlessNewer = ({ store }: MinuteBook, error: unknown): Promise<number> => {
  if (!(error instanceof NewerLog)) throw error;
  return store.head();
};

const notRecording = (dir: string): readonly Check[] => {
  const stopped = otherStopped(dir);
  if (stopped === null) return [];
  const says = `The program with the process id ${stopped.pid} has recorded nothing since ${stopped.since}: ${stopped.sentence}`;
  return [wrong('other programs', says, stopped.remedy)];
};

/** `alone`: nobody else signs. */
const ledgerChecks = async ({ ledger }: MinuteBook, alone: boolean): Promise<readonly Check[]> => {
  const health = ledger.health();
  const none = alone ? await whyNoKey(ledger) : null;
  const signedAt = health.checkpoint === null ? null : await ledger.checkpoints.keptAt(health.checkpoint);
  return [logCheck(health), checkpointCheck({ ...health, unsigned: health.unsigned ?? none }, signedAt, Date.now())];
};

const whyNoKey = async (ledger: MinuteBook['ledger']): Promise<string | null> => {
  try {
    return (await ledger.signingKey()) === null ? `No key that this log accepts is kept in ${ledger.keyFiles.dir}.` : null;
  } catch (error) {
    return (error as Error).message;
  }
};

/** The last backup, and when the first entry was recorded that is not in it. */
const backupsOf = async (
  { dir, store }: Pick<MinuteBook, 'dir' | 'store'>,
  head: number,
): Promise<readonly [LastBackup | null, number | null]> => {
  const last = await lastBackup(dir);
  const from = last?.entries ?? 0;
  if (from > head) return [last, null];
  const stop = new AbortController();
  for await (const { envelope } of store.all(from - 1, { signal: stop.signal })) {
    stop.abort();
    return [last, Date.parse(envelope.recordedAt)];
  }
  return [last, null];
};

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

/** All that the book takes on its disk. */
const folderBytes = (dir: string): number =>
  readdirSync(dir, { withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, { name }) => sum + (statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? 0), 0);

const freeIn = (dir: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  } catch {
    return null;
  }
};
