import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { commandLine } from '../e2e/command-line.js';

const newFolder = temporaryFolders();
const main = resolve('dist/apps/cli/src/main.js');
const source = readFileSync('test/golden/em-iep-2010-01-20/meeting.yaml', 'utf8');
const many = 40;

it('an import that is interrupted says so, and is finished by the same again', async () => {
  const [files, data] = [join(newFolder(), 'files'), join(newFolder(), 'book')];
  mkdirSync(files);
  for (let n = 0; n < many; n++) {
    const day = `${2010 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-20`;
    writeFileSync(join(files, `${day}.yaml`), source.replace('meeting: 2010-01-20', `meeting: ${day}`));
  }
  const child = spawn(process.execPath, [main, 'import', files, '--data', data], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await wait(1000);
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  expect([code, said]).toEqual([130, expect.stringMatching(/^minutebook: It was cut off\. .*run the same again to finish it\.\n$/)]);

  const { say } = commandLine(data);
  const { exit, out } = await say('import', files);
  expect([exit, out.trim().split('\n').length]).toEqual([0, many]);
  expect(await say('verify')).toMatchObject({ exit: 0 });
  expect((await say('doctor')).out).toContain('All is well.');
}, 120_000);
