import type { MeetingWithPaper, PaperSent } from '#shell/desk/answers.js';
import type { Room } from '../../room/room.svelte.js';

/** Minutes that were sent out and wait for this meeting: those that it approved itself stay in sight. */
export type ToApprove = MeetingWithPaper & { readonly sent: PaperSent; readonly approvedHere: number | null };

export const toApprove = ({ desk, held }: Pick<Room, 'desk' | 'held'>): readonly ToApprove[] => {
  const ours = desk.meeting;
  const approved = new Map<string, number | null>(
    held.standing
      .filter(({ type }) => type === 'MinutesApproved')
      .map(({ data }) => [String(data.of.meeting), data.version as number | null]),
  );
  return desk.meetings.flatMap((one) => {
    const { sent } = one;
    if (sent === null || one.meeting === ours.meeting || (one.date ?? '') > (ours.date ?? '9999')) return [];
    if (one.minutes.status === 'approved' && !approved.has(one.meeting)) return [];
    return [{ ...one, sent, approvedHere: approved.has(one.meeting) ? (approved.get(one.meeting) ?? 0) : null }];
  });
};

/** The newest version that lies before the meeting; null while none does. */
export const laidVersion = ({ state }: Pick<Room, 'state'>, meeting: string): number | null => {
  const versions = state.laid.filter((one) => one.meeting === meeting).map(({ version }) => version);
  return versions.length === 0 ? null : Math.max(...versions);
};
