import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from '@jest/globals';

/** Compares with the committed file. `MINUTEBOOK_GOLDENS=write npm run jest -- test/golden` writes it anew: read the change before it is committed. */
export const expectGolden = (path: string, content: string): void => {
  if (process.env['MINUTEBOOK_GOLDENS'] === 'write') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  expect(existsSync(path) ? readFileSync(path, 'utf8') : `there is no ${path}`).toBe(content);
};

/** Ids of logs, roots and signatures are others in every log: a page is compared without them. */
export const withoutSignatures = (content: string): string =>
  content
    .replaceAll(/minutebook\/[0-9a-f]{32}/g, 'minutebook/(log)')
    .replaceAll(/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=/g, '(root)')
    .replaceAll(/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{91}=/g, '(signature)');
