import type { Projection } from './projection.js';
import type { RegisterFile } from './register-file.js';
import { createThen, tablesOf } from './tables.js';

/** What joins streams is asked through views, which stand for all registers or for none. */
export const createViews = (file: RegisterFile, projections: readonly Projection[]): void => {
  dropViews(file);
  for (const one of projections) {
    for (const [table] of tablesOf(one)) file.db.exec(createThen(table));
    file.db.exec(one.views);
  }
};

export const dropViews = ({ db }: RegisterFile): void => {
  for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").all()) db.exec(`DROP VIEW ${String(name)}`);
};
