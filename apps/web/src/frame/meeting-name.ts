import { dateInWords } from '#documents/figures.js';

/** `2026-03-10 (2)` is 10 March 2026 (2). */
export const meetingInWords = (name: string | null): string => {
  const [, date, nth] = /^([\dX-]+)( \(\d+\))?$/.exec(name ?? '') ?? [];
  return date === undefined ? (name ?? 'date not stated') : `${dateInWords(date)}${nth ?? ''}`;
};
