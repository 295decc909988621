// Lets Node run this project's TypeScript as it stands: `node --conditions=source --import ./tools/from-source.mjs tools/x.ts`.
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const ours = (url) => url?.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

const options = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
  },
};

// Specs start hundreds of threads and programs: what one has compiled is there for the others.
const cache = fileURLToPath(new URL('../node_modules/.cache/from-source', import.meta.url));
const compiler = JSON.stringify([require('@swc/core/package.json').version, options]);

const compiled = (filename) => {
  const source = readFileSync(filename, 'utf8');
  const kept = join(cache, `${hash('sha256', JSON.stringify([compiler, filename, source]))}.js`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const { code } = require('@swc/core').transformSync(source, { filename, ...options });
  // Renamed when it is whole: others read it meanwhile.
  const begun = `${kept}.${process.pid}.${threadId}`;
  writeFileSync(begun, code);
  renameSync(begun, kept);
  return code;
};

mkdirSync(cache, { recursive: true });
enableCompileCache(join(cache, 'v8'));
registerHooks({
  resolve: (specifier, context, next) => {
    const source = specifier.replace(/\.js$/, '.ts');
    const relative = specifier.startsWith('.') && ours(context.parentURL) && existsSync(new URL(source, context.parentURL));
    return next(relative ? source : specifier, context);
  },
  load: (url, context, next) =>
    ours(url) ? { format: 'module', shortCircuit: true, source: compiled(fileURLToPath(url)) } : next(url, context),
});
