import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Every envelope in order and every text, read from the file of the log and parsed: what nobody who reads it can do without. */
export const scan = (dir: string): number => {
  const db = new DatabaseSync(join(dir, 'log.sqlite'), { readOnly: true });
  const utf8 = new TextDecoder();
  let read = 0;
  for (const { bytes } of db.prepare('SELECT bytes FROM events ORDER BY position').iterate()) {
    JSON.parse(utf8.decode(bytes as Uint8Array));
    read++;
  }
  for (const { words } of db.prepare('SELECT words FROM texts').iterate()) utf8.decode(words as Uint8Array);
  db.close();
  return read;
};
