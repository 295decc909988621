const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** `1 checkpoint`, `2 checkpoints`. */
export const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

/** `2026-01-20 14:32 UTC`, of an instant as a machine writes it. */
export const minute = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

export const size = (bytes: number): string => {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
};

const spans = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

/** `3 days ago`, of a number of milliseconds. */
export const ago = (ms: number): string => {
  for (const [span, name] of spans) {
    const whole = Math.floor(ms / span);
    if (whole > 0) return `${many(whole, name)} ago`;
  }
  return 'less than a minute ago';
};
