import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { type EventRow, findingInSorted, findingInUnique, type TextRow } from './finding.js';
import { formatOf, pragma } from './fitness.js';
import type { Filed, Held, Opened, Position, Unread } from '../port.js';

type TextEventRow = readonly [Position, stream: string, revision: number, id: string, command: string, text: string];
// Rows come as arrays: that takes a quarter less time than objects.
const unreadIn = (row: EventRow): Unread => ({
  position: row[0],
  bytes: row[5],
  filed: { stream: row[1], revision: row[2], id: row[3], command: row[4] },
});

/** As text an entry takes less time and memory than as bytes, which are asked for by few. */
class AsText implements Unread {
  constructor(
    readonly position: Position,
    readonly text: string,
    readonly filed: Filed,
  ) {}
  get bytes(): Uint8Array {
    return utf8(this.text);
  }
}

/** Which store this is. */
export type StoreRow = {
  readonly id: string;
  readonly copy_of: string | null;
  readonly size: number | null;
  readonly root: string | null;
};

const openedIn = ([, erased, worded, salt, words]: TextRow): Opened => (erased ? 'erased' : { salt, text: worded ? words : null });

// Words and salts are blobs, so that zeros of the same length can be written over them.
const encoder = new TextEncoder();
const utf8 = (text: string): Uint8Array => encoder.encode(text);
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

/** From how many texts on it is of use to scan for them; where some lie, and how far from these others may. */
const [many, samples, aside] = [128, 16, 32];
const sampleOf = (all: readonly string[]): readonly string[] =>
  Array.from({ length: samples }, (_, n) => all[Math.floor((n * (all.length - 1)) / (samples - 1))]!);

/**
 * Every statement of the store, each with the type of its values: node:sqlite binds a value that is missing as NULL
 * without a word, and takes an object in first place for named parameters.
 */
