import type { Part } from './part.js';

/** None of it decides anything; what is kept is what rules ask for. */
export const talk = {
  NilReturned: (meeting, { item }) => ({
    ...meeting,
    items: meeting.items.map((one) => (one.id === item ? { ...one, nil: true } : one)),
  }),
  SubjectNamed: (meeting, { subjectId, item }) => ({ ...meeting, subjects: [...meeting.subjects, { id: subjectId, item }] }),
  DiscussionRecorded: (meeting) => meeting,
  PointMade: (meeting) => meeting,
  WordsRecorded: (meeting) => meeting,
  AdviceGiven: (meeting) => meeting,
  NoteRecorded: (meeting) => meeting,
  CorrespondenceRecorded: (meeting) => meeting,
  ChairRuled: (meeting, { rulingId, division }) => ({ ...meeting, rulings: [...meeting.rulings, { id: rulingId, division }] }),
} satisfies Part;
