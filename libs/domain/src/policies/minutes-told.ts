import type { Fact } from '#kernel/entry.js';
import type { Data } from '#kernel/event.js';
import { idOf } from '../catalogues.js';
import type { MinutesEvent } from '../minutes/events.js';
import { whenOf } from './elsewhere.js';
import type { Policy } from './policy.js';

/** A meeting is told when its minutes are sent out and approved: who may still put it right depends on that. */
export const minutesTold: Policy = {
  name: 'minutes.told',
  from: 'minutes',
  on: ['MinutesCirculated', 'MinutesApproved'],
  carry: (fact) => [
    {
      stream: `meeting-${idOf(fact.entry.stream)}`,
      ...(fact.type === 'MinutesCirculated' ? circulated(fact) : approved(fact)),
      occurred: whenOf(fact),
      continues: null,
    },
  ],
};

const circulated = ({ data }: Fact) => {
  const { version, meetingRevision } = data as Data<MinutesEvent, 'MinutesCirculated'>;
  return { verb: 'NoteMinutesCirculated', data: { version, ofRevision: meetingRevision } };
};
const approved = ({ data }: Fact) => {
  const { meeting, decision, version } = data as Data<MinutesEvent, 'MinutesApproved'>;
  return { verb: 'NoteMinutesApproved', data: { meeting, decision, version } };
};