export const statements = (db: DatabaseSync) => {
  const sql = (source: string): StatementSync => db.prepare(source);
  const one = (statement: StatementSync) => (value: SQLInputValue) => statement.get(value);

  const finding = (formatOf(db) === 0 ? findingInUnique : findingInSorted)(db);
  const page = sql('SELECT position, stream, revision, id, command, bytes FROM events WHERE position > ? ORDER BY position LIMIT ?');
  const inText = sql(
    'SELECT position, stream, revision, id, command, CAST(bytes AS TEXT) FROM events WHERE position > ? ORDER BY position LIMIT ?',
  );
  const bytesAt = one(sql('SELECT bytes FROM events WHERE position = ?'));
  const isInUtf8 = pragma(db, 'encoding') === 'UTF-8';
  // What is not UTF-8 is read as U+FFFD: only text without one tells all its bytes.
  const unreadAsText = ([position, stream, revision, id, command, text]: TextEventRow): Unread => {
    const filed = { stream, revision, id, command };
    if (!text.includes('\ufffd')) return new AsText(position, text, filed);
    return { position, bytes: (bytesAt(position) as { bytes: Uint8Array }).bytes, filed };
  };
  const head = sql('SELECT coalesce(max(position), -1) AS head FROM events');
  const last = sql(`SELECT position, CASE WHEN stream = 'log' THEN bytes END AS bytes FROM events ORDER BY position DESC LIMIT 1`);

  const textsBetween = sql(`
    SELECT texts.digest, erased.digest IS NOT NULL, worded, CAST(salt AS TEXT), CAST(words AS TEXT), place
    FROM texts LEFT JOIN erased ON erased.digest = texts.digest WHERE place BETWEEN ? AND ? ORDER BY place`);
  for (const statement of [page, inText, textsBetween]) statement.setReturnArrays(true);
  const rowsOf = <R>(statement: StatementSync, ...values: SQLInputValue[]) => statement.all(...values) as unknown as readonly R[];

  /** Those that lie where some of them do. Of entries that follow each other the texts mostly do so, too. */
  const nearTo = (digests: readonly string[]): readonly TextRow[] => {
    const places = sampleOf(digests).flatMap((digest) => finding.placeOf(digest) ?? []);
    const [first, last] = [Math.min(...places) - aside, Math.max(...places) + aside];
    return places.length === 0 || last - first > 2 * digests.length ? [] : rowsOf(textsBetween, first, last);
  };
  // Where those lay that were asked for last: whoever reads on finds the next ones behind them, and samples cost more than the scan.
  let lastPlace = 0;
  const behind = (digests: readonly string[]) => rowsOf<TextRow>(textsBetween, lastPlace - aside, lastPlace + digests.length + aside);
  const blob = one(sql('SELECT salt, bytes FROM blobs WHERE digest = ?'));
  const putBlob = sql('INSERT INTO blobs (digest, salt, bytes) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING');

  const allErased = sql('SELECT digest FROM erased');
  // A file from before stores had ids, opened for reading only, has no such table.
  const hasStore = sql(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'store'`).get() !== undefined;
  const store = hasStore ? sql('SELECT id, copy_of, size, root FROM store') : null;
  const agree = hasStore ? sql('UPDATE store SET size = ?, root = ? WHERE copy_of IS NOT NULL AND size IS NULL') : null;
  const isErased = one(sql('SELECT 1 FROM erased WHERE digest = ?'));
  const anyErased = sql('SELECT 1 FROM erased LIMIT 1');
  const markErased = sql('INSERT INTO erased (digest) VALUES (?) ON CONFLICT (digest) DO NOTHING');
  const wipeBlob = sql('UPDATE blobs SET salt = zeroblob(length(salt)), bytes = zeroblob(length(bytes)) WHERE digest = ?');
  const cutWal = sql('PRAGMA wal_checkpoint(TRUNCATE)');
  const checkpoint = sql('PRAGMA wal_checkpoint(PASSIVE)');
  const version = sql('PRAGMA data_version');

  return {
    ofStream: (stream: string) => finding.ofStream(stream).map(unreadIn),
    page: (after: Position, limit: number) => rowsOf<EventRow>(page, after, limit).map(unreadIn),
    /** The same for whoever reads the text of most of them, and the bytes of few. */
    pageInText: (after: Position, limit: number): readonly Unread[] =>
      isInUtf8 ? rowsOf<TextEventRow>(inText, after, limit).map(unreadAsText) : rowsOf<EventRow>(page, after, limit).map(unreadIn),
    head: (): Position => (head.get() as { head: number }).head,
    /** The newest entry; its bytes only where it is one of the stream `log`. */
    last: () => last.get() as { readonly position: Position; readonly bytes: Uint8Array | null } | undefined,
    store: (): StoreRow | null => (store?.get() as StoreRow | undefined) ?? null,
    agree: ({ size, root }: Held) => void agree?.run(size, root),
    revision: finding.revision,
    refusesIds: finding.refusesIds,
    hasId: finding.hasId,
    putEvent: finding.putEvent,

    /** Many are looked for beside each other first, which takes a fraction of the time of looking each up. */
    texts: (digests: readonly string[]): ReadonlyMap<string, Opened> => {
      const found = new Map<string, Opened>();
      let others = digests;
      for (const near of [behind, nearTo]) {
        if (others.length < many) break;
        const rows = new Map<string, TextRow>();
        for (const row of near(others)) if (!rows.has(row[0])) rows.set(row[0], row);
        const away: string[] = [];
        for (const digest of others) {
          const row = rows.get(digest);
          if (!row) away.push(digest);
          else found.set(digest, openedIn(row));
          if (row) lastPlace = row[5];
        }
        others = away;
      }
      if (others.length > 0)
        for (const row of finding.texts([...new Set(others)])) if (!found.has(row[0])) found.set(row[0], openedIn(row));
      return found;
    },
    putText: finding.putText,
    blob: (digest: string) => {
      const row = blob(digest) as { salt: Uint8Array; bytes: Uint8Array } | undefined;
      return row && { salt: fromUtf8(row.salt), bytes: row.bytes };
    },
    putBlob: (digest: string, salt: string, bytes: Uint8Array) => void putBlob.run(digest, utf8(salt), bytes),

    allErased: (): readonly string[] => (allErased.all() as unknown as readonly { digest: string }[]).map(({ digest }) => digest),
    isErased: (digest: string): boolean => isErased(digest) !== undefined,
    anyErased: (): boolean => anyErased.get() !== undefined,
    erase: (digest: string) => {
      markErased.run(digest);
      finding.wipeText(digest);
      wipeBlob.run(digest);
    },
    cutWal: () => cutWal.get() as { busy: 0 | 1 },
    checkpoint: () => void checkpoint.get(),
    renew: finding.renew,
    forget: finding.forget,
    unsorted: (): number => finding.unsorted,
    sort: finding.sort,
    /** Another number whenever another connection has committed. */
    committedByOthers: () => (version.get() as { data_version: number }).data_version,
  };
};

export type Statements = ReturnType<typeof statements>;
