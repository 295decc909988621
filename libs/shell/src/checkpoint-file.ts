import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Position } from '#event-store/port.js';

/** How far a follower has come, beside the log. Lost or behind, it follows again from there: what it carries is carried once. */
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
    await writeFile(`${this.path}.new`, String(position));
    await rename(`${this.path}.new`, this.path);
  }
}
