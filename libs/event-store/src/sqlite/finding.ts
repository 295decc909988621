import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Filed, Position, SealedText } from '../port.js';
import { Unsorted } from './unsorted.js';

type Row<B> = readonly [Position, stream: string, revision: number, id: string, command: string, bytes: B];
export type EventRow = Row<Uint8Array>;
/** With its bytes as text. */
export type TextEventRow = Row<string>;
/** What is read of a text; `gone` says in SQL whether it was erased. */
export type Columns = (gone: string) => string;
/** Of each text that is held or erased: which one it is of those that are asked for, and its columns. */
export type LookUp<C extends readonly unknown[]> = (digests: readonly string[]) => readonly (readonly [n: number, ...C])[];

/** What is found by its name, and not by its place in the log: entries by id and stream, texts by digest. */
export interface Finding {
  /** Whether the file itself refuses an entry whose id it has. */
  readonly refusesIds: boolean;
  /** In entries and texts: how much is found in memory alone. */
  readonly unsorted: number;
  readonly ofStream: (stream: string) => readonly TextEventRow[];
  /** Their names behind a name, in the order of names. */
  readonly streamsAfter: (name: string, limit: number) => readonly string[];
  /** Of the last entry of a stream; -1 where there is none. */
  readonly revision: (stream: string) => number;
  /** Within a transaction that began with {@link renew}. */
  readonly hasId: (id: string) => boolean;
  /** Where a digest has two, the first of them comes first. */
  readonly textsWith: <C extends readonly unknown[]>(columns: Columns) => LookUp<C>;
  readonly placeOf: (digest: string) => number | undefined;
  readonly putEvent: (position: Position, filed: Filed, bytes: Uint8Array) => void;
  /** Of a digest that is held already it adds nothing that is found. */
  readonly putText: (text: SealedText) => void;
  readonly wipeText: (digest: string) => void;
  /** Looks what others have committed. */
  readonly renew: () => void;
  /** What was put since may have been taken back. */
  readonly forget: () => void;
  /** Sorts the oldest of what is found in memory alone into the file, within a transaction. @param most of entries, and of texts */
  readonly sort: (most: number) => void;
}

const eventColumns = 'events.position, events.stream, events.revision, events.id, events.command, CAST(events.bytes AS TEXT)';
const streamsIn = (table: string) => `SELECT DISTINCT stream FROM ${table} WHERE stream > ? ORDER BY stream LIMIT ?`;
const isGone = 'erased.digest IS NOT NULL';
const wipe = 'UPDATE texts SET salt = zeroblob(length(salt)), words = zeroblob(length(words)) WHERE';
const putEvent = 'INSERT INTO events (position, stream, revision, id, command, bytes) VALUES (?, ?, ?, ?, ?, ?)';
// One statement for all that are asked for: looked up one by one, they take most of the time in which a log is verified.
const asked = (found: string, columns: Columns) => `
  SELECT asked.key, ${columns(isGone)}
  FROM json_each(?) AS asked LEFT JOIN ${found} LEFT JOIN erased ON erased.digest = asked.value
  WHERE texts.digest IS NOT NULL OR erased.digest IS NOT NULL`;

const prepare = (db: DatabaseSync) => ({
  one: (source: string) => {
    const statement = db.prepare(source);
    return (value: SQLInputValue) => statement.get(value);
  },
  rows: <R>(source: string) => {
    const statement: StatementSync = db.prepare(source);
    statement.setReturnArrays(true);
    return (...values: SQLInputValue[]) => statement.all(...values) as unknown as readonly R[];
  },
});

