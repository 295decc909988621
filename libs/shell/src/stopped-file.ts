import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogMoved } from '#event-store/closing.js';
import type { EventStore } from '#event-store/port.js';
import type { Clock } from './clock.js';

/** A program that has the book open and records nothing more. */
export type Stopped = { readonly pid: number; readonly since: string; readonly sentence: string; readonly remedy: string };

const fileIn = (dir: string) => join(dir, 'read-only.json');

/**
 * Leaves word beside the log when its store stops, for programs that open the book later: only the one that met the failure knows.
 * Returns how to take it back.
 */
export const leaveWord = (dir: string, store: EventStore, clock: Clock): (() => void) => {
  let left = false;
  const forget = store.onStopped((why) => {
    // The log itself says so, to every program that opens it.
    if (why instanceof LogMoved) return;
    const { sentence, remedy } = why;
    try {
      const stopped: Stopped = { pid: process.pid, since: clock(), sentence, remedy };
      // A full disk takes the name of the file, and not what it says.
      left = true;
      writeFileSync(fileIn(dir), JSON.stringify(stopped));
    } catch {
      // The same disk: then the answers of this program alone say so.
    }
  });
  return () => {
    forget();
    if (left) rmSync(fileIn(dir), { force: true });
  };
};

/** The other program that has stopped, if it is still there; word of one that is gone means nothing any more. */
export const otherStopped = (dir: string): Stopped | null => {
  try {
    const stopped = JSON.parse(readFileSync(fileIn(dir), 'utf8')) as Stopped;
    return stopped.pid !== process.pid && isThere(stopped.pid) ? stopped : null;
  } catch {
    return null;
  }
};

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else is there all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
