// Lets Node run this project's TypeScript as it stands: `node --conditions=source --import ./tools/from-source.mjs tools/x.ts`.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const ours = (url) => url?.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

registerHooks({
  resolve: (specifier, context, next) => {
    const source = specifier.replace(/\.js$/, '.ts');
    const relative = specifier.startsWith('.') && ours(context.parentURL) && existsSync(new URL(source, context.parentURL));
    return next(relative ? source : specifier, context);
  },
  load: (url, context, next) => {
    if (!ours(url)) return next(url, context);
    const filename = fileURLToPath(url);
    return { format: 'module', shortCircuit: true, source: transformSync(readFileSync(filename, 'utf8'), { filename, ...options }).code };
  },
});

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
