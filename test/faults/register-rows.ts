import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Every row of every register; the numbers by which the search index counts them depend on how many were read at once. */
export const rowsIn = (dir: string): Record<string, readonly string[]> => {
  const db = new DatabaseSync(join(dir, 'registers.sqlite'), { readOnly: true });
  try {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'")
      .all();
    return Object.fromEntries(
      tables
        .map(({ name }) => String(name))
        .filter((name) => !/^(checkpoint|upkeep)$|_(data|idx|content|docsize|config)$/.test(name))
        .sort()
        .map((name) => [
          name,
          db
            .prepare(`SELECT * FROM ${name}`)
            .all()
            .map(({ docid: _, ...row }) => JSON.stringify(row))
            .sort(),
        ]),
    );
  } finally {
    db.close();
  }
};
