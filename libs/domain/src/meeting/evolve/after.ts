import type { Part } from './part.js';

export const after = {
  CorrectionAgreed: (meeting) => meeting,
  ReferenceMatched: (meeting) => meeting,
  MinutesCirculated: (meeting, { version }) => ({ ...meeting, circulated: [...meeting.circulated, version] }),
  MinutesAdopted: (meeting, adopted) => ({ ...meeting, adopted }),
  ReaderRemarked: (meeting) => meeting,
  MeetingFileRead: (meeting) => meeting,
} satisfies Part;
