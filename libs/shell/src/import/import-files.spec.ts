import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#event-store/port.js';
import { minutesMarkdown } from '#documents/minutes-markdown.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { openMinutesOf } from '../meeting-minutes.js';
import { MinuteBook } from '../minute-book.js';
import { importFiles, type Imported } from './import-files.js';
import { ImportRefused } from './import-refused.js';
import { unfinishedImports } from './unfinished.js';

const folder = temporaryFolders();
const seed = { name: 'meeting.yaml', source: readFileSync('test/golden/em-iep-2010-01-20/meeting.yaml', 'utf8') };
const changed = (from: string, to: string) => {
  if (!seed.source.includes(from)) throw new Error(`the seed does not say ${from}`);
  return { ...seed, source: seed.source.replace(from, to) };
};
const earlier = {
  name: 'earlier.yaml',
  source: [
    'minutebook: 1',
    'board: EM Partnership Board',
    'meeting: 2009-11-27',
    'recorded: from printed minutes',
    'present:',
    '  - heading: In attendance',
    '    role: voting member',
    '    people:',
    '      Councillor Martin Hill OBE: Lincolnshire CC',
    'items:',
    '  - item 1: Matters Arising',
    '    record:',
    '      - nil: None',
    '',
  ].join('\n'),
};

const inBook = async <T>(dir: string, use: (book: MinuteBook) => Promise<T>): Promise<T> => {
  const book = await MinuteBook.open({ dir });
  try {
    return await use(book);
  } finally {
    await book.close();
  }
};
const errorsOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof ImportRefused)) throw error instanceof Error ? error : new Error('nothing was refused');
  return error.errors;
};
const theOne = async (runs: Promise<readonly Imported[]>) => (await runs)[0]!;
/** The paper as it is printed, but for when it was recorded. */
const paper = async (book: MinuteBook, meetingId: string) => {
  const open = await openMinutesOf(book, meetingId, { at: null, on: '2026-01-20' });
  return minutesMarkdown({ ...open, shown: { at: '2026-01-20T00:00:00.000Z', position: null } });
};
/** The disk fails at the append that would bring the entries of the import above so many; says how many it had kept. */
const failAfter = (book: MinuteBook, entries: number) => {
  const append = book.store.append.bind(book.store);
  let kept = 0;
  book.store.append = async (stream, expected, envelopes, texts) => {
    const [{ causation, correlation }] = envelopes.map((bytes) => JSON.parse(Buffer.from(bytes).toString())) as [
      Record<string, string | null>,
    ];
    const imported = causation === null && correlation !== null ? envelopes.length : 0;
    if (imported > 0 && kept + imported > entries) throw new StoreUnavailable('The disk is full.', 'Make room.', { lasts: true });
    kept += imported;
    return append(stream, expected, envelopes, texts);
  };
  return () => kept;
};

