import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { early } from './early.ts';
import { lean } from './lean.ts';
import { packed } from './packed.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One page for each desk, so that each loads what it needs and no more; the server gives it the address's data to fetch ahead. */
export default defineConfig({
  root: here('.'),
  base: '/app/',
  logLevel: 'warn',
  plugins: [lean(), svelte(), early(here('src/frame/early.ts'), { 'meeting.html': here('src/meeting/Working.svelte') }), packed()],
  resolve: { conditions: ['source', 'svelte', 'module', 'browser', 'development|production'] },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        postBanner: '//# allFunctionsCalledOnLoad',
        // Each file costs a round of headers: what every desk needs is one, how a meeting stands another, what prints it a third.
        codeSplitting: {
          groups: [
            { name: 'early', test: /src\/frame\/early\.ts/, priority: 5 },
            {
              name: 'base',
              test: /node_modules\/svelte|src\/(frame\/(?!Refused|early)|net\/(?!send|seen))|src\/room\/(shown|intent|outbox)|documents\/src\/(figures|escape)|vite\/preload|kernel\/src\/(said|text|stands|fold|refusal)|domain\/src\/roles/,
              priority: 4,
            },
            {
              name: 'shapes',
              test: /kernel\/src\/(shape|corrections|times|event|ids-in)\.ts|domain\/src\/(shapes|partial-dates)/,
              priority: 3,
            },
            { name: 'events', test: /domain\/src\/meeting\/events/, priority: 3 },
            {
              name: 'stands',
              test: /views\/src\/(facts|minutes\/(agenda|order|held))|documents\/src\/(reader|open-agenda)|domain\/src\/meeting\/(evolve|fold|state|order|presence|moves|divisions)|kernel\/src\/(ids|rows)\.ts|src\/(room\/(lean|unprinted|held)|meeting\/here\.ts)/,
              priority: 2,
            },
            {
              name: 'forms',
              test: /src\/compose\/(?!Palette|Compos(er|ition)|RollCall|draft|by-name|read-|reading|suggested|[Ff]ollows|When|several-)|domain\/src\/printed|src\/meeting\/entry-words/,
              priority: 2,
            },
            {
              name: 'recording',
              test: /src\/meeting\/(Working|How|Opening|Entries|unnamed|steps\/(Steps|to-approve))|src\/compose\/(Compos(er|ition)|draft|by-name|read-later)|src\/room\/candidates/,
              priority: 2,
            },
            // Both the forms and the print need these, and neither is to bring the other.
            { name: 'divisions', test: /views\/src\/divisions|documents\/src\/how/, priority: 2 },
            { name: 'minutes', test: /libs\/(views|documents)\/|src\/room\/printing/, priority: 1 },
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
