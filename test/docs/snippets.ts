import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Snippet = { readonly line: number; readonly commands: string; /** What the page shows below it, if anything. */ readonly shows: string | null };

/** The blocks of a page that are marked `sh run`, each with the `text` block that follows it directly. */
export const snippetsIn = (page: string): readonly Snippet[] => {
  const blocks = [...page.matchAll(/^```(\w+(?: run)?)\n([\s\S]*?)^```$/gm)].map((block) => ({
    kind: block[1]!,
    body: block[2]!,
    from: block.index,
    to: block.index + block[0].length,
  }));
  return blocks.flatMap(({ kind, body, from, to }, n) => {
    if (kind !== 'sh run') return [];
    const next = blocks[n + 1];
    const follows = next?.kind === 'text' && page.slice(to, next.from).trim() === '';
    return [{ line: page.slice(0, from).split('\n').length, commands: body, shows: follows ? next.body : null }];
  });
};

/** An empty folder in which `minutebook` is this project's own, and `test` its folder of examples. */
export const prepare = (folder: string, root: string): NodeJS.ProcessEnv => {
  const bin = join(folder, '.bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'minutebook'), `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/apps/cli/src/main.js')}" "$@"\n`);
  chmodSync(join(bin, 'minutebook'), 0o755);
  for (const shown of ['test', 'docs']) symlinkSync(join(root, shown), join(folder, shown), 'dir');
  const { PATH, HOME } = process.env;
  return { PATH: `${bin}:${join(root, 'node_modules/.bin')}:${PATH}`, HOME, NO_COLOR: '1', LANG: 'C.UTF-8', TZ: 'UTC', COLUMNS: '120' };
};

const patience = 60_000;

/** Null where the commands succeed and print what the page shows; else what is wrong. */
export const wrongWith = ({ commands, shows, line }: Snippet, cwd: string, env: NodeJS.ProcessEnv): string | null => {
  const { status, stdout, stderr, error } = spawnSync('bash', ['-euo', 'pipefail', '-c', commands], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: patience,
  });
  if (error || status !== 0) return `line ${line} ends with ${error?.message ?? status}:\n${stdout}${stderr}`;
  if (shows !== null && tidy(stdout) !== tidy(shows)) return `line ${line} prints\n${stdout}\nand the page shows\n${shows}`;
  return null;
};
const tidy = (printed: string) => printed.replace(/[ \t]+$/gm, '').trim();
