import type { MeetingDesk } from '#shell/desk/answers.js';
import { dateInWords } from '#documents/figures.js';

/** A line of an agenda that is being built: nothing of it is recorded yet. */
export type Line = { readonly key: string; readonly heading: string; readonly standing: string | null; readonly chosen: boolean };

const day = (date: string | null) => (date === null ? 'an earlier meeting' : dateInWords(date));

/** What an agenda usually holds, in its usual order, and what earlier meetings left to this one. */
export const proposed = ({ meeting, meetings, actions, decisions }: MeetingDesk): readonly Line[] => {
  const before = meetings.filter((one) => one.meeting !== meeting.meeting && (one.date ?? '') < (meeting.date ?? '9999'));
  const unapproved = before.filter(({ sent, minutes }) => sent !== null && minutes.status !== 'approved');
  const deferred = decisions.filter(({ kind }) => kind === 'deferred');
  const line = (key: string, heading: string, standing: string | null = null): Line => ({ key, heading, standing, chosen: true });
  return [
    line('apologies', 'Apologies', 'apologies'),
    line('declarations', 'Declarations of Interest', 'declarations'),
    ...unapproved.map(({ meeting: id, date }) => line(`minutes-${id}`, `Minutes of ${day(date)}`, 'minutes')),
    ...(before.length > 0
      ? [
          line(
            'arising',
            actions.length > 0 ? `Matters Arising (${actions.length} open action${actions.length === 1 ? '' : 's'})` : 'Matters Arising',
            'matters arising',
          ),
        ]
      : []),
    ...deferred.map(({ id, words, subjects }) => line(id, `Deferred: ${subjects[0]?.name ?? words ?? 'an item'}`)),
    line('other', 'Any Other Business', 'any other business'),
  ];
};

export const moved = (lines: readonly Line[], from: number, by: number): readonly Line[] => {
  const to = from + by;
  if (to < 0 || to >= lines.length) return lines;
  const without = lines.toSpliced(from, 1);
  return without.toSpliced(to, 0, lines[from]!);
};
