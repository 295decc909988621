import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { MadeLog } from './made-log.js';
import { copiedAlone } from './verifiers.js';

const newFolder = temporaryFolders();
const source = readFileSync(resolve('tools/verify/verify.mjs'), 'utf8');
const ran = (...argv: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...argv], { encoding: 'utf8' });
  return { status, stdout, stderr };
};
const exported = () => new MadeLog(12, { erasesEach: 5 }).asExport(newFolder(), [7, 12]);

describe('verify.mjs alone', () => {
  it('has no more lines than the guide says, each as the formatter leaves it', () => {
    const [, most] = /`verify\.mjs` is one file of at most (\d+) lines/.exec(readFileSync(resolve('docs/guides/verify-a-log.md'), 'utf8'))!;
    expect(Number(most)).toBe(200);
    expect(source.match(/\n/g)!.length).toBeLessThanOrEqual(Number(most));
    expect([source.at(-1), source.includes('prettier-ignore')]).toEqual(['\n', false]);
    expect(source.split('\n').filter((line) => line.length > 140)).toEqual([]);
  });
  it('needs nothing but Node', () => {
    const imported = [...source.matchAll(/\bfrom '([^']*)'/g)].map(([, name]) => name!);
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((name) => !name.startsWith('node:'))).toEqual([]);
    const alone = copiedAlone();
    expect(readdirSync(dirname(alone))).toEqual(['verify.mjs']);
    expect(ran(alone, exported())).toMatchObject({ status: 0, stdout: expect.stringMatching(/^OK: 12 entries/), stderr: '' });
  });
  it('says what is not there, or what to type, and gives no verdict', () => {
    const dir = exported();
    expect(ran(copiedAlone(), join(dir, 'nowhere'))).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/nowhere.*Name the folder/),
    });
    expect(ran(copiedAlone(), dir, '--kept', 'nowhere')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/there is no nowhere\./),
    });
    for (const typed of [[], ['--help'], [dir, '--kep', 'x'], [dir, 'x']])
      expect(ran(copiedAlone(), ...typed)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^verify: Usage: /) });
  });
  it('says that it cannot read a receipt, and gives no verdict', () => {
    const { status, stdout, stderr } = ran(copiedAlone(), '--receipt', join(exported(), 'keys.txt'));
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^verify: .*receipt\.mjs/)]);
  });
});

describe('what lies beside verify.mjs as its usual.mjs', () => {
  it.each([
    ['is no program', 'export const'],
    ['lacks what is asked of it', 'export const other = null;'],
    ['imports what is not there', `import './nowhere.mjs';`],
    ['throws', `export const usualLines = () => () => { throw new Error('no'); };`],
  ])('gives no verdict where it %s', (_, program) => {
    const alone = copiedAlone();
    writeFileSync(join(dirname(alone), 'usual.mjs'), program);
    const { status, stdout, stderr } = ran(alone, exported());
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^verify: ./)]);
  });
  it('is asked of every line, and whatever it does not know is read all the same', () => {
    const alone = copiedAlone();
    const asked = `export const usualLines = () => () => (process.stderr.write('.'), null);`;
    writeFileSync(join(dirname(alone), 'usual.mjs'), asked);
    const dir = exported();
    const { status, stdout, stderr } = ran(alone, dir);
    copyFileSync(resolve('tools/verify/usual.mjs'), join(dirname(alone), 'usual.mjs'));
    expect([status, stdout, stderr]).toEqual([0, ran(alone, dir).stdout, '.'.repeat(12)]);
  });
});
