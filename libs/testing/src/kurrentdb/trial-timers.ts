/** For stores in specs, in milliseconds: what goes wrong is noticed sooner than people have to. */
export const timers = { attempt: 1_000, call: 15_000, seen: 500, sweep: 100 };
/** For whoever shall be told that the server is away. */
export const impatient = { ...timers, attempt: 300, call: 1_200 };
