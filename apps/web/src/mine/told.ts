import { dateInWords } from '#documents/figures.js';
import { meetingInWords } from '../frame/meeting-name.js';
import type { MyAction, MyDecision, MyMeeting } from '#shell/desk/answers.js';

/** Until when, and until when first, where that is another date. */
export const dueInWords = ({ dueSaid, firstDueSaid }: Pick<MyAction, 'dueSaid' | 'firstDueSaid'>): string => {
  const now = dueSaid === null ? 'no date' : `due ${dueSaid.words}`;
  return firstDueSaid === null || firstDueSaid.words === dueSaid?.words ? now : `${now}, first ${firstDueSaid.words}`;
};

/** Where it was agreed: the board, the meeting, the item. */
export const whereAgreed = ({ board, agreed }: Pick<MyAction, 'board' | 'agreed'>): string =>
  [board.name, agreed.name && meetingInWords(agreed.name), agreed.item?.label && `item ${agreed.item.label}`].filter(Boolean).join(', ');

export type ReportTold = {
  /** `carried forward, now due the May meeting` */
  readonly what: string;
  readonly words: string | null;
  /** Who reported or asked for it, where, and why. */
  readonly by: string;
  readonly address: string | null;
};
export const reportTold = ({ what, due, owners, words, by, meeting, reason, recordedAt }: MyAction['history'][number]): ReportTold => ({
  what: [called[what] ?? what, due && `now due ${due.words}`, owners && `now ${owners.length === 0 ? 'nobody' : owners.join(', ')}`]
    .filter(Boolean)
    .join(', '),
  words,
  by: [
    by === null ? 'by whom is not stated' : `by ${by}`,
    meeting ? `at the meeting of ${meetingInWords(meeting.name)}` : `on ${dateInWords(recordedAt.slice(0, 10))}`,
    reason && `because: ${reason}`,
  ]
    .filter(Boolean)
    .join(', '),
  address: meeting?.address ?? null,
});

/** Where the register's own word says too little. */
const called: Readonly<Record<string, string>> = { due: 'another date', owners: 'another owner' };

export const shownInWords = ({ as, role, attends }: MyMeeting['shown']): string => {
  if (as === 'not stated') return 'it is not stated whether you were present';
  const how = [role && `as ${role}`, attends === 'remotely' && attends].filter(Boolean).join(', ');
  return `you are shown ${as === 'apologies' ? 'as having sent apologies' : as}${as === 'present' && how !== '' ? ` ${how}` : ''}`;
};

/** A decision and how it stands, where that is more than being in force. */
export const standsInWords = ({ kind, force, implemented }: Pick<MyDecision, 'kind' | 'force' | 'implemented'>): string =>
  [kind, force !== 'in force' && force, implemented && 'implemented'].filter(Boolean).join(' · ');
