import type { Part } from './part.js';
import { vacated } from './presence.js';

export const interests = {
  InterestDeclared: (meeting, { person, item, class: type, scope }) => ({
    ...meeting,
    interests: [...meeting.interests, { person, item, class: type, scope }],
  }),
  WithdrawalRecorded: (meeting, { person }) => vacated(meeting, person),
  ReturnRecorded: (meeting) => meeting,
} satisfies Part;
