/* The writer's thread on a disk that takes as long for each commit as MINUTEBOOK_BENCH_COMMIT_MS says. */
import { DatabaseSync } from 'node:sqlite';
import { slowedTo } from '../slowed.js';

const ms = Number(process.env['MINUTEBOOK_BENCH_COMMIT_MS']);
const exec = Reflect.get(DatabaseSync.prototype, 'exec') as (sql: string) => void;
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  return sql === 'COMMIT' ? slowedTo(ms, () => exec.call(this, sql)) : exec.call(this, sql);
};
await import('#event-store/sqlite/writer-main.js');
