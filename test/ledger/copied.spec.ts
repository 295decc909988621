import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from '@jest/globals';
import { copyBook } from '#shell/copy/copy-book.js';
import { openTarget } from '#shell/copy/target.js';
import { localOperator } from '#shell/minute-book.js';
import { booksFor, tell, toldIn } from '#testing/told-book.js';

const { newFolder, open } = booksFor();
const forge = "UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), '2026', '2027') AS BLOB) WHERE position = 3";

it.each<[string, (db: DatabaseSync, size: number) => void, RegExp]>([
  [
    'what was agreed',
    (db) => db.prepare('UPDATE store SET root = ?').run('A'.repeat(43)),
    /the first \d+ entries are not those that were copied here/,
  ],
  ['an entry that was copied', (db) => db.exec(forge), /are not those that were copied here|is not what was signed/],
  [
    'all that was copied',
    (db, size) => db.exec(`DELETE FROM events WHERE position = ${size - 1}`),
    /the log is cut off: it has \d+ entries, and \d+ were copied here/,
  ],
])('a copy that does not hold %s takes nothing', async (_, harm, says) => {
  const book = await open({ dir: newFolder() });
  const { march } = await toldIn(book, 'Reported at length');
  const dir = newFolder();
  const target = await openTarget(book, dir, '/');
  const { size } = await copyBook({ book, target, actor: localOperator });
  await target.store.close();
  const db = new DatabaseSync(join(dir, 'log.sqlite'));
  harm(db, size);
  db.close();
  const there = await open({ dir });
  const late = tell(there, march, 'ListItem', { itemId: randomUUID(), heading: 'Late' });
  await expect(late).rejects.toThrow(says);
});
