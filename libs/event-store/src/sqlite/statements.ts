import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { type EventRow, type TextEventRow, findingInSorted, findingInUnique } from './finding.js';
import { formatOf, pragma } from './fitness.js';
import type { Filed, Held, Position, Unread } from '../port.js';
import { textsIn } from './texts.js';

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

// Words and salts are blobs, so that zeros of the same length can be written over them.
const encoder = new TextEncoder();
const utf8 = (text: string): Uint8Array => encoder.encode(text);
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

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
  const unreadAsText = (row: TextEventRow): Unread => {
    const [position, stream, revision, id, command, text] = row;
    const filed = { stream, revision, id, command };
    return text.includes('\ufffd') ? unreadAt(row) : new AsText(position, text, filed);
  };
  const unreadAt = ([position, stream, revision, id, command]: TextEventRow): Unread => {
    const { bytes } = bytesAt(position) as { bytes: Uint8Array };
    return { position, bytes, filed: { stream, revision, id, command } };
  };
  const head = sql('SELECT coalesce(max(position), -1) AS head FROM events');
  const last = sql(`SELECT position, CASE WHEN stream = 'log' THEN bytes END AS bytes FROM events ORDER BY position DESC LIMIT 1`);

  for (const statement of [page, inText]) statement.setReturnArrays(true);
  const rowsOf = <R>(statement: StatementSync, ...values: SQLInputValue[]) => statement.all(...values) as unknown as readonly R[];

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
    ofStream: (stream: string): readonly Unread[] => finding.ofStream(stream).map(isInUtf8 ? unreadAsText : unreadAt),
    page: (after: Position, limit: number) => rowsOf<EventRow>(page, after, limit).map(unreadIn),
    /** The same for whoever reads the text of most of them, and the bytes of few. */
    pageInText: (after: Position, limit: number): readonly Unread[] =>
      isInUtf8 ? rowsOf<TextEventRow>(inText, after, limit).map(unreadAsText) : rowsOf<EventRow>(page, after, limit).map(unreadIn),
    head: (): Position => (head.get() as { head: number }).head,
    /** The newest entry; its bytes only where it is one of the stream `log`. */
    last: () => last.get() as { readonly position: Position; readonly bytes: Uint8Array | null } | undefined,
    store: (): StoreRow | null => (store?.get() as StoreRow | undefined) ?? null,
    agree: ({ size, root }: Held) => void agree?.run(size, root),
    streamsAfter: finding.streamsAfter,
    revision: finding.revision,
    refusesIds: finding.refusesIds,
    hasId: finding.hasId,
    putEvent: finding.putEvent,

    ...textsIn(db, finding),
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
