import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { canonical } from '#kernel/canonical.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { KeptCheckpoints, type Kept } from '#ledger/kept-checkpoints.js';
import { TreeFiles } from '#ledger/tree-files.js';
import { verifyLog } from '#ledger/verify-log.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { MadeLog } from './made-log.js';
import { nightly, verifiers, withoutPython } from './verifiers.js';

const newFolder = temporaryFolders();
const entries = 2_000;
const sizes = [700, 1_400, entries];
const patience = nightly ? 3_600_000 : 120_000;

const log = new MadeLog(entries, { keysEach: 400, erasesEach: 150 });
const kept = log.checkpoint(entries);
let book = '';
let audit = '';
let keptFile = '';
beforeAll(async () => {
  book = await log.inFolder(newFolder(), sizes);
  audit = log.asExport(newFolder(), sizes);
  keptFile = join(newFolder(), 'kept.txt');
  writeFileSync(keptFile, kept);
}, patience);

const copyOf = (dir: string): string => {
  const copy = newFolder();
  cpSync(dir, copy, { recursive: true });
  return copy;
};
const inDatabase = <T>(dir: string, use: (run: (sql: string, ...values: readonly SQLInputValue[]) => void) => T): T => {
  const db = new DatabaseSync(join(dir, 'log.sqlite'));
  try {
    db.exec('BEGIN');
    const result = use((sql, ...values) => void db.prepare(sql).run(...values));
    db.exec('COMMIT');
    return result;
  } finally {
    db.close();
  }
};
type Keeping = { readonly tree?: boolean; readonly own?: boolean };
/** As `minutebook verify --checkpoint` does, of a book in a folder. */
const alarmsIn = async (dir: string, { tree: withTree = true, own = true }: Keeping = {}) => {
  const store = await SqliteStore.open(dir, { readOnly: true });
  const tree = withTree ? TreeFiles.open(join(dir, 'tree')) : null;
  const checkpoints: Kept[] = [{ name: 'kept', note: kept }];
  if (own) for await (const one of new KeptCheckpoints(join(dir, 'checkpoints')).all()) checkpoints.push(one);
  try {
    return (await verifyLog({ store, tree, checkpoints })).alarms;
  } finally {
    tree?.close();
    await store.close();
  }
};
const flippedAt = (bytes: Uint8Array, place: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[place % copy.length]! ^= 1 << (place % 8);
  return copy;
};
const put = (dir: string, changed: ReadonlyMap<number, Uint8Array>) =>
  inDatabase(dir, (run) => {
    for (const [position, bytes] of changed) run('UPDATE events SET bytes = ? WHERE position = ?', bytes, position);
  });

describe('a log that nobody touched', () => {
  it('passes, in the product', async () => expect(await alarmsIn(book)).toEqual([]), patience);
  it.each(verifiers)(
    'passes, by %s',
    async (_, verify) => {
      const { exit, said } = await verify(audit, '--kept', keptFile);
      expect([exit, said]).toEqual([0, expect.stringMatching(/^OK: 2000 entries.*2000 entries covered\n$/)]);
    },
    patience,
  );
});

