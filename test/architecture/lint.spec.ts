import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const planted = resolve(import.meta.dirname, 'planted/lint');
const files = readdirSync(planted);

/** The planted files in a place where the rules of the pure libraries hold: here they are left alone on purpose. */
const project = mkdtempSync(join(tmpdir(), 'minutebook-lint-'));
for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json', 'tools/lint-pure.mjs', 'libs/kernel/src/text.ts'])
  cpSync(join(root, file), join(project, file));
cpSync(planted, join(project, 'libs/domain/src'), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'), 'junction');
afterAll(() => rmSync(project, { recursive: true, force: true }));

type Diagnostic = { readonly code: string; readonly filename: string };
const lint = (): readonly Diagnostic[] => {
  const asked = [join(root, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '--format', 'json', 'libs'];
  const { stdout, stderr } = spawnSync(process.execPath, asked, { cwd: project, encoding: 'utf8' });
  if (!stdout.startsWith('{')) throw new Error(stdout + stderr);
  return JSON.parse(stdout).diagnostics;
};

describe('what the linter bans in the pure libraries', () => {
  const found = lint();

  it.each(files)('%s is noticed', (file) => {
    const rule = readFileSync(join(planted, file), 'utf8').split('\n')[0]!.slice('// '.length);
    expect(found.filter(({ filename }) => filename.endsWith(`/${file}`)).map(({ code }) => code)).toContain(rule);
  });

  it('finds nothing in the text that they import', () => {
    expect(found.filter(({ filename }) => filename.endsWith('/text.ts'))).toEqual([]);
  });
});
