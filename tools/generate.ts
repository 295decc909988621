// `npm run generate` writes what is made from the code; `-- --check` fails where it is stale; `-- --freeze` publishes new events.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cataloguePages } from './generate/catalogue.js';
import { frozenEvents } from './generate/frozen.js';
import { policiesPage } from './generate/policies.js';
import { refusalsPage } from './generate/refusals.js';
import { schemaFiles } from './generate/schemas.js';
import { root } from './generate/sources.js';
import { termsPage } from './generate/terms.js';

const command = 'npm run generate';

const generated = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ...cataloguePages(),
    ['docs/catalogue/policies.md', policiesPage()],
    ['docs/catalogue/refusals.md', await refusalsPage()],
    ['docs/terms.md', termsPage()],
    ...(await schemaFiles()),
  ]);

const onDisk = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null);
const put = (path: string, content: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
/** Pages of streams that are no more. */
const leftOver = (files: ReadonlyMap<string, string>) => globSync('docs/catalogue/*.md', { cwd: root }).filter((path) => !files.has(path));

const write = (files: ReadonlyMap<string, string>) => {
  for (const [path, content] of files) if (onDisk(path) !== content) put(path, content);
  for (const path of leftOver(files)) rmSync(join(root, path));
};

const check = (files: ReadonlyMap<string, string>) => {
  const stale = [...files].filter(([path, content]) => onDisk(path) !== content).map(([path]) => path);
  for (const path of [...stale, ...leftOver(files)]) process.stderr.write(`${path} is stale. Run \`${command}\` and commit what it writes.\n`);
  const unfrozen = [...frozenEvents().keys()].filter((path) => onDisk(path) === null);
  for (const path of unfrozen) process.stderr.write(`${path} is missing. Run \`${command} -- --freeze\` and commit what it writes.\n`);
  if (stale.length + leftOver(files).length + unfrozen.length > 0) process.exitCode = 1;
};

/** A published version is never written again: a changed shape is a new version. */
const freezeNew = () => {
  for (const [path, frozen] of frozenEvents()) if (onDisk(path) === null) put(path, `${JSON.stringify(frozen, null, 2)}\n`);
};

const asked = process.argv.slice(2);
const unknown = asked.find((word) => !['--check', '--freeze'].includes(word));
if (unknown) {
  process.stderr.write(`generate does not know ${unknown}: it knows --check and --freeze.\n`);
  process.exitCode = 2;
} else if (asked.includes('--check')) check(await generated());
else {
  if (asked.includes('--freeze')) freezeNew();
  write(await generated());
}