/** In a file of format 0, whose tables are UNIQUE by id, stream and digest: each commit adds to four indices at places that chance has chosen. */
export const findingInUnique = (db: DatabaseSync): Finding => {
  const { one, rows } = prepare(db);
  const ofStream = rows<TextEventRow>(`SELECT ${eventColumns} FROM events WHERE stream = ? ORDER BY revision`);
  const streams = rows<readonly [string]>(streamsIn('events'));
  const revision = one('SELECT coalesce(max(revision), -1) AS revision FROM events WHERE stream = ?');
  const hasId = one('SELECT 1 FROM events WHERE id = ?');
  const put = db.prepare(putEvent);
  const placeOf = one('SELECT place FROM texts WHERE digest = ?');
  const putText = db.prepare(
    'INSERT INTO texts (digest, worded, salt, words) VALUES (?, ?, CAST(? AS BLOB), CAST(? AS BLOB)) ON CONFLICT (digest) DO NOTHING',
  );
  const wipeText = db.prepare(`${wipe} digest = ?`);
  return {
    refusesIds: true,
    unsorted: 0,
    ofStream: (stream) => ofStream(stream),
    streamsAfter: (name, limit) => streams(name, limit).map(([one]) => one),
    revision: (stream) => (revision(stream) as { revision: number }).revision,
    hasId: (id) => hasId(id) !== undefined,
    textsWith: <C extends readonly unknown[]>(columns: Columns): LookUp<C> => {
      const texts = rows<readonly [number, ...C]>(asked('texts ON texts.digest = asked.value', columns));
      return (digests) => texts(JSON.stringify(digests));
    },
    placeOf: (digest) => (placeOf(digest) as { place: number } | undefined)?.place,
    putEvent: (position, { stream, revision, id, command }, bytes) => void put.run(position, stream, revision, id, command, bytes),
    putText: ({ digest, salt, text }) => void putText.run(digest, text === null ? 0 : 1, salt, text ?? ''),
    wipeText: (digest) => void wipeText.run(digest),
    renew: () => undefined,
    forget: () => undefined,
    sort: () => undefined,
  };
};

/** Of id and digest so much is kept in the sorted tables that two seldom share it; the row itself says which it is. */
const ofId = (id: string) => `substr(${id}, 1, 13)`;
const ofDigest = (digest: string) => `substr(${digest}, 1, 11)`;

/**
 * In a file whose entries and texts are only added to. What is new is found in memory, by whoever looks for it; from time to time
 * the writer sorts all of it into tables of their own at once, of which fewer pages change than if each commit did it.
 */
