const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

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
    const many = Math.floor(ms / span);
    if (many > 0) return `${many} ${name}${many === 1 ? '' : 's'} ago`;
  }
  return 'less than a minute ago';
};