describe('a single byte of a log that was changed', () => {
  type Batch = { readonly positions: readonly number[]; readonly byte: (position: number) => number };
  const all = log.made.map((_, position) => position);
  const longest = Math.max(...all.map((position) => log.bytesAt(position).length));
  /** One byte of each of many entries at a time: by night every byte of every entry has its turn. */
  const batches: readonly Batch[] = nightly
    ? Array.from({ length: longest * 2 }, (_, n) => ({
        positions: all.filter((position) => position % 2 === n % 2 && n >> 1 < log.bytesAt(position).length),
        byte: () => n >> 1,
      }))
    : Array.from({ length: 20 }, (_, n) => ({
        positions: all.filter((position) => position % 20 === n),
        byte: (position) => position * 7_919 + n,
      }));
  it(
    `is found and named in the product, for ${nightly ? 'every byte' : `${entries} bytes`}`,
    async () => {
      const copy = copyOf(book);
      for (const { positions, byte } of batches) {
        put(copy, new Map(positions.map((position) => [position, flippedAt(log.bytesAt(position), byte(position))])));
        const named = new Set((await alarmsIn(copy)).map(({ position }) => position));
        expect(positions.filter((position) => !named.has(position))).toEqual([]);
        put(copy, new Map(positions.map((position) => [position, log.bytesAt(position)])));
      }
      expect(await alarmsIn(copy)).toEqual([]);
    },
    patience,
  );
  it(
    'is found with one kept checkpoint alone',
    async () => {
      const copy = copyOf(book);
      for (let n = 0; n < 20; n++) {
        const at = (n * 911) % entries;
        put(copy, new Map([[at, flippedAt(log.bytesAt(at), n * 131)]]));
        expect(await alarmsIn(copy, { tree: false, own: false })).not.toEqual([]);
        put(copy, new Map([[at, log.bytesAt(at)]]));
      }
    },
    patience,
  );
  it.each(verifiers)(
    'is found by %s, twenty times',
    async (_, verify) => {
      const copy = copyOf(audit);
      const path = join(copy, 'entries.jsonl');
      const whole = readFileSync(path);
      for (let n = 0; n < 20; n++) {
        writeFileSync(path, flippedAt(whole, Math.floor((whole.length / 20) * n) + n * 37));
        expect((await verify(copy)).exit).toBe(1);
      }
    },
    patience,
  );
});

describe('bytes that are no UTF-8, and are read as the words that were committed to', () => {
  const at = log.made.findIndex(({ texts }) => texts[0]?.text?.includes('\ufffd') && !log.erased.has(texts[0].digest));
  const { digest, text } = log.made[at]!.texts[0]!;
  it.each([
    ['one byte for three', Buffer.of(0xff)],
    ['three for three', Buffer.of(0xf0, 0x9f, 0x98)],
  ])(
    'are found and named in the product: %s',
    async (_, bytes) => {
      const copy = copyOf(book);
      const [before, after] = text!.split('\ufffd\ufffd');
      const words = Buffer.concat([Buffer.from(before!), bytes, bytes, Buffer.from(after!)]);
      expect(words.toString()).toBe(text);
      inDatabase(copy, (run) => run('UPDATE texts SET words = ? WHERE digest = ?', words, digest));
      expect(await alarmsIn(copy)).toEqual([
        { position: at, stream: log.made[at]!.envelope.stream, says: `its text ${digest} was changed` },
      ]);
    },
    patience,
  );
});

type Row = Record<string, SQLInputValue>;
const rowsOf = (dir: string): Row[] => {
  const db = new DatabaseSync(join(dir, 'log.sqlite'), { readOnly: true });
  const rows = db.prepare('SELECT * FROM events ORDER BY position').all() as Row[];
  db.close();
  return rows;
};
const write = (dir: string, rows: readonly Row[]) =>
  inDatabase(dir, (run) => {
    run('DELETE FROM events');
    rows.forEach((row, position) =>
      run(
        'INSERT INTO events (position, stream, revision, id, command, bytes) VALUES (?, ?, ?, ?, ?, ?)',
        ...[position, row['stream']!, row['revision']!, row['id']!, row['command']!, row['bytes']!],
      ),
    );
  });
const other = new MadeLog(entries, { keysEach: 400 });
const place = 1_234;
const wordedAt = log.made.findIndex(
  ({ envelope, texts }, n) => n > place && envelope.type === 'AdviceGiven' && !log.erased.has(texts[0]!.digest),
);
const worded = log.made[wordedAt]!.texts[0]!;

