import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#event-store/port.js';
import { readNote } from '#ledger/checkpoint.js';
import { keysNow } from '#ledger/key-history.js';
import { SigningKey } from '#ledger/keys.js';
import { acceptKey, nameRecoveryKey, ownKey, recoverKey, rotateKey } from '#shell/ledger/log-keys.js';
import { localOperator, MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';

const newFolder = temporaryFolders();
const person = '00000000-0000-4000-8000-00000000000';
const introduce = (n: number) => ({
  stream: `person-${person}${n}`,
  id: `00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`,
  verb: 'IntroducePerson',
  data: { name: `Member ${n}` },
  actor: localOperator,
  recorded: 'live' as const,
});
const inBook = async <T>(dir: string, use: (book: MinuteBook) => Promise<T>): Promise<T> => {
  const book = await MinuteBook.open({ dir });
  try {
    return await use(book);
  } finally {
    await book.close();
  }
};
const filled = async () => {
  const dir = newFolder();
  await inBook(dir, async (book) => {
    for (const n of [1, 2, 3]) await book.record(introduce(n));
  });
  return dir;
};
const sql = (dir: string, statement: string) => {
  const db = new DatabaseSync(join(dir, 'log.sqlite'));
  db.exec(statement);
  db.close();
};
const checkpoints = (dir: string) => readdirSync(join(dir, 'checkpoints')).toSorted((a, b) => parseInt(a) - parseInt(b));
/** What the ledger says once it has looked at everything. */
const alarmIn = (dir: string) =>
  inBook(dir, async ({ ledger }) => {
    while (!ledger.alarm && ledger.health().verified.done < ledger.health().verified.of) await new Promise((go) => setTimeout(go, 5));
    return ledger.alarm;
  });
const forge = "UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), '2026', '2027') AS BLOB) WHERE position = ";

describe('the ledger of a book', () => {
  it('signs what was recorded when the book is closed, in a file beside the log', async () => {
    const dir = await filled();
    const [name] = checkpoints(dir).slice(-1) as [string];
    const head = await inBook(dir, ({ store }) => store.head());
    expect(name).toBe(`${head + 1}.txt`);
    expect(readNote(readFileSync(join(dir, 'checkpoints', name), 'utf8')).checkpoint.size).toBe(head + 1);
    expect(checkpoints(dir)).toEqual([name]);
  });
  it('keeps its key for its owner alone', async () => {
    const dir = await filled();
    const [key] = readdirSync(join(dir, 'keys')) as [string];
    expect(statSync(join(dir, 'keys', key)).mode & 0o777).toBe(0o600);
  });
  it('makes its tree anew where the files are gone', async () => {
    const dir = await filled();
    rmSync(join(dir, 'tree'), { recursive: true });
    expect(await inBook(dir, async ({ ledger }) => ledger.health())).toMatchObject({ alarm: null, size: ledgerSize(dir) });
  });
});
const ledgerSize = (dir: string) => parseInt(checkpoints(dir).at(-1)!);

describe('a log that is not what was signed', () => {
  it('is named by position and stream, and nothing more is written', async () => {
    const dir = await filled();
    sql(dir, `${forge} (SELECT position FROM events WHERE stream = 'person-${person}2')`);
    const alarm = await alarmIn(dir);
    expect(alarm).toMatchObject({ stream: `person-${person}2`, says: 'was changed' });
    await inBook(dir, async (book) => {
      while (!book.ledger.alarm) await new Promise((go) => setTimeout(go, 5));
      const refused = await book.record(introduce(4)).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(StoreUnavailable);
      expect((refused as Error).message).toContain(`position ${alarm!.position}, person-${person}2: was changed`);
    });
  });
  it('is found without the files of the tree too', async () => {
    const dir = await filled();
    sql(dir, `${forge} 3`);
    rmSync(join(dir, 'tree'), { recursive: true });
    expect((await alarmIn(dir))?.says).toContain('or one before it, is not what was signed');
  });
  it('is one that is shorter, empty too', async () => {
    const dir = await filled();
    const size = ledgerSize(dir);
    sql(dir, `DELETE FROM events WHERE position = ${size - 1}`);
    expect(await alarmIn(dir)).toMatchObject({ position: size - 1, says: expect.stringContaining('the log is cut off') });
    sql(dir, 'DELETE FROM events');
    expect(await alarmIn(dir)).toMatchObject({ position: 0 });
    expect(await inBook(dir, ({ store }) => store.head())).toBe(-1);
  });
  it('is one of which an entry is gone, files itself elsewhere, or is no envelope', async () => {
    const [gone, filed, broken] = [await filled(), await filled(), await filled()];
    sql(gone, 'DELETE FROM events WHERE position = 7');
    expect(await alarmIn(gone)).toMatchObject({ position: 7, says: 'is missing' });
    sql(gone, 'DELETE FROM events WHERE position = 2');
    expect(await alarmIn(gone)).toMatchObject({ position: 3, stream: 'log', says: 'has revision 3 where 2 is due' });
    sql(filed, "UPDATE events SET stream = 'person-elsewhere' WHERE position = 7");
    expect(await alarmIn(filed)).toMatchObject({ position: 7, says: 'is filed under another stream than its envelope has' });
    sql(broken, "UPDATE events SET bytes = X'7B' WHERE position = 7");
    expect(await alarmIn(broken)).toMatchObject({ position: 7, says: 'is not an envelope' });
  });
  it('is one whose newest checkpoint is not of a key of this log', async () => {
    const dir = await filled();
    const path = join(dir, 'checkpoints', checkpoints(dir).at(-1)!);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/.{10}=\n$/, 'AAAAAAAAAA=\n'));
    expect((await alarmIn(dir))?.says).toContain('is not one that a key of this log signed');
  });
});

