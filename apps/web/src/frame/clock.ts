const clocks = new Map<string | undefined, Intl.DateTimeFormat>();

/** The time on the clock of a zone, `14:32`; without one of this device. Making a clock takes longer than reading it: each is made once. */
export const clockIn = (timeZone: string | undefined, instant: Date): string => {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  clocks.set(timeZone, clock);
  return clock.format(instant);
};
