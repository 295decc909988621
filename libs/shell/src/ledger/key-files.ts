import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SigningKey, type PublicKey } from '#ledger/keys.js';

const named = /^[0-9a-f]{8}\.pem$/;
const nameOf = (key: PublicKey): string => `${Buffer.from(key, 'base64url').toString('hex').slice(0, 8)}.pem`;

/** The keys that this computer signs with, each in a file that its owner alone may read. */
export class KeyFiles {
  constructor(readonly dir: string) {}

  /** The key that is kept here among these; null where none is. A file that holds no key is passed over. */
  async oneOf(keys: readonly PublicKey[]): Promise<SigningKey | null> {
    const held = await this.held();
    return held.find(({ publicKey }) => keys.includes(publicKey)) ?? null;
  }

  /** A key that is kept here and is none of these; null where there is none. */
  async noneOf(keys: readonly PublicKey[]): Promise<SigningKey | null> {
    const held = await this.held();
    return held.find(({ publicKey }) => !keys.includes(publicKey)) ?? null;
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

  private async held(): Promise<readonly SigningKey[]> {
    const names = (await readdir(this.dir).catch(() => [])).filter((name) => named.test(name)).toSorted();
    const keys = await Promise.all(names.map((name) => this.read(name)));
    return keys.filter((key) => key !== null);
  }

  private async read(name: string): Promise<SigningKey | null> {
    try {
      return SigningKey.fromPem(await readFile(join(this.dir, name), 'utf8'));
    } catch {
      return null;
    }
  }
}
