import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A note as it lies in its file. */
export type Kept = { readonly name: string; readonly note: string };

const named = /^(0|[1-9]\d{0,15})\.txt$/;
const sizeIn = (name: string): number => Number(named.exec(name)![1]);

/** A note as it is read; of bytes that are no UTF-8 nothing, which is no checkpoint. */
export const noteIn = (bytes: Uint8Array): string => (isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : '');

/** The checkpoints of a log, each in a file of its own beside the log: `<size>.txt`. */
export class KeptCheckpoints {
  constructor(private readonly dir: string) {}

  /** Smallest first. None where there is no folder. @throws what the file system says: what cannot be read is not taken for none */
  async sizes(): Promise<readonly number[]> {
    const names = await readdir(this.dir).catch(unless('ENOENT', []));
    return names
      .filter((name) => named.test(name))
      .map(sizeIn)
      .toSorted((one, other) => one - other);
  }

  /** Null where there is none. A folder in its place is no checkpoint. @throws what the file system says */
  async at(size: number): Promise<Kept | null> {
    const name = `${size}.txt`;
    const bytes = await readFile(join(this.dir, name)).catch(unless('EISDIR', new Uint8Array())).catch(unless('ENOENT', null));
    return bytes && { name, note: noteIn(bytes) };
  }

  /** When one was kept, in milliseconds since 1970; null where it is not. */
  async keptAt(size: number): Promise<number | null> {
    const found = await stat(join(this.dir, `${size}.txt`)).catch(() => null);
    return found && found.mtimeMs;
  }

  /** Smallest first, one in memory at a time. @param shown from elsewhere: these come before them */
  async *all(shown: Iterable<Kept> = []): AsyncGenerator<Kept> {
    yield* shown;
    for (const size of await this.sizes()) {
      const kept = await this.at(size);
      if (kept) yield kept;
    }
  }

  /** Durable when it resolves. @throws what the file system says */
  async keep(size: number, note: string): Promise<void> {
    await mkdir(this.dir, { recursive: true });
    const mine = join(this.dir, `.${randomUUID()}`);
    try {
      const file = await open(mine, 'wx');
      try {
        await file.writeFile(note);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(mine, join(this.dir, `${size}.txt`));
    } catch (error) {
      await rm(mine, { force: true });
      throw error;
    }
    await syncFolder(this.dir);
  }
}

const unless =
  <T>(code: string, then: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code !== code) throw error;
    return then;
  };

/** Elsewhere than on Windows a new name is durable only when its folder is. */
const syncFolder = async (dir: string): Promise<void> => {
  const folder = await open(dir, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
};
