import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SigningKey, type PublicKey } from '#ledger/keys.js';

const named = /^[0-9a-f]{8}\.pem$/;
const nameOf = (key: PublicKey): string => `${Buffer.from(key, 'base64url').toString('hex').slice(0, 8)}.pem`;

/** The keys that this computer signs with, each in a file that its owner alone may read. */
export class KeyFiles {
  constructor(readonly dir: string) {}

  /** The key that is kept here among these; null where none is. @throws what the file system says of a file that may hold it */
  oneOf(keys: readonly PublicKey[]): Promise<SigningKey | null> {
    return this.find(({ publicKey }) => keys.includes(publicKey));
  }

  /** A key that is kept here and is none of these; null where there is none. @throws as {@link oneOf} */
  noneOf(keys: readonly PublicKey[]): Promise<SigningKey | null> {
    return this.find(({ publicKey }) => !keys.includes(publicKey));
  }

  /** A new key, durable in its file, with mode 600. @throws what the file system says */
  async make(): Promise<SigningKey> {
    const key = SigningKey.make();
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const mine = join(this.dir, `.${randomUUID()}`);
    try {
      const file = await open(mine, 'wx', 0o600);
      try {
        await file.writeFile(key.pem);
        await file.sync();
      } finally {
        await file.close();
      }
      await link(mine, join(this.dir, nameOf(key.publicKey)));
    } finally {
      await rm(mine, { force: true });
    }
    return key;
  }

  async remove(key: PublicKey): Promise<void> {
    await rm(join(this.dir, nameOf(key)), { force: true });
  }

  /** A file that holds no key is passed over; one that cannot be read counts where no other holds what is looked for. */
  private async find(is: (key: SigningKey) => boolean): Promise<SigningKey | null> {
    const names = await readdir(this.dir).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const paths = names.filter((name) => named.test(name)).toSorted();
    const pems = await Promise.allSettled(paths.map((name) => readFile(join(this.dir, name), 'utf8')));
    const held = pems.flatMap((one) => (one.status === 'fulfilled' ? keyIn(one.value) : []));
    const found = held.find(is);
    const unread = pems.find((one) => one.status === 'rejected');
    if (!found && unread) throw unread.reason;
    return found ?? null;
  }
}

const keyIn = (pem: string): readonly SigningKey[] => {
  try {
    return [SigningKey.fromPem(pem)];
  } catch {
    return [];
  }
};
