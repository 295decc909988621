import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { lean } from './lean.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One page for each desk, so that each loads what it needs and no more; the server gives it the address's data to fetch ahead. */
export default defineConfig({
  root: here('.'),
  base: '/app/',
  logLevel: 'warn',
  plugins: [lean(), svelte()],
  resolve: { conditions: ['source', 'svelte', 'module', 'browser', 'development|production'] },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Each file costs a round of headers: what every desk needs is one, what minutes are made of another.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/svelte|src\/(frame|net)\/|src\/room\/shown|documents\/src\/(figures|escape)|vite\/preload|kernel\/src\/(said|text|stands|fold)|domain\/src\/roles/,
              priority: 2,
            },
            {
              name: 'minutes',
              test: /libs\/(views|documents)\/(?!src\/changes)|domain\/src\/(meeting\/(evolve|fold|state|order|presence|moves|divisions))/,
              priority: 1,
            },
          ],
        },
      },
      input: {
        boards: here('boards.html'),
        meeting: here('meeting.html'),
        mine: here('mine.html'),
        replay: here('replay.html'),
      },
    },
  },
});
