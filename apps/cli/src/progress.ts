import type { Out } from './io.js';

const bar = 24;
const blank = '\r\u001b[2K';

export type Progress = { readonly show: (done: number, of: number) => void; readonly end: () => void };

/**
 * A progress bar for long work: on a terminal only, on stderr, and gone when the work is done.
 * @param linesEveryMs where it is no terminal, a line each time that so much has passed; none without it
 */
export const progressOn = (out: Out, what: string, linesEveryMs = Infinity): Progress => {
  if (out.isTTY !== true) return { show: linesOn(out, what, linesEveryMs), end: () => {} };
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

const linesOn = (out: Out, what: string, everyMs: number): Progress['show'] => {
  let due = performance.now() + everyMs;
  return (done, of) => {
    if (performance.now() < due) return;
    due = performance.now() + everyMs;
    out.write(`${what}: ${Math.floor((100 * done) / Math.max(1, of))} %, ${done} of ${of}\n`);
  };
};

const lineFor = (what: string, done: number, of: number, columns: number) => {
  const share = of > 0 ? Math.min(1, done / of) : 1;
  const filled = Math.round(share * bar);
  return `${what} [${'#'.repeat(filled)}${'.'.repeat(bar - filled)}] ${Math.floor(share * 100)} %  ${done} of ${of}`.slice(0, columns - 1);
};
