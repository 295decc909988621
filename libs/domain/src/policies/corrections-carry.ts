import type { Data } from '#kernel/event.js';
import { idOf } from '../catalogues.js';
import type { MeetingEvent } from '../meeting/events.js';
import { whenOf } from './elsewhere.js';
import type { Policy } from './policy.js';

/** A correction that a later meeting agrees puts the entry of the earlier one right, by the authority of that decision. */
export const correctionsCarry: Policy = {
  name: 'corrections.carry',
  from: 'meeting',
  on: ['CorrectionAgreed'],
  carry: (fact) => {
    const { of, entry, follows, replacement, reason, decision } = fact.data as Data<MeetingEvent, 'CorrectionAgreed'>;
    // Until somebody has written how the entry is to read, there is nothing to carry.
    if (replacement === null) return [];
    const authority = decision === null ? { chair: null } : { decision, meeting: idOf(fact.entry.stream) };
    const data = { entry, follows, replacement, reason, authority };
    return [{ stream: `meeting-${of}`, verb: 'PutRight', data, occurred: whenOf(fact), continues: null }];
  },
};
