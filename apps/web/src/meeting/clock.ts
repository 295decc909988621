/** How far a zone is ahead of UTC at an instant, in milliseconds. */
const offsetMs = (instant: Date, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - instant.getTime();
};

/** A time on the clock where the meeting is, `14:32` on `2026-03-10`, as an instant. */
export const instantAt = (clock: string, date: string | null, zone: string): string => {
  const guess = new Date(`${date ?? new Date().toISOString().slice(0, 10)}T${clock}:00.000Z`);
  return new Date(guess.getTime() - offsetMs(guess, zone)).toISOString();
};

/** The time on the clock in a zone, `14:32`. */
export const clockAt = (instant: string, timeZone: string | null): string =>
  new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', ...(timeZone !== null && { timeZone }) });