export const findingInSorted = (db: DatabaseSync): Finding => {
  const { one, rows } = prepare(db);
  const unsorted = new Unsorted(db);
  const ofStream = rows<TextEventRow>(`
    SELECT ${eventColumns} FROM streams JOIN events ON events.position = streams.position
    WHERE streams.stream = ?1 AND events.stream = ?1 ORDER BY streams.revision`);
  const at = rows<TextEventRow>(`
    SELECT ${eventColumns} FROM json_each(?1) AS asked JOIN events ON events.position = asked.value
    WHERE events.stream = ?2 ORDER BY events.revision`);
  const streams = rows<readonly [string]>(streamsIn('streams'));
  const revision = one('SELECT coalesce(max(revision), -1) AS revision FROM streams WHERE stream = ?');
  const hasId = one(`SELECT 1 FROM ids JOIN events ON events.position = ids.position WHERE ids.id = ${ofId('?1')} AND events.id = ?1`);
  const put = db.prepare(putEvent);
  const places = `places ON places.digest = ${ofDigest('asked.value')} LEFT JOIN texts ON texts.place = places.place AND texts.digest = asked.value`;
  const placeOf = one(`
    SELECT min(texts.place) AS place FROM places JOIN texts ON texts.place = places.place
    WHERE places.digest = ${ofDigest('?1')} AND texts.digest = ?1`);
  const putText = db.prepare('INSERT INTO texts (place, digest, worded, salt, words) VALUES (?, ?, ?, CAST(? AS BLOB), CAST(? AS BLOB))');
  const wipeSorted = db.prepare(`${wipe} digest = ?1 AND place IN (SELECT place FROM places WHERE digest = ${ofDigest('?1')})`);
  const wipeAt = db.prepare(`${wipe} place = ?`);
  const eventsToSort = 'FROM events WHERE position > (SELECT events FROM sorted) AND position <= ?';
  const textsToSort = 'FROM texts WHERE place > (SELECT texts FROM sorted) AND place <= ?';
  const sortIds = db.prepare(`INSERT INTO ids SELECT ${ofId('id')}, position ${eventsToSort} ORDER BY 1, 2`);
  const sortStreams = db.prepare(`INSERT INTO streams SELECT stream, revision, position ${eventsToSort} ORDER BY 1, 2, 3`);
  const sortPlaces = db.prepare(`INSERT INTO places SELECT ${ofDigest('digest')}, place ${textsToSort} ORDER BY 1, 2`);
  const mark = db.prepare('UPDATE sorted SET events = ?, texts = ?');

  return {
    refusesIds: false,
    get unsorted() {
      return unsorted.count;
    },
    // What is in memory is looked at first: meanwhile the writer may sort it, and then it is found twice, and never not at all.
    ofStream: (stream) => {
      const added = unsorted.renewed().positionsOf(stream);
      const sorted = ofStream(stream);
      const last = sorted.at(-1)?.[0] ?? -1;
      const after = added.filter((position) => position > last);
      return after.length === 0 ? sorted : [...sorted, ...at(JSON.stringify(after), stream)];
    },
    streamsAfter: (name, limit) => {
      const added = unsorted.renewed().streamsAfter(name);
      const sorted = streams(name, limit).map(([one]) => one);
      return added.length === 0 ? sorted : [...new Set([...sorted, ...added])].sort().slice(0, limit);
    },
    revision: (stream) => unsorted.renewed().revisionOf(stream) ?? (revision(stream) as { revision: number }).revision,
    hasId: (id) => unsorted.hasId(id) || hasId(id) !== undefined,
    textsWith: <C extends readonly unknown[]>(columns: Columns): LookUp<C> => {
      const texts = rows<readonly [number, ...C]>(asked(places, columns));
      const newTexts = rows<readonly [number, ...C]>(`
        SELECT asked.key, ${columns(isGone)}
        FROM json_each(?) AS asked JOIN texts ON texts.place = asked.value LEFT JOIN erased ON erased.digest = texts.digest`);
      return (digests) => {
        const { placeOf } = unsorted.renewed();
        const added = digests.flatMap((digest, n) => {
          const place = placeOf(digest);
          return place === undefined ? [] : [[n, place] as const];
        });
        const sorted = texts(JSON.stringify(digests));
        if (added.length === 0) return sorted;
        const rest = newTexts(JSON.stringify(added.map(([, place]) => place)));
        return [...sorted, ...rest.map(([at, ...columns]) => [added[at]![0], ...columns] as const)];
      };
    },
    placeOf: (digest) => {
      const added = unsorted.renewed().placeOf(digest);
      return (placeOf(digest) as { place: number | null }).place ?? added;
    },
    putEvent: (position, { stream, revision, id, command }, bytes) => {
      put.run(position, stream, revision, id, command, bytes);
      unsorted.event(position, stream, revision, id);
    },
    putText: ({ digest, salt, text }) => {
      if (unsorted.placeOf(digest) === undefined) putText.run(unsorted.text(digest), digest, text === null ? 0 : 1, salt, text ?? '');
    },
    wipeText: (digest) => {
      wipeSorted.run(digest);
      const added = unsorted.placeOf(digest);
      if (added !== undefined) wipeAt.run(added);
    },
    renew: () => void unsorted.renewed(),
    forget: () => unsorted.forget(),
    sort: (most) => {
      const upTo = unsorted.oldest(most);
      for (const statement of [sortIds, sortStreams]) statement.run(upTo.events);
      sortPlaces.run(upTo.texts);
      mark.run(upTo.events, upTo.texts);
      unsorted.sortedTo(upTo);
    },
  };
};
