import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolders } from '#testing/temporary-folder.js';

const newFolder = temporaryFolders();
const root = resolve(import.meta.dirname, '../..');
export type Verdict = { readonly exit: number; readonly said: string };
type Verifier = (folder: string, ...more: readonly string[]) => Promise<Verdict>;

const running =
  (command: string, program: string): Verifier =>
  (folder, ...more) =>
    new Promise((done) => {
      execFile(command, [program, folder, ...more], { maxBuffer: 64e6 }, (error, stdout) => {
        const code = error?.code;
        done({ exit: error === null ? 0 : typeof code === 'number' ? code : -1, said: stdout });
      });
    });

const isHere = (command: string, asked: string): boolean => spawnSync(command, [asked]).status === 0;
const missing = [isHere('python3', '--version') ? [] : ['python3'], isHere('openssl', 'version') ? [] : ['openssl']].flat();
/** Why the second verifier is not run here; null where it is. */
export const withoutPython = missing.length > 0 ? `SKIPPED: ${missing.join(' and ')} is not on this machine` : null;

const beside = (program: string) => resolve(root, 'tools/verify', program);
/** verify.mjs in a folder of its own, without what makes it faster. */
export const copiedAlone = (): string => {
  const copy = join(newFolder(), 'verify.mjs');
  copyFileSync(beside('verify.mjs'), copy);
  return copy;
};
let copied: string | null = null;
export const alone: Verifier = (...asked) => running(process.execPath, (copied ??= copiedAlone()))(...asked);
/** Each verifier that can be run here, by its own command. */
export const verifiers: readonly (readonly [name: string, verify: Verifier])[] = [
  ['verify.mjs', running(process.execPath, beside('verify.mjs'))],
  ...(withoutPython ? [] : [['verify.py', running('python3', beside('verify.py'))] as const]),
];
export const nightly = process.env['MINUTEBOOK_NIGHTLY'] === '1';
