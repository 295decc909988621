/*
 * `npm run bench [-- NAME…]`: measures limit and product in one run, prints a table and writes JSON. See README.md beside it.
 */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { judged, type Figure, type NotMeasured } from './figure.js';
import { Place } from './place.js';
import { rows } from './rows.js';
import { sizes, type Size } from './size.js';
import { tableOf, type Line } from './table.js';

const usage = `npm run bench [-- NAME…] [--size full|quick|smoke] [--rounds N] [--books DIR] [--json FILE]
Names: ${rows.map(({ name }) => name).join(', ')}`;

const stop = (sentence: string): never => {
  process.stderr.write(`bench: ${sentence}\n${usage}\n`);
  process.exit(2);
};

const asked = () => {
  const options = { size: { type: 'string' }, rounds: { type: 'string' }, books: { type: 'string' }, json: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const size = values.size ?? 'full';
    if (!Object.hasOwn(sizes, size)) return stop(`there is no size ${size}.`);
    const strange = positionals.find((name) => !rows.some((row) => row.name === name));
    if (strange !== undefined) return stop(`there is no row ${strange}.`);
    const rounds = values.rounds === undefined ? null : Number(values.rounds);
    if (rounds !== null && !(Number.isInteger(rounds) && rounds > 0)) return stop('the number of rounds is an integer from 1.');
    return { ...values, size: size as keyof typeof sizes, rounds, names: positionals };
  } catch (error) {
    return stop((error as Error).message);
  }
};

/** In a process of its own. A row that fails is told of, and the others go on. */
const measured = (name: string, size: Size, books: string): Promise<readonly Line[]> =>
  new Promise((done) => {
    const child = fork(new URL('one-row.ts', import.meta.url), [JSON.stringify({ name, size, books })], { stdio: ['ignore', 2, 2, 'ipc'] });
    let figures: readonly (Figure | NotMeasured)[] | null = null;
    child.on('message', (told) => (figures = told as readonly (Figure | NotMeasured)[]));
    child.on('exit', (code) => {
      const failed: NotMeasured = { path: name, against: null, must: { least: 0 }, because: `it ended with ${code}` };
      done((figures ?? [failed]).map((figure) => ({ row: name, ...('because' in figure ? figure : judged(figure)) })));
      if (!figures) process.exitCode = 1;
    });
  });

if (!existsSync('dist/apps/server/src/server.js')) stop('nothing is built that could be measured: npm run build');
const { names, size, rounds, books, json = 'dist/bench/figures.json' } = asked();
const place = new Place(books === undefined ? null : resolve(books));
process.on('exit', () => place.leave());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const chosen: Size = { ...sizes[size], ...(rounds !== null && { rounds, longRounds: rounds }) };
const machine = { node: process.versions.node, sqlite: process.versions['sqlite'], cpu: cpus()[0]?.model, cores: cpus().length };
const lines: Line[] = [];
const begun = new Date().toISOString();
for (const { name } of rows.filter((row) => names.length === 0 || names.includes(row.name))) {
  process.stderr.write(`${name} …\n`);
  lines.push(...(await measured(name, chosen, place.library)));
}
const gigabytes = Math.round(totalmem() / 2 ** 30);
process.stdout.write(
  `Node ${machine.node}, ${machine.cores} × ${machine.cpu}, ${gigabytes} GB; size ${size}, ${begun}\n\n${tableOf(lines)}\n`,
);
mkdirSync(dirname(resolve(json)), { recursive: true });
writeFileSync(json, `${JSON.stringify({ begun, size, machine: { ...machine, gigabytes }, lines }, null, 2)}\n`);
process.stdout.write(`\nEach round is in ${json}\n`);
