import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { settings } from '#shell/settings.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { flagsFor } from '../../tools/node-flags.mjs';

const root = resolve(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
const [, ...words] = scripts.start.split(' ');
const folder = temporaryFolders();
const start = (...args: readonly string[]) => {
  const dir = join(folder(), 'book');
  const env = { ...process.env, MINUTEBOOK_DATA: dir, MINUTEBOOK_PORT: '0' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...words, ...args], { cwd: root, env, encoding: 'utf8' });
  return { status, stdout, stderr, isBegun: existsSync(dir) };
};

describe('npm start', () => {
  it('runs on a Node with the flags that `minutebook serve` has', () =>
    expect(words).toEqual([...flagsFor('serve'), 'dist/apps/server/src/main.js']));

  it('says what can be set where it is asked for help, and starts nothing', () => {
    const { status, stdout, isBegun } = start('--help');
    expect([status, isBegun]).toEqual([0, false]);
    for (const name of Object.keys(settings)) expect(stdout).toContain(name);
  });

  it('starts nothing either where it is given what it does not take', () => {
    expect(start('--port', '4000')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'The server takes no arguments, and was given --port 4000. `npm start -- --help` lists its settings.\n',
      isBegun: false,
    });
  });
});
