import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { monitorEventLoopDelay } from 'node:perf_hooks';
import { lastBackup } from '#shell/backup/last-backup.js';
import type { MinuteBook } from '#shell/minute-book.js';
import type { Family, Sample } from './metrics.js';

type LoopDelay = ReturnType<typeof monitorEventLoopDelay>;

const gauge = (name: string, help: string, ...samples: readonly (number | null | Sample)[]): Family => ({
  name: `minutebook_${name}`,
  type: 'gauge',
  help,
  // What nobody can tell is left out: nought would be taken for an answer.
  samples: samples.filter((one) => one !== null).map((one) => (typeof one === 'number' ? { value: one } : one)),
});
const yes = (is: boolean): number => (is ? 1 : 0);

/** How the book stands now. */
export const gaugesOf = async (book: MinuteBook, watchers: number, loop: LoopDelay, now: number): Promise<readonly Family[]> => {
  const followers = book.health();
  const ledger = book.ledger.health();
  const head = await book.store.head().catch(() => Math.max(...followers.map(({ position }) => position)));
  const backup = await lastBackup(book.dir);
  const signedAt = ledger.checkpoint === null ? null : await book.ledger.checkpoints.keptAt(ledger.checkpoint);
  const of = (one: (follower: (typeof followers)[number]) => number) =>
    followers.map((follower): Sample => ({ labels: { follower: follower.name }, value: one(follower) }));
  return [
    gauge('log_entries', 'Entries of the log.', head + 1),
    gauge('log_bytes', 'Bytes of the log on this disk, its journal included; none where it is on a server.', bytesOf(book.dir)),
    gauge(
      'follower_lag_entries',
      'How many entries a register, the ledger or the policies are behind the log.',
      ...of(({ position }) => Math.max(0, head - position)),
    ),
    gauge('follower_stopped', '1 where who follows the log does so no more.', ...of(({ stopped }) => yes(stopped !== null))),
    gauge('uncovered_entries', 'Entries that no checkpoint covers yet.', Math.max(0, head + 1 - (ledger.checkpoint ?? 0))),
    gauge('checkpoint_age_seconds', 'How long ago the newest checkpoint was signed.', signedAt === null ? null : (now - signedAt) / 1000),
    gauge('ledger_alarm', '1 where the log is not what was signed.', yes(ledger.alarm !== null)),
    gauge(
      'ledger_verified_entries',
      'Entries from before the start that were compared once more with what was signed.',
      ledger.verified.done,
    ),
    gauge('store_read_only', '1 where nothing more is recorded.', yes(book.store.stopped !== null)),
    gauge(
      'erasure_pending',
      '1 where erased words may still be in the files.',
      yes(book.erasures.pending !== null || book.registers.wipePending),
    ),
    gauge('last_backup_timestamp_seconds', 'When the last backup was taken.', backup && Date.parse(backup.taken) / 1000),
    gauge('last_backup_entries', 'Entries in the last backup.', backup && backup.entries),
    gauge('sse_watchers', 'Who listens to the feed of the log.', watchers),
    gauge('event_loop_delay_seconds', 'How late the event loop was since it was asked last.', ...delaysOf(loop)),
    { ...gauge('', 'Bytes of memory that this process holds.', process.memoryUsage.rss()), name: 'process_resident_memory_bytes' },
    { ...gauge('', 'When this process was started.', Math.round(now / 1000 - process.uptime())), name: 'process_start_time_seconds' },
    {
      name: 'process_cpu_seconds_total',
      type: 'counter',
      help: 'Seconds that this process has computed.',
      samples: [{ value: cpuSeconds() }],
    },
  ];
};

/** In milliseconds: how often the event loop is looked at. What is measured includes it. */
export const loopResolution = 10;
const nanosecond = 1e-9;
const delaysOf = (loop: LoopDelay): readonly Sample[] => {
  const at = (quantile: string, value: number): Sample => ({
    labels: { quantile },
    value: Number.isFinite(value) ? Math.max(0, value * nanosecond - loopResolution / 1000) : 0,
  });
  const samples = [at('0.5', loop.percentile(50)), at('0.99', loop.percentile(99)), at('1', loop.max)];
  loop.reset();
  return samples;
};

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const bytesOf = (dir: string): number | null => {
  const sizes = ['log.sqlite', 'log.sqlite-wal'].map((name) => statSync(join(dir, name), { throwIfNoEntry: false })?.size);
  return sizes[0] === undefined ? null : sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
};
