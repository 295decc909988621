const cell = new Int32Array(new SharedArrayBuffer(4));

/** Holds the thread until so many milliseconds have passed since the work began: a slower disk, as the program meets it. */
export const slowedTo = <T>(ms: number, work: () => T): T => {
  const begun = performance.now();
  const done = work();
  const left = ms - (performance.now() - begun);
  if (left > 0) Atomics.wait(cell, 0, 0, left);
  return done;
};
