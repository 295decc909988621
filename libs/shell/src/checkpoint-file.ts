import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Position } from '#event-store/port.js';

/**
 * How far a follower has come, beside the log. Lost, behind, or written by two processes in turn, it does no harm: what is followed
 * again is carried once. So a disk that does not take it stops nobody.
 */
export class CheckpointFile {
  private readonly path: string;
  constructor(dir: string, name: string) {
    this.path = join(dir, `${name}.checkpoint`);
  }

  async read(): Promise<Position> {
    const content = await readFile(this.path, 'utf8').catch(() => '-1');
    const position = Number(content);
    return Number.isSafeInteger(position) && position >= -1 ? position : -1;
  }

  async write(position: Position): Promise<void> {
    const mine = `${this.path}.${randomUUID()}`;
    try {
      await writeFile(mine, String(position));
      await rename(mine, this.path);
    } catch {
      await rm(mine, { force: true }).catch(() => undefined);
    }
  }
}
