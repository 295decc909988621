import type { Data } from '#kernel/event.js';
import { idOf } from '../catalogues.js';
import type { MeetingEvent } from '../meeting/events.js';
import { whenOf } from './elsewhere.js';
import type { Policy } from './policy.js';

/** A meeting that approves the minutes of another one that this book holds is told to those minutes. */
export const minutesApprove: Policy = {
  name: 'minutes.approve',
  from: 'meeting',
  on: ['MinutesApproved'],
  carry: (fact) => {
    const { of, decision, version, digest } = fact.data as Data<MeetingEvent, 'MinutesApproved'>;
    if (!('meeting' in of)) return [];
    const data = { meeting: idOf(fact.entry.stream), decision, on: null, version, digest, corrections: [] };
    return [{ stream: `minutes-${of.meeting}`, verb: 'ApproveMinutes', data, occurred: whenOf(fact), continues: null }];
  },
};