describe('importing meeting files', () => {
  it('records a meeting, and finds it again', () =>
    inBook(folder(), async (book) => {
      const [first] = await importFiles(book, [seed]);
      const head = await book.store.head();
      const [again] = await importFiles(book, [seed]);
      expect(first).toMatchObject({ file: 'meeting.yaml', run: 1 });
      expect(first!.recorded).toBeGreaterThan(200);
      expect(again).toMatchObject({ meetingId: first!.meetingId, run: 1, recorded: 0 });
      expect(await book.store.head()).toBe(head);
      expect(await unfinishedImports(book)).toEqual([]);
    }));

  it('decides all files before it appends any', () =>
    inBook(folder(), async (book) => {
      const head = await book.store.head();
      const broken = changed('- vote: The Board were asked', '- voet: The Board were asked');
      await expect(importFiles(book, [earlier, broken])).rejects.toBeInstanceOf(ImportRefused);
      expect(await book.store.head()).toBe(head);
    }));

  it('knows people and boards that an earlier file of the same import introduced', () =>
    inBook(folder(), async (book) => {
      const [one, two] = await importFiles(book, [earlier, seed]);
      expect(book.registers.people().filter(({ name }) => name === 'Councillor Martin Hill OBE')).toHaveLength(1);
      expect(book.registers.boards()).toHaveLength(1);
      const approved = book.registers.meeting(one!.meetingId);
      expect(approved?.minutes).toMatchObject({ status: 'approved', approvedBy: { meeting: two!.meetingId, on: '2010-01-20' } });
    }));

  describe('cut off after any entry', () => {
    let whole: { recorded: number; minutes: string; people: readonly (string | null)[] };
    beforeAll(async () => {
      whole = await inBook(folder(), async (book) => {
        const { meetingId, recorded } = await theOne(importFiles(book, [seed]));
        return { recorded, minutes: await paper(book, meetingId), people: book.registers.people().map(({ name }) => name) };
      });
    });

    it.each([1, 2, 97, 230])('%i: says so, and finishes when it is imported again', async (entries) => {
      const dir = folder();
      const before = await inBook(dir, async (book) => {
        const kept = failAfter(book, entries);
        await expect(importFiles(book, [seed])).rejects.toBeInstanceOf(StoreUnavailable);
        return kept();
      });
      await inBook(dir, async (book) => {
        // A board alone names no meeting yet.
        expect(await unfinishedImports(book)).toHaveLength(before <= 1 ? 0 : 1);
        const { meetingId, recorded } = await theOne(importFiles(book, [seed]));
        expect(recorded).toBe(whole.recorded - before);
        expect(await paper(book, meetingId)).toBe(whole.minutes);
        expect(book.registers.people().map(({ name }) => name)).toEqual(whole.people);
        expect(await unfinishedImports(book)).toEqual([]);
      });
    });

    it('is finished from the file that it kept before a changed one is looked at', async () => {
      const dir = folder();
      await inBook(dir, async (book) => {
        failAfter(book, 150);
        await expect(importFiles(book, [seed])).rejects.toBeInstanceOf(StoreUnavailable);
      });
      await inBook(dir, async (book) => {
        const file = changed('Moving from old to new technologies', 'Moving from old to newer technologies');
        await errorsOf(importFiles(book, [file]));
        expect(await unfinishedImports(book)).toHaveLength(1);
        const runs = await importFiles(book, [file], { amend: { reason: 'Misread' } });
        expect(runs.map(({ run }) => run)).toEqual([1, 2]);
        expect(await paper(book, runs[0]!.meetingId)).toContain('newer technologies');
        expect(await unfinishedImports(book)).toEqual([]);
      });
    });
  });

  describe('a changed file of a recorded meeting', () => {
    const file = changed('Moving from old to new technologies', 'Moving from old to newer technologies');

    it('is refused, and the differences are listed with their lines', () =>
      inBook(folder(), async (book) => {
        await importFiles(book, [seed]);
        const head = await book.store.head();
        const errors = await errorsOf(importFiles(book, [file]));
        expect(errors.map(({ rule }) => rule)).toEqual(['file.differs-from-book']);
        expect(file.source.split('\n')[errors[0]!.line - 1]).toContain('newer technologies');
        expect(await book.store.head()).toBe(head);
      }));

    it('is recorded as a run of its own, put right with its reason, and found again', () =>
      inBook(folder(), async (book) => {
        const { meetingId } = await theOne(importFiles(book, [seed]));
        const [amended] = await importFiles(book, [file], { amend: { reason: 'Misread' } });
        expect(amended).toMatchObject({ meetingId, run: 2, recorded: 2 });
        expect(await paper(book, meetingId)).toContain('Moving from old to newer technologies');
        const head = await book.store.head();
        expect(await importFiles(book, [file])).toMatchObject([{ run: 2, recorded: 0 }]);
        expect(await book.store.head()).toBe(head);
        expect(
          book.registers.auditTrail({ stream: `meeting-${meetingId}` }).filter(({ standing }) => standing === 'put right'),
        ).toHaveLength(1);
      }));

    it('cut off in the middle of an amendment, is finished', async () => {
      const dir = folder();
      await inBook(dir, async (book) => {
        await importFiles(book, [seed]);
        failAfter(book, 1);
        await expect(importFiles(book, [file], { amend: { reason: 'Misread' } })).rejects.toBeInstanceOf(StoreUnavailable);
      });
      await inBook(dir, async (book) => {
        expect(await unfinishedImports(book)).toMatchObject([{ run: 2, date: '2010-01-20' }]);
        const { meetingId, recorded } = await theOne(importFiles(book, [file]));
        expect(recorded).toBe(1);
        expect(await paper(book, meetingId)).toContain('newer technologies');
        expect(await unfinishedImports(book)).toEqual([]);
      });
    });
  });

  it('names the line, the rule and the remedy of what the book refuses', () =>
    inBook(folder(), async (book) => {
      const twice = changed('recorded: from printed minutes', 'recorded: live');
      const [error] = await errorsOf(importFiles(book, [twice]));
      expect(error).toMatchObject({
        file: 'meeting.yaml',
        line: expect.any(Number),
        rule: expect.stringContaining('.'),
        remedy: expect.stringMatching(/\w/),
      });
    }));
});
