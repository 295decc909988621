/* Loaded before a server's own program, in each of its threads: a commit to the log takes as long as MINUTEBOOK_BENCH_COMMIT_MS says. */
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { slowedTo } from '../slowed.js';

const ms = Number(process.env['MINUTEBOOK_BENCH_COMMIT_MS']);
const exec = Reflect.get(DatabaseSync.prototype, 'exec') as (sql: string) => void;
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  const slow = sql === 'COMMIT' && basename(this.location() ?? '') === 'log.sqlite';
  return slow ? slowedTo(ms, () => exec.call(this, sql)) : exec.call(this, sql);
};
