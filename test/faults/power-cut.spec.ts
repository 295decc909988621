import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { openLogFile } from '#event-store/sqlite/log-file.js';
import { statements } from '#event-store/sqlite/statements.js';
import { Writer } from '#event-store/sqlite/writer.js';
import { entry, filed } from '#event-store/contract-fixtures.js';
import { Disk, kept } from './disk-states.js';
import { chance, countedSuite, itTraced, many, newSeed, patience } from './suite.js';
import { opsIn, recording, runTraced, type Op } from './traced.js';

const newFolder = temporaryFolders();
const count = countedSuite('Power cut');
const states = many(300, 20_000);
// Memory where there is a disk of it: what is rebuilt is thrown away again at once.
const scratch = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'minutebook-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const record = async (how: 'careful' | 'careless', rounds: number): Promise<readonly Op[]> => {
  const folder = newFolder();
  const [trace, dir, said] = ['trace', 'book', 'said'].map((name) => join(folder, name)) as [string, string, string];
  mkdirSync(dir);
  const code = await runTraced(trace, recording, ['test/faults/meeting.child.ts', dir, said, how, String(rounds)], 120_000);
  expect(code).toBe(0);
  const ops = await opsIn(trace, dir, said);
  expect(ops.at(-1)).toMatchObject({ op: 'told', words: { closed: true } });
  return ops;
};

type Told = {
  readonly id?: string;
  readonly position?: number;
  readonly events?: readonly string[];
  readonly paper?: string;
  readonly erased?: readonly string[];
};
type Row = { readonly position: number; readonly stream: string; readonly revision: number; readonly id: string; readonly command: string };

/** How often some of it had been sorted when the power went. */
let sortedSomewhere = 0;

/** Opens what a disk was left with, as a server would; says what is wrong with it. */
const wrongIn = (
  files: ReadonlyMap<string, Buffer>,
  told: readonly Told[],
  whole: readonly string[] | null,
): { wrong: readonly string[]; ids: readonly string[] } => {
  const dir = mkdtempSync(join(scratch, 'state-'));
  for (const [file, bytes] of files) if (!file.endsWith('-shm')) writeFileSync(join(dir, file), bytes);
  const wrong: string[] = [];
  let ids: readonly string[] = [];
  try {
    const db = openLogFile(dir, false);
    try {
      const sound = db.prepare('PRAGMA integrity_check').get()!['integrity_check'];
      if (sound !== 'ok') wrong.push(`unreadable: ${String(sound)}`);
      const rows = db
        .prepare('SELECT position, stream, revision, id, command FROM events ORDER BY position')
        .all() as unknown as readonly Row[];
      ids = rows.map(({ id }) => id);
      const revisions = new Map<string, number>();
      for (const [place, { position, stream, revision }] of rows.entries()) {
        if (position !== place || revision !== (revisions.get(stream) ?? -1) + 1) wrong.push(`a gap at position ${position}`);
        revisions.set(stream, revision);
      }
      if (whole && ids.some((id, place) => whole[place] !== id)) wrong.push('reordered');
      const { isErased, blob, ...found } = statements(db);
      found.renew();
      for (const { id } of rows) if (!found.hasId(id)) wrong.push(`not found: entry ${id}`);
      for (const [stream, revision] of revisions)
        if (found.ofStream(stream).length !== revision + 1 || found.revision(stream) !== revision)
          wrong.push(`not found: all of ${stream}`);
      const digests = db.prepare('SELECT digest FROM texts').all() as unknown as readonly { digest: string }[];
      if (found.texts(digests.map(({ digest }) => digest)).size < digests.length) wrong.push('not found: a text');
      const sorted = db.prepare('SELECT events, texts FROM sorted').get() as { events: number; texts: number };
      if (sorted.events >= rows.length || sorted.texts > digests.length) wrong.push('more is sorted than there is');
      if (sorted.events >= 0) sortedSomewhere++;
      for (const { id, position, events, paper, erased } of told) {
        if (id !== undefined && !events!.every((event, n) => rows[position! - events!.length + 1 + n]?.id === event))
          wrong.push(`lost: command ${id}`);
        if (paper !== undefined && !blob(paper) && !isErased(paper)) wrong.push(`lost: paper ${paper}`);
        for (const digest of erased ?? []) if (!isErased(digest)) wrong.push(`lost: the erasure of ${digest}`);
      }
      // And it goes on from there.
      new Writer(db).take(
        [{ n: 0, asked: { do: 'append', stream: 'later', expected: -1, entries: [filed(entry('later', 0))], texts: [] } }],
        ([answer]) => {
          if (!('done' in answer!)) wrong.push('takes nothing more');
        },
      );
    } finally {
      db.close();
    }
  } catch (error) {
    wrong.push(`unreadable: ${(error as Error).message}`);
  }
  rmSync(dir, { recursive: true });
  return { wrong, ids };
};

