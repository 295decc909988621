import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { onTestServer } from '#testing/kurrentdb/real-server.js';
import { temporaryFolders } from '#testing/temporary-folder.js';

const root = resolve(import.meta.dirname, '../..');
const folder = temporaryFolders();

type Line = { readonly row: string; readonly path: string; readonly ratios?: readonly number[]; readonly because?: string };

/** In another process: this one holds the server that the adapter is measured on. */
const bench = async (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const json = join(folder(), 'figures.json');
  const given = ['--import', './tools/from-source.mjs', 'bench/run.ts', ...args, '--json', json];
  const running = spawn(process.execPath, given, { cwd: root, env: { ...process.env, NODE_OPTIONS: '', ...env } });
  let [out, err] = ['', ''];
  running.stdout.on('data', (words: Buffer) => (out += words.toString()));
  running.stderr.on('data', (words: Buffer) => (err += words.toString()));
  const [code] = (await once(running, 'close')) as [number];
  const figures = existsSync(json)
    ? (JSON.parse(readFileSync(json, 'utf8')) as { readonly size: string; readonly lines: readonly Line[] })
    : null;
  return { code, out, err, figures };
};

const tableIn = (out: string): readonly (readonly string[])[] =>
  out
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('npm run bench', () => {
  it('is built: npm run build', () => expect(existsSync(join(root, 'dist/apps/server/src/main.js'))).toBe(true));

  it('measures every row in its smallest size, and prints a table and writes JSON that say the same', async () => {
    const trial = await onTestServer();
    try {
      const begun = performance.now();
      const { code, out, err, figures } = await bench(['--size', 'smoke'], { MINUTEBOOK_KURRENTDB_URL: trial.url });
      expect([code, code === 0 ? '' : err]).toEqual([0, '']);
      const { lines } = figures!;
      const [head, rule, ...cells] = tableIn(out);
      expect(head).toEqual(['Path', 'Measured', 'Against', 'Ratio, spread', 'Must reach', '']);
      expect(rule!.every((cell) => /^-+$/.test(cell))).toBe(true);
      expect(cells.map(([path]) => path)).toEqual(lines.map(({ path }) => path));
      for (const [, measured, , ratio, must, verdict] of cells) {
        expect(measured).toMatch(/^[\d.]+ \S+$/);
        expect(ratio).toMatch(/^(–|[\d.]+) ±\d+ % of \d$/);
        expect(must).toMatch(/^[≥≤] [\d.]+$/);
        expect(verdict).toMatch(/^(reached|missed|not measurable today)$/);
      }
      for (const { ratios } of lines) expect(ratios!.length > 0 && ratios!.every((one) => Number.isFinite(one) && one >= 0)).toBe(true);
      const counted = new Set(lines.map(({ row }) => row)).size;
      process.stdout.write(`Bench: ${counted} rows, ${lines.length} figures, in ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`);
    } finally {
      trial.stop();
    }
  }, 180_000);

  it('says of a row what it could not measure, and why', async () => {
    const { code, out, figures } = await bench(['kurrentdb', '--size', 'smoke'], { MINUTEBOOK_KURRENTDB_URL: '' });
    expect(code).toBe(0);
    expect(figures!.lines.map(({ because }) => because)).toEqual(Array.from({ length: 2 }, () => expect.stringMatching(/^no server/)));
    expect(tableIn(out).filter((cells) => cells.at(-1)!.startsWith('not measured: no server'))).toHaveLength(2);
  }, 60_000);

  it.each([['speed'], ['--size', 'huge'], ['append', '--rounds', 'many'], ['--sise', 'quick']])('refuses %s %s', async (...args) => {
    const { code, err, figures } = await bench(args);
    expect([code, figures]).toEqual([2, null]);
    expect(err).toMatch(/^bench: .+\nnpm run bench/);
  });
});
