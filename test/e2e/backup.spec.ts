import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { digestOf, type Text } from '#kernel/text.js';
import { blobDigest, newSalt } from '#event-store/digests.js';
import { readNote } from '#ledger/checkpoint.js';
import { localOperator, MinuteBook } from '#shell/minute-book.js';
import { compareWith } from '#shell/ledger/proofs.js';
import { readStream } from '#shell/reading.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { verifiers } from '../ledger/verifiers.js';
import { commandLine } from './command-line.js';

const newFolder = temporaryFolders();
const secret = 'Member Q has moved to the lighthouse';
const person = `person-${randomUUID()}`;

const inBook = async <T>(dir: string, use: (book: MinuteBook) => Promise<T>): Promise<T> => {
  const book = await MinuteBook.open({ dir });
  try {
    return await use(book);
  } finally {
    await book.close();
  }
};
const record = (dir: string, verb: string, data: object, stream = person) =>
  inBook(dir, (book) => book.record({ stream, id: randomUUID(), verb, data, actor: localOperator, recorded: 'live' }));
const introduce = (dir: string, name: string) => record(dir, 'IntroducePerson', { name }, `person-${randomUUID()}`);
const filesWith = (dir: string, words: string): readonly string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && readFileSync(join(one.parentPath, one.name)).includes(words))
    .map(({ name }) => name);
const newestIn = (dir: string) => {
  const sizes = readdirSync(join(dir, 'checkpoints')).map((name) => parseInt(name));
  return join(dir, 'checkpoints', `${Math.max(...sizes)}.txt`);
};
const originIn = (checkpoint: string) => readNote(readFileSync(checkpoint, 'utf8')).checkpoint.origin;

let [live, backup, anew] = ['', '', ''];
const say = (...argv: readonly string[]) => commandLine(anew).say(...argv);
beforeEach(async () => {
  const folder = newFolder();
  [live, backup, anew] = [join(folder, 'live'), join(folder, 'backup'), join(folder, 'anew')];
  await record(live, 'IntroducePerson', { name: secret });
  await introduce(live, 'Member A');
  expect(await commandLine(live).say('backup', backup)).toMatchObject({ exit: 0, out: expect.stringContaining('verified') });
});

describe('a backup', () => {
  it('is whole also where the book can take no note of it, and says so', async () => {
    rmSync(join(live, 'last-backup.json'));
    mkdirSync(join(live, 'last-backup.json'));
    const { exit, out, err } = await commandLine(live).say('backup', anew);
    expect([exit, out]).toEqual([0, expect.stringContaining('verified')]);
    expect(err).toMatch(/The book in .* takes no note of it, so that doctor and \/health do not know of it: EISDIR/);
    expect(readdirSync(anew)).toEqual(readdirSync(backup));
  });

  it('is whole, with the keys for their owner alone, and says what it is of', async () => {
    expect(readdirSync(backup).toSorted()).toEqual(['backup.json', 'checkpoints', 'erased.txt', 'keys', 'log.sqlite', 'tree']);
    expect(readdirSync(join(backup, 'keys')).map((name) => statSync(join(backup, 'keys', name)).mode & 0o777)).toEqual([0o600]);
    const { entries } = JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8'));
    expect(JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8'))).toMatchObject({
      covered: entries,
      origin: originIn(newestIn(live)),
      keys: true,
      texts: 2,
    });
    expect(JSON.parse(readFileSync(join(live, 'last-backup.json'), 'utf8')).entries).toBe(entries);
  });
  it('is not put over anything, and leaves the keys out where that is asked', async () => {
    expect(await commandLine(live).say('backup', backup)).toMatchObject({ exit: 1, err: expect.stringContaining('backup.folder-in-use') });
    const other = `${backup}-2`;
    expect(await commandLine(live).say('backup', other, '--without-keys')).toMatchObject({ exit: 0 });
    expect(existsSync(join(other, 'keys'))).toBe(false);
    const restored = await commandLine(anew).say('restore', other);
    expect(restored).toMatchObject({ exit: 0, out: expect.stringContaining('No key signs here') });
    const newest = await commandLine(`${anew}-newest`).say('restore', other, '--kept', live);
    expect(newest).toMatchObject({ exit: 0, out: expect.stringMatching(/goes on as it was[^]*No key signs here/) });
  });
  it('of a book that was closed since it moved is put back only to be looked at', async () => {
    expect(await commandLine(live).say('copy', '--to', `${live}-moved`)).toMatchObject({ exit: 0 });
    const closed = `${backup}-closed`;
    expect(await commandLine(live).say('backup', closed)).toMatchObject({ exit: 0 });
    expect(await say('restore', closed)).toMatchObject({ exit: 1, err: expect.stringContaining('restore.closed') });
    expect(existsSync(anew)).toBe(false);
    expect(await say('restore', closed, '--kept', live)).toMatchObject({ exit: 0 });
    expect(await say('verify')).toMatchObject({ exit: 0 });
  });
  it('holds no words whose erasure was on record, even where it had been cut off', async () => {
    const digest = await inBook(live, async (book) => {
      const { recorded } = await readStream(book.store, person);
      const one = digestOf(recorded[0]!.data.name as Text);
      const data = { digests: [one], ground: 'Asked for', authority: 'The clerk' };
      await book.write.handle({ stream: person, id: randomUUID(), verb: 'EraseTexts', data, actor: localOperator, recorded: 'live' });
      return one;
    });
    expect(filesWith(live, secret)).not.toEqual([]);
    const after = `${backup}-2`;
    expect(await commandLine(live).say('backup', after)).toMatchObject({ exit: 0 });
    expect(filesWith(after, secret)).toEqual([]);
    expect(readFileSync(join(after, 'erased.txt'), 'utf8')).toContain(digest);
  });
  it('of a log that is not what was signed is none', async () => {
    const db = new DatabaseSync(join(live, 'log.sqlite'));
    db.exec("UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), 'PolicyBegun', 'PolicyBegan') AS BLOB) WHERE position = 2");
    db.close();
    const refused = await commandLine(live).say('backup', `${backup}-2`);
    expect(refused).toMatchObject({ exit: 1, err: expect.stringContaining('position 2, log: was changed') });
    expect(existsSync(`${backup}-2`)).toBe(false);
  });
  it('takes papers along, and one that was changed is named', async () => {
    const [salt, bytes] = [newSalt(), Buffer.from('A plan of the quay')];
    const digest = blobDigest(salt, bytes);
    await inBook(live, ({ store }) => store.blobs.put(digest, salt, bytes));
    const after = `${backup}-2`;
    await commandLine(live).say('backup', after);
    expect(await say('restore', after)).toMatchObject({ exit: 0 });
    expect(await inBook(anew, ({ store }) => store.blobs.get(digest))).toMatchObject({ bytes: new Uint8Array(bytes) });
    const db = new DatabaseSync(join(after, 'log.sqlite'));
    db.exec("UPDATE blobs SET bytes = x'00'");
    db.close();
    const refused = await commandLine(`${anew}-2`).say('restore', after);
    expect(refused).toMatchObject({ exit: 1, err: expect.stringContaining(`the paper ${digest} was changed`) });
  });
});