describe('the keys of a book', () => {
  it('are replaced: the new one signs, the file of the old one is gone', async () => {
    const dir = await filled();
    await inBook(dir, (book) => rotateKey(book, localOperator));
    expect(readdirSync(join(dir, 'keys'))).toHaveLength(1);
    expect(await inBook(dir, async ({ ledger }) => [ledger.keys.keys.length, ledger.health().unsigned, ledger.alarm])).toEqual([
      2,
      null,
      null,
    ]);
    expect(ledgerSize(dir)).toBe((await inBook(dir, ({ store }) => store.head())) + 1);
  });
  it('that are lost are recovered with the recovery key, and with no other', async () => {
    const dir = await filled();
    let words = '';
    await inBook(dir, (book) => nameRecoveryKey(book, (shown) => (words = shown), localOperator));
    rmSync(join(dir, 'keys'), { recursive: true });
    await inBook(dir, async (book) => {
      await book.record(introduce(5));
      await book.ledger.newest();
      expect(book.ledger.health().unsigned).toContain('No key that this log accepts');
      await expect(rotateKey(book, localOperator)).rejects.toMatchObject({ refusal: { refused: 'key.not-here' } });
      await expect(recoverKey(book, 'A'.repeat(43), localOperator)).rejects.toMatchObject({ refusal: { refused: 'key.not-recovery' } });
      await recoverKey(book, words, localOperator);
      await book.ledger.newest();
      expect(book.ledger.health().unsigned).toBeNull();
    });
    expect(await alarmIn(dir)).toBeNull();
  });
  it('of which one of several is lost are recovered by its name: the others go on', async () => {
    const dir = await filled();
    const other = SigningKey.make().publicKey;
    let words = '';
    await inBook(dir, async (book) => {
      await nameRecoveryKey(book, (shown) => (words = shown), localOperator);
      await acceptKey(book, other, localOperator);
      const mine = await ownKey(book);
      expect(mine).toBe((await book.ledger.signingKey())!.publicKey);
      const refused = (code: string) => ({ refusal: { refused: code } });
      await expect(recoverKey(book, words, localOperator)).rejects.toMatchObject(refused('key.which-is-lost'));
      await expect(recoverKey(book, words, localOperator, 'k'.repeat(43))).rejects.toMatchObject(refused('key.not-signing'));
      const made = await recoverKey(book, words, localOperator, mine);
      expect(keysNow(book.ledger.keys)).toEqual([other, made]);
    });
    expect(await alarmIn(dir)).toBeNull();
  });
  it('are shown to whoever begins the log, once', async () => {
    const dir = newFolder();
    const shown: string[] = [];
    for (let times = 0; times < 2; times++) await (await MinuteBook.open({ dir, onRecoveryKey: (words) => shown.push(words) })).close();
    expect(shown).toHaveLength(1);
    await inBook(dir, (book) => recoverKey(book, shown[0]!, localOperator));
  });
  it('are shown by the one of several programs that begins the log, and kept by it alone', async () => {
    const dir = newFolder();
    const shown: string[] = [];
    const books = await Promise.all([1, 2, 3].map(() => MinuteBook.open({ dir, onRecoveryKey: (words) => shown.push(words) })));
    await Promise.all(books.map((book) => book.close()));
    expect([shown.length, readdirSync(join(dir, 'keys')).length]).toEqual([1, 1]);
    await inBook(dir, (book) => recoverKey(book, shown[0]!, localOperator));
  });
  it('are not entered by anybody', async () => {
    const data = { key: 'k'.repeat(43), replaces: null, signer: 's'.repeat(43), signature: 'g'.repeat(86) };
    const command = { ...introduce(9), stream: 'log', verb: 'AcceptKey', data };
    await inBook(await filled(), async (book) =>
      expect(book.record(command)).rejects.toMatchObject({ refusal: { refused: 'key.not-signed' } }),
    );
  });
});
