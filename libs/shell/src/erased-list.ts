import { open, readFile } from 'node:fs/promises';

const digest = /^[A-Za-z0-9_-]{43}$/;

/** The digests that a list names; none where there is no file. A line that was cut off names none. @throws what the file system says */
export const erasedIn = async (path: string): Promise<ReadonlySet<string>> => {
  const lines = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return new Set(lines.split('\n').filter((line) => digest.test(line)));
};

/**
 * The digests of erased texts, one a line, beside the checkpoints: whoever puts an older copy back erases them again. A digest says
 * nothing of the words. Several programs may add to one file.
 */
export class ErasedList {
  private known: Promise<Set<string>> | null = null;
  private last: Promise<void> = Promise.resolve();

  constructor(readonly path: string) {}

  /** Durable when it resolves. @throws what the file system says */
  add(digests: readonly string[]): Promise<void> {
    const added = this.last.then(() => this.write(digests));
    this.last = added.catch(() => undefined);
    return added;
  }

  /** @throws what the file system says */
  all(): Promise<ReadonlySet<string>> {
    return erasedIn(this.path);
  }

  private async write(digests: readonly string[]): Promise<void> {
    this.known ??= erasedIn(this.path).then((held) => new Set(held));
    const known = await this.known.catch((error: unknown) => {
      this.known = null;
      throw error;
    });
    const more = digests.filter((one) => !known.has(one));
    if (more.length === 0) return;
    const file = await open(this.path, 'a');
    try {
      // After a line that was cut off there is no line feed: the empty line before names nothing.
      await file.write(`\n${more.join('\n')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    for (const one of more) known.add(one);
  }
}
