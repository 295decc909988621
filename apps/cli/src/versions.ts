import { existsSync, readFileSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of this program: the nearest package.json above this file, built or not. */
const ours = (): string => {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    const path = join(dir, 'package.json');
    if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
    if (dir === dirname(dir)) return 'unknown';
  }
};

export const versions = (): Readonly<Record<string, string>> => ({
  minutebook: ours(),
  node: process.versions.node,
  sqlite: process.versions['sqlite'] ?? 'unknown',
  system: `${platform()} ${release()} ${arch()}`,
});
