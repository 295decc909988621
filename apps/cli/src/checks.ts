import type { LastBackup } from '#shell/backup/last-backup.js';
import type { Health } from '#shell/follower.js';
import type { LedgerHealth } from '#shell/ledger/ledger-health.js';
import { alarmInWords } from '#ledger/alarm.js';
import { ago, many, size } from './units.js';

/** One thing that was looked at: what is, and where it is wrong what to do about it. */
export type Check = {
  readonly name: string;
  readonly is: 'well' | 'wrong';
  readonly says: string;
  readonly remedy: string | null;
};
export const well = (name: string, says: string): Check => ({ name, is: 'well', says, remedy: null });
export const wrong = (name: string, says: string, remedy: string): Check => ({ name, is: 'wrong', says, remedy });

const megabyte = 1e6;
const leastFree = 100 * megabyte;

/** A rebuild, and what an erasure rewrites, take as much again as the book has. In bytes. */
export const roomCheck = (free: number | null, bytes: number): Check => {
  if (free === null) return well('room on the disk', 'not known');
  const says = `${size(free)} free, and the book takes ${size(bytes)}`;
  return free < Math.max(leastFree, bytes)
    ? wrong('room on the disk', `${says}.`, 'Make room, or move the book to another disk with `minutebook backup` and `restore`.')
    : well('room on the disk', says);
};

export const followerCheck = ({ name, position, stopped, remedy }: Health, head: number): Check => {
  if (stopped !== null)
    return wrong(
      name,
      `${name} does not follow the log after position ${position}: ${stopped}`,
      remedy ?? 'It goes on by itself when that is mended.',
    );
  const behind = head - position;
  return behind > 0
    ? wrong(
        name,
        `${name} is ${many(behind, 'entry', 'entries')} behind the log.`,
        'Run this again; if it stays so, run `minutebook rebuild`.',
      )
    : well(name, 'follows the log to its end');
};

/** @param signedAt milliseconds since 1970 @param now the same */
export const checkpointCheck = ({ size: entries, checkpoint, unsigned }: LedgerHealth, signedAt: number | null, now: number): Check => {
  const says =
    checkpoint === null
      ? 'none is kept yet'
      : `covers ${checkpoint} of ${many(entries, 'entry', 'entries')}${signedAt === null ? '' : `, signed ${ago(now - signedAt)}`}`;
  return unsigned === null
    ? well('newest checkpoint', says)
    : wrong('newest checkpoint', `No checkpoint is signed: ${unsigned}`, 'Bring the key back, or use `minutebook key recover`.');
};

export const logCheck = ({ alarm }: LedgerHealth): Check =>
  alarm === null
    ? well('log', 'is what was signed, as far as it was compared at the start')
    : wrong('log', `The log is not what was signed: ${alarmInWords(alarm)}.`, 'Keep the folder as it is, and run `minutebook verify`.');

const day = 86_400_000;
const longest = 7 * day;

/**
 * Overdue where an entry has been in no backup for a week.
 * @param outside when the first entry was recorded that is in no backup, in milliseconds since 1970; null where all are
 */
export const backupCheck = (last: LastBackup | null, outside: number | null, now: number): Check => {
  const taken =
    last === null ? 'none was taken' : `taken ${ago(now - Date.parse(last.taken))}, with ${many(last.entries, 'entry', 'entries')}`;
  if (outside === null || now - outside < longest) return well('last backup', taken);
  const says = `An entry recorded ${ago(now - outside)} is in no backup (${taken}).`;
  return wrong('last backup', says, 'Take one: `minutebook backup DIR`, onto another disk.');
};

/**
 * @param pending why words may still be in the log's files
 * @param wiping whether they may still be between the rows of the registers
 * @param kept what the store says of those that its files may keep after that
 */
export const erasureCheck = (pending: string | null, wiping: boolean, kept: string | null = null): Check => {
  if (pending !== null) return wrong('erasures', pending, 'It is tried again by itself, and at every start.');
  return wiping
    ? wrong('erasures', 'Erased words may still lie in registers.sqlite, which another program reads.', 'It is tried again by itself.')
    : well('erasures', kept ?? 'none is pending');
};
