import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { settings } from '#shell/settings.js';
import { temporaryFolders } from '#testing/temporary-folder.js';

const main = resolve(import.meta.dirname, '../../dist/apps/server/src/main.js');
const folder = temporaryFolders();
const start = (...args: readonly string[]) => {
  const dir = join(folder(), 'book');
  const env = { ...process.env, MINUTEBOOK_DATA: dir, MINUTEBOOK_PORT: '0' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { env, encoding: 'utf8' });
  return { status, stdout, stderr, isBegun: existsSync(dir) };
};

describe('npm start', () => {
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
