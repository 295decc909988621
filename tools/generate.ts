// `npm run generate` writes what is made from the code; `-- --check` fails where it is stale; `-- --freeze` publishes new events.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cataloguePages } from './generate/catalogue.js';
import { complaints, leftOver, type Disk, type Made } from './generate/freshness.js';
import { frozenEvents } from './generate/frozen.js';
import { policiesPage } from './generate/policies.js';
import { refusalsPage } from './generate/refusals.js';
import { schemaFiles } from './generate/schemas.js';
import { root } from './generate/sources.js';
import { termsPage } from './generate/terms.js';

const generated = async (): Promise<Made> =>
  new Map([
    ...cataloguePages(),
    ['docs/catalogue/policies.md', policiesPage()],
    ['docs/catalogue/refusals.md', await refusalsPage()],
    ['docs/terms.md', termsPage()],
    ...(await schemaFiles()),
  ]);

const disk: Disk = {
  read: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null),
  pages: globSync('docs/catalogue/*.md', { cwd: root }).map((path) => path.replaceAll('\\', '/')),
};
const put = (path: string, content: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};

const write = (made: Made) => {
  for (const [path, content] of made) if (disk.read(path) !== content) put(path, content);
  for (const path of leftOver(made, disk)) rmSync(join(root, path));
};

const check = (made: Made) => {
  const found = complaints(made, frozenEvents().keys(), disk);
  for (const complaint of found) process.stderr.write(`${complaint}\n`);
  if (found.length > 0) process.exitCode = 1;
};

/** A published version is never written again: a changed shape is a new version. */
const freezeNew = () => {
  for (const [path, frozen] of frozenEvents()) if (disk.read(path) === null) put(path, `${JSON.stringify(frozen, null, 2)}\n`);
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
