import { broken, cannotTell, holds } from '#kernel/decider.js';
import type { Meeting, Of } from '../state.js';
import type { Asks } from './rule.js';

type Notified = NonNullable<Of<'SubstitutionRecorded'>['notified']>;

/**
 * The cut-off is in minutes before the start, both on the clock in the place of the meeting: a night in which the clocks
 * change is not allowed for. Standing orders that state none ask nothing.
 */
export const notifiedInTime: Asks<Of<'SubstitutionRecorded'>> = {
  code: 'substitute.notified-late',
  source: 'invariant 5; the substitution scheme in the standing orders of the board',
  binds: 'E',
  says: 'A substitution is notified before the cut-off.',
  remedy: 'Record the ruling of the chair with its reason, where the scheme allows one.',
  ask: ({ notified }, { orders, schedule }) => {
    const cutOff = orders?.substitutionNotice ?? null;
    if (cutOff === null) return holds;
    if (notified === null) return cannotTell('When it was notified is not stated.');
    const start = startOf(schedule);
    if (start === null) return cannotTell('When the meeting was to start is not stated.');
    const { atMost, atLeast } = before(start, notified);
    if (atLeast >= cutOff) return holds;
    if (atMost >= cutOff) return cannotTell('At what time of the day it was notified is not stated.');
    return broken(
      `It was notified ${notified.at === null ? `on ${notified.on}` : inWords(atMost)}, and the standing orders ask for ${cutOff} minutes before.`,
    );
  },
};

const minute = 60_000;
/** Minutes on the clock in the place of the meeting, from an instant that is the same for both. */
const onTheClock = (day: string, time: string) => Date.parse(`${day}T${time}:00.000Z`) / minute;

const startOf = (schedule: Meeting['schedule']): number | null =>
  schedule?.start && schedule.date && /^\d{4}-\d{2}-\d{2}$/.test(schedule.date) ? onTheClock(schedule.date, schedule.start) : null;

/** How many minutes before the start: of a day without a time, from its last minute to its first. */
const before = (start: number, { on, at }: Notified) => ({
  atLeast: start - onTheClock(on, at ?? '23:59'),
  atMost: start - onTheClock(on, at ?? '00:00'),
});
const inWords = (minutes: number) =>
  minutes < 0 ? 'after the start' : minutes === 0 ? 'at the start' : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} before the start`;
