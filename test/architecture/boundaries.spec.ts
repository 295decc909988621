import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const planted = resolve(import.meta.dirname, 'planted');
const config = resolve(root, '.dependency-cruiser.cjs');
const rules: readonly string[] = createRequire(import.meta.url)(config).forbidden.map(({ name }: { name: string }) => name);

type Violation = { readonly from: string; readonly rule: { readonly name: string } };
const violations = (folder: string, ...paths: readonly string[]): readonly Violation[] => {
  const cruiser = resolve(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const asked = [cruiser, ...paths, '--config', config, '--output-type', 'json'];
  try {
    return JSON.parse(execFileSync(process.execPath, asked, { cwd: folder, encoding: 'utf8', maxBuffer: 64e6 })).summary.violations;
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout).summary.violations; // it ends with the number of errors
  }
};

describe('the boundaries of .dependency-cruiser.cjs', () => {
  const found = violations(planted, 'libs', 'apps');

  it.each(rules)('%s is noticed where it is broken', (rule) => {
    const noticed = found.filter(({ rule: { name }, from }) => name === rule && basename(from).startsWith(rule));
    expect(noticed).not.toEqual([]);
  });

  it('finds nothing in a sound file', () => {
    expect(found.filter(({ from }) => basename(from) === 'sound.ts')).toEqual([]);
  });
});