describe('a backup that is put back', () => {
  it('goes on as a fork: what was signed before holds, what comes is signed under a new origin', async () => {
    await introduce(live, 'Member B');
    const other = readFileSync(newestIn(live), 'utf8');
    const { exit, out } = await say('restore', backup, '--kept', live, '--reason', 'The disk failed');
    expect([exit, out]).toEqual([0, expect.stringContaining('covers 1 entry more, which the backup does not hold')]);
    await introduce(anew, 'Member C');
    await introduce(anew, 'Member D');
    expect(originIn(newestIn(anew))).not.toBe(originIn(newestIn(backup)));
    expect(await say('verify', '--checkpoint', newestIn(backup))).toMatchObject({ exit: 0 });
    expect(await say('export', '--audit', join(newFolder(), 'audit'))).toMatchObject({ exit: 0 });

    await inBook(anew, async (book) => {
      expect(await compareWith(book, readFileSync(newestIn(backup), 'utf8'))).toMatchObject({ second: book.ledger.size });
      await expect(compareWith(book, other)).rejects.toMatchObject({ refusal: { refused: 'checkpoint.other-branch' } });
      expect(book.ledger.alarm).toBeNull();
    });
  });
  it.each(verifiers)('is verified by %s, with a checkpoint of the time before', async (_, verify) => {
    await say('restore', backup);
    const audit = join(newFolder(), 'audit');
    await say('export', '--audit', audit);
    expect(await verify(audit, '--kept', newestIn(backup))).toEqual({ exit: 0, said: expect.stringMatching(/^OK: /) });
    await introduce(live, 'Member B');
    const { exit, said } = await verify(audit, '--kept', newestIn(live));
    expect([exit, said]).toEqual([1, expect.stringContaining('ALARM checkpoint kept: is of another log')]);
  });
  it('goes on as it was where the last checkpoint shows that nothing came after it', async () => {
    expect(await say('restore', backup, '--kept', live)).toMatchObject({ exit: 0, out: expect.stringContaining('goes on as it was') });
    expect(originIn(newestIn(anew))).toBe(originIn(newestIn(live)));
    expect(await say('verify', '--checkpoint', newestIn(live))).toMatchObject({ exit: 0 });
    expect(await commandLine(`${anew}-2`).say('restore', backup, '--kept', newestIn(backup))).toMatchObject({
      exit: 1,
      err: expect.stringContaining('kept.of-the-backup'),
    });
  });
  it('has the registers that a rebuild makes', async () => {
    await say('restore', backup);
    await inBook(anew, async (book) => {
      const before = book.registers.dump();
      await book.registers.rebuild(book.store);
      expect(Buffer.from(book.registers.dump())).toEqual(Buffer.from(before));
      expect(book.registers.people({ on: '2026-01-01' }).map(({ name }) => name)).toEqual(['Member A', secret]);
    });
  });
  it('goes on as a fork also where the folder holds an entry that nobody came to sign', async () => {
    await introduce(live, 'Member B');
    rmSync(newestIn(live));
    const { exit, out } = await say('restore', backup, '--kept', live);
    expect([exit, out]).toEqual([0, expect.stringMatching(/goes on as a fork.*covers 1 entry more/)]);
    expect(await say('verify')).toMatchObject({ exit: 0 });
  });
  it('is not put over anything', async () => {
    mkdirSync(anew);
    writeFileSync(join(anew, 'something'), '');
    expect(await say('restore', backup)).toMatchObject({ exit: 1, err: expect.stringContaining('restore.folder-in-use') });
    rmSync(join(anew, 'something'));
    expect(await say('restore', backup)).toMatchObject({ exit: 0 });
  });
  const eraseSecret = async () => {
    const digest = await inBook(live, async (book) => {
      const { recorded } = await readStream(book.store, person);
      return digestOf(recorded[0]!.data.name as Text);
    });
    await record(live, 'EraseTexts', { digests: [digest], ground: 'Asked for', authority: 'The clerk' });
    return digest;
  };
  it('forgets again what was erased since, in every byte, on record', async () => {
    const digest = await eraseSecret();
    // Kept from before the erasure, it would show that nothing came after the backup.
    const { exit, out } = await say('restore', backup, '--erased', live, '--kept', join(backup, '../live/checkpoints', newestOf(backup)));
    expect([exit, out]).toEqual([0, expect.stringContaining('1 text that was erased since is erased again')]);
    expect(out).toContain('goes on as a fork');
    expect(filesWith(anew, secret)).toEqual([]);
    expect(await say('verify')).toMatchObject({ exit: 0, out: expect.stringContaining('and 1 erased') });
    const types = await inBook(anew, async (book) => (await readStream(book.store, person)).recorded.map(({ type }) => type));
    expect(types).toEqual(['PersonIntroduced', 'TextsErased']);
    expect(readFileSync(join(anew, 'erased.txt'), 'utf8')).toContain(digest);
  });
  it.each([
    ['that the backup itself lists: they were erased while it was taken', ['erased.txt'], () => []],
    ['that the book lists, whose folder shows what it had come to', [], () => ['--kept', live]],
  ] as const)('forgets words %s', async (_, brought, given) => {
    const digest = await eraseSecret();
    for (const name of brought) cpSync(join(live, name), join(backup, name));
    const { exit, out } = await say('restore', backup, ...given());
    expect([exit, out]).toEqual([0, expect.stringContaining('1 text that was erased since is erased again')]);
    expect(filesWith(anew, secret)).toEqual([]);
    expect(await say('verify')).toMatchObject({ exit: 0, out: expect.stringContaining('and 1 erased') });
    expect(readFileSync(join(anew, 'erased.txt'), 'utf8')).toContain(digest);
  });
});
const newestOf = (dir: string) => newestIn(dir).split('/').at(-1)!;

