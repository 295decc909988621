import { Worker } from 'node:worker_threads';
import { beside } from '#event-store/beside.js';
import type { Asked, Hand } from '#registers/shares.js';
import { errorOf, type Failed } from '../crossing.js';

export type ToHand = { readonly dir: string; readonly into: string; readonly asked: Asked };
export type FromHand = { readonly folded: number } | { readonly failed: Failed | null };

const folds = beside(import.meta.url, 'share-main');

/**
 * Another thread that reads the log of a folder by itself.
 * @param into the folder of the registers, where it is another one
 * @param main what it runs
 */
export const handFor =
  (dir: string, into = dir, main = folds): Hand =>
  (asked, signal, onFolded) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return resolve();
      const worker = new Worker(main, { workerData: { dir, into, asked } satisfies ToHand, name: 'registers share' });
      let done: Failed | null | undefined;
      let why: Error = new Error('The thread that builds registers has ended.');
      const end = () => worker.postMessage('end');
      signal.addEventListener('abort', end, { once: true });
      worker.on('message', (words: FromHand) => {
        if ('folded' in words) onFolded(words.folded);
        else done = words.failed;
      });
      worker.on('error', (error) => (why = error as Error));
      worker.once('exit', () => {
        signal.removeEventListener('abort', end);
        if (done === null) resolve();
        else reject(done ? errorOf(done) : why);
      });
    });
