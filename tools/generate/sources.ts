import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Kind } from '#domain/catalogues.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every source file of the libraries, specs apart, with what it says. */
export const sources: ReadonlyMap<string, string> = new Map(
  globSync('{libs,apps}/*/src/**/*.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('.spec.ts') && !file.startsWith('libs/testing/'))
    .toSorted()
    .map((file) => [file, readFileSync(join(root, file), 'utf8')] as const),
);

/** Where the code names a fact: its fold, its rules, its minutes line, the registers and policies that read it. */
export const namedIn = (kind: Kind, type: string): readonly string[] => {
  const named = new RegExp(`\\b${type}\\b`);
  return [...sources].filter(([file, source]) => mayMean(kind, file) && named.test(source)).map(([file]) => file);
};

/** Two streams may have a fact of the same name: in the domain each folder means its own. */
const mayMean = (kind: Kind, file: string) => {
  if (/\/events(\/[\w-]+)?\.ts$/.test(file)) return false;
  const [, folder] = /^libs\/domain\/src\/([\w-]+)\//.exec(file) ?? [];
  return folder === undefined || folder === kind || folder === 'policies';
};
