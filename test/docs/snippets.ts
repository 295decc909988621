import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Snippet = {
  readonly line: number;
  readonly commands: string;
  /** What the page shows below it, if anything. */
  readonly shows: string | null;
};

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
  for (const shown of ['test', 'docs', 'tools']) symlinkSync(join(root, shown), join(folder, shown), 'dir');
  const { PATH, HOME } = process.env;
  return { PATH: `${bin}:${join(root, 'node_modules/.bin')}:${PATH}`, HOME, NO_COLOR: '1', LANG: 'C.UTF-8', TZ: 'UTC', COLUMNS: '120' };
};

const patience = 120_000;
const mark = '\u0001';

/** Runs the blocks one after another in one shell, as a reader would: what is wrong, or nothing. */
export const wrongWith = async (snippets: readonly Snippet[], cwd: string, env: NodeJS.ProcessEnv): Promise<readonly string[]> => {
  const script = snippets.map(({ commands }) => `printf '${mark}'\n${commands}`).join('\n');
  const { failure, stdout, stderr } = await shell(script, cwd, env);
  const [, ...printed] = stdout.split(mark);
  const reached = snippets[printed.length - 1];
  const failed = failure ? [`line ${reached?.line} ends with ${failure.code ?? failure.signal}:\n${printed.at(-1)}${stderr}`] : [];
  return [...failed, ...snippets.flatMap((snippet, n) => otherwise(snippet, printed[n]))];
};
const otherwise = ({ shows, line }: Snippet, printed: string | undefined): readonly string[] =>
  shows === null || printed === undefined || tidy(printed) === tidy(shows)
    ? []
    : [`line ${line} prints\n${printed}\nand the page shows\n${shows}`];
const tidy = (words: string) => words.replace(/[ \t\r]+$/gm, '').trim();

const shell = (script: string, cwd: string, env: NodeJS.ProcessEnv) =>
  new Promise<{ failure: { code?: string | number | null; signal?: string | null } | null; stdout: string; stderr: string }>((done) => {
    const asked = ['-euo', 'pipefail', '-c', script];
    execFile('bash', asked, { cwd, env, timeout: patience, maxBuffer: 64e6 }, (failure, stdout, stderr) =>
      done({ failure, stdout, stderr }),
    );
  });
