import { resultOf } from '../divisions.js';
import type { Division, Meeting } from '../state.js';
import type { Part } from './part.js';

const settled = (meeting: Meeting, motion: string | null): Meeting =>
  motion === null ? meeting : { ...meeting, motions: meeting.motions.map((one) => (one.id === motion ? { ...one, settled: true } : one)) };

/** A motion whose vote is tied stays open until somebody decides the tie. */
const divided = (meeting: Meeting, division: Division): Meeting => {
  const next = { ...meeting, divisions: meeting.divisions.concat(division) };
  return resultOf(division, meeting.orders?.tie ?? null) === 'tied' ? next : settled(next, division.motion);
};

const amended = (meeting: Meeting, division: string, change: (division: Division) => Division): Meeting => ({
  ...meeting,
  divisions: meeting.divisions.map((one) => (one.id === division ? change(one) : one)),
});

const uncounted = { motion: null, for: null, against: null, announced: null, options: [], named: [], casting: null } as const;

export const votes = {
  MotionMoved: (meeting, { motionId }) => ({ ...meeting, motions: [...meeting.motions, { id: motionId, amends: null, settled: false }] }),
  AmendmentMoved: (meeting, { motionId, amends }) => ({
    ...meeting,
    motions: [...meeting.motions, { id: motionId, amends, settled: false }],
  }),
  ConsentGiven: (meeting, { motion }) => settled(meeting, motion),
  OptionVoteRecorded: (meeting, { divisionId, item, subjects, method, options, abstained, entitled }, { id }) =>
    divided(meeting, {
      ...uncounted,
      id: divisionId,
      entry: id,
      item,
      subjects,
      method,
      abstained,
      entitled,
      options: options.map(({ optionId, count }) => ({ id: optionId, count })),
    }),
  VoteRecorded: (meeting, { divisionId, item, motion, subjects, method, for: ayes, against, abstained, announced, entitled }, { id }) =>
    divided(meeting, {
      ...uncounted,
      id: divisionId,
      entry: id,
      item,
      motion,
      subjects,
      method,
      for: ayes,
      against,
      abstained,
      announced,
      entitled,
    }),
  NamedVoteRecorded: (meeting, { division, person, vote, option }) =>
    amended(meeting, division, (one) => ({ ...one, named: [...one.named, { person, vote, option }] })),
  CastingVoteGiven: (meeting, { division, person, vote }) =>
    settled(
      amended(meeting, division, (one) => ({ ...one, casting: { person, vote } })),
      meeting.divisions.find(({ id }) => id === division)?.motion ?? null,
    ),
} satisfies Part;