describe('a backup that is not what was signed is not put back', () => {
  const spoil = (statement: string) => {
    const db = new DatabaseSync(join(backup, 'log.sqlite'));
    db.exec(statement);
    db.close();
  };
  const changes: Readonly<Record<string, readonly [change: () => void, says: string]>> = {
    'an entry was changed': [
      () => spoil("UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), 'PolicyBegun', 'PolicyBegan') AS BLOB) WHERE position = 3"),
      'position 3, log: was changed',
    ],
    'a text was changed': [() => spoil("UPDATE texts SET words = x'4142' WHERE worded = 1"), 'was changed'],
    'a text is gone': [() => spoil('DELETE FROM texts WHERE worded = 1'), 'is gone without an erasure on record'],
    'the end is cut off': [() => spoil('DELETE FROM events WHERE position = (SELECT max(position) FROM events)'), 'entries, and there are'],
    'its newest checkpoint is gone': [() => rmSync(newestIn(backup)), 'its newest checkpoint covered'],
    'backup.json is of another one': [
      () => {
        const path = join(backup, 'backup.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace(/"root": "./, '"root": "-'));
      },
      'they are not those of its backup.json',
    ],
  };
  it.each(Object.entries(changes))('%s', async (_, [change, says]) => {
    change();
    expect(await say('restore', backup)).toMatchObject({ exit: 1, err: expect.stringContaining(says) });
    expect(readdirSync(join(anew, '..')).toSorted()).toEqual(['backup', 'live']);
  });
  it('it was never finished', async () => {
    cpSync(backup, `${backup}-half`, { recursive: true });
    rmSync(join(`${backup}-half`, 'backup.json'));
    expect(await say('restore', `${backup}-half`)).toMatchObject({ exit: 1, err: expect.stringContaining('backup.not-one') });
  });
});