/** Each attack twice: on the folder of a book, and on the lines of an export. */
const attacks: Readonly<Record<string, { readonly book: (dir: string) => unknown; readonly lines: (lines: string[]) => void }>> = {
  'an entry is taken out': {
    book: (dir) => write(dir, rowsOf(dir).toSpliced(place, 1)),
    lines: (lines) => void lines.splice(place, 1),
  },
  'an entry is put in': {
    book: (dir) => write(dir, rowsOf(dir).toSpliced(place, 0, { ...rowsOf(dir)[3]!, id: 'put-in', stream: 'meeting-x', revision: 0 })),
    lines: (lines) => void lines.splice(place, 0, lines[place]!),
  },
  'two entries change places': {
    book: (dir) => {
      const rows = rowsOf(dir);
      write(dir, rows.with(place, rows[place + 1]!).with(place + 1, rows[place]!));
    },
    lines: (lines) => void ([lines[place], lines[place + 1]] = [lines[place + 1]!, lines[place]!]),
  },
  'the end is cut off': {
    book: (dir) => write(dir, rowsOf(dir).slice(0, place)),
    lines: (lines) => void (lines.length = place),
  },
  'all is written anew, hashes and signatures too': {
    book: async (dir) => {
      for (const name of ['log.sqlite', 'log.sqlite-wal', 'log.sqlite-shm', 'tree', 'checkpoints'])
        rmSync(join(dir, name), { recursive: true, force: true });
      await other.inFolder(dir, sizes);
    },
    lines: (lines) => other.made.forEach((_, n) => (lines[n] = canonical(other.line(n, 'words')))),
  },
  'a text reads otherwise': {
    book: (dir) => inDatabase(dir, (run) => run('UPDATE texts SET words = ? WHERE digest = ?', Buffer.from('other'), worded.digest)),
    lines: (lines) => void (lines[wordedAt] = lines[wordedAt]!.replace('"text":"', '"text":"Not ')),
  },
  'a text is gone and nobody erased it': {
    book: (dir) => inDatabase(dir, (run) => run('DELETE FROM texts WHERE digest = ?', worded.digest)),
    lines: (lines) => void (lines[wordedAt] = lines[wordedAt]!.replace(/,"salt":"[^"]*","text":"(?:[^"\\]|\\.)*"/, ',"erased":true')),
  },
  'what stands beside the bytes is edited': {
    book: (dir) => inDatabase(dir, (run) => run("UPDATE events SET stream = 'meeting-elsewhere', revision = 0 WHERE position = ?", place)),
    lines: (lines) => void (lines[place] = lines[place]!.replace(`"position":${place}`, `"position":${place + 1}`)),
  },
  'an older file is put back': {
    book: (dir) => {
      write(dir, rowsOf(dir).slice(0, sizes[1]));
      rmSync(join(dir, 'tree'), { recursive: true });
      rmSync(join(dir, 'checkpoints', `${entries}.txt`));
    },
    lines: (lines) => void (lines.length = sizes[1]!),
  },
};
describe(
  withoutPython ? `given one kept checkpoint it is found that (verify.py ${withoutPython})` : 'given one kept checkpoint it is found that',
  () => {
    const named: Readonly<Record<string, number>> = {
      'an entry is taken out': place,
      'an entry is put in': place,
      'two entries change places': place,
      'a text reads otherwise': wordedAt,
      'a text is gone and nobody erased it': wordedAt,
      'what stands beside the bytes is edited': place,
    };
    it.each(Object.entries(attacks))(
      '%s, in the product',
      async (name, attack) => {
        const copy = copyOf(book);
        await attack.book(copy);
        const alarms = await alarmsIn(copy);
        expect(alarms).not.toEqual([]);
        if (named[name] !== undefined) expect(alarms.map(({ position }) => position)).toContain(named[name]);
      },
      patience,
    );
    const both = Object.entries(attacks).flatMap(([name, { lines }]) =>
      verifiers.map(([program, verify]) => [name, program, verify, lines] as const),
    );
    it.each(both)(
      '%s, by %s',
      async (_, __, verify, change) => {
        const copy = copyOf(audit);
        const lines = readFileSync(join(audit, 'entries.jsonl'), 'utf8').slice(0, -1).split('\n');
        change(lines);
        writeFileSync(join(copy, 'entries.jsonl'), lines.map((line) => `${line}\n`).join(''));
        expect((await verify(copy, '--kept', keptFile)).exit).toBe(1);
      },
      patience,
    );
  },
);
