import type { Out } from './io.js';

const bar = 24;
const blank = '\r\u001b[2K';

export type Progress = { readonly show: (done: number, of: number) => void; readonly end: () => void };

/** A progress bar for long work: on a terminal only, on stderr, and gone when the work is done. */
export const progressOn = (out: Out, what: string): Progress => {
  if (out.isTTY !== true) return { show: () => {}, end: () => {} };
  let shown = '';
  return {
    show: (done, of) => {
      const line = lineFor(what, done, of, out.columns ?? 80);
      if (line === shown) return;
      shown = line;
      out.write(blank + line);
    },
    end: () => shown !== '' && void out.write(blank),
  };
};

const lineFor = (what: string, done: number, of: number, columns: number) => {
  const share = of > 0 ? Math.min(1, done / of) : 1;
  const filled = Math.round(share * bar);
  return `${what} [${'#'.repeat(filled)}${'.'.repeat(bar - filled)}] ${Math.floor(share * 100)} %  ${done} of ${of}`.slice(0, columns - 1);
};