/** The ids of the whole log, in order, where the power goes after everything. */
const atTheEnd = (ops: readonly Op[]): readonly string[] => {
  const disk = new Disk(ops);
  disk.goTo(ops.length);
  const { wrong, ids } = wrongIn(disk.left('nothing', Math.random), toldBefore(ops, ops.length), null);
  expect(wrong).toEqual([]);
  return ids;
};

const toldBefore = (ops: readonly Op[], steps: number): readonly Told[] =>
  ops.slice(0, steps).flatMap((op) => (op.op === 'told' ? [op.words as Told] : []));

describe('a power cut', () => {
  itTraced(
    'loses nothing that was acknowledged, reorders nothing, and leaves a log that opens',
    async () => {
      const ops = await record('careful', many(4, 12));
      const syncs = ops.filter(({ op }) => op === 'synced').length;
      expect(syncs).toBeGreaterThan(50);
      const whole = atTheEnd(ops);
      expect(whole.length).toBeGreaterThan(80);
      const seed = newSeed();
      const random = chance(seed);
      const acknowledged = ops.flatMap(({ op }, n) => (op === 'told' ? [n] : []));
      // As often just after something was acknowledged as anywhere.
      const anywhere = () => Math.floor(random() * ops.length) + 1;
      const justAfter = () => acknowledged[Math.floor(random() * acknowledged.length)]! + 1 + Math.floor(random() * 3);
      const cuts = Array.from({ length: states }, (_, n) => ({
        steps: n % 2 === 0 ? anywhere() : justAfter(),
        keeps: kept[(n >> 1) % kept.length]!,
      }));
      const disk = new Disk(ops);
      for (const { steps, keeps } of cuts.sort((one, other) => one.steps - other.steps)) {
        disk.goTo(steps);
        const { wrong } = wrongIn(disk.left(keeps, random), toldBefore(ops, steps), whole);
        if (wrong.length > 0) throw new Error(`seed ${seed}: cut after step ${steps} of ${ops.length}, kept ${keeps}: ${wrong.join('; ')}`);
      }
      expect(sortedSomewhere).toBeGreaterThan(states / 10);
      count(`states of a disk after ${syncs} syncs`, states);
    },
    patience,
  );

  itTraced(
    'is noticed here where a commit is not synced: synchronous=NORMAL loses what was acknowledged',
    async () => {
      const ops = await record('careless', 1);
      const disk = new Disk(ops);
      const lost = ops.filter(({ op }, n) => {
        if (op !== 'told') return false;
        disk.goTo(n + 1);
        return wrongIn(disk.left('nothing', Math.random), toldBefore(ops, n + 1), null).wrong.some((one) => one.startsWith('lost'));
      });
      expect(lost.length).toBeGreaterThan(10);
      count('states of the control, with losses', lost.length);
    },
    patience,
  );

  it('tears a write at the edge of a sector', () => {
    const write: Op = { op: 'write', file: 'f', at: 32, bytes: Buffer.alloc(4_120, 7) };
    const ops: Op[] = [{ op: 'made', file: 'f' }, { op: 'synced', file: '.' }, write];
    const disk = new Disk([...ops, { op: 'synced', file: 'f' }]);
    disk.goTo(3);
    const whole = disk.left('sectors of some', () => 0.4).get('f')!;
    expect(whole.subarray(32)).toEqual(Buffer.alloc(4_120, 7));
    expect(disk.left('nothing', () => 0).get('f')).toEqual(Buffer.alloc(0));
    const torn = [0.4, 0.9, 0.1, 0.9, 0.1, 0.1, 0.1, 0.1, 0.9, 0.9];
    const half = disk.left('sectors of some', () => torn.shift() ?? 0.1).get('f')!;
    expect([half[32], half[511], half[512], half[1_023], half[1_024]]).toEqual([0, 0, 7, 7, 0]);
    disk.goTo(4);
    expect(disk.left('nothing', () => 0).get('f')).toHaveLength(4_152);
  });
});
