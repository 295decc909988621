import type { Fact } from '#kernel/entry.js';
import { fold } from '#kernel/fold.js';
import { minutes, newestVersion, statusOf as paperStatusOf } from '#domain/minutes/index.js';
import { minutesOf } from '#views/minutes/minutes.js';
import { sittingOf } from '#views/minutes/sitting.js';
import { factsOf, known, type RowOf, type RowsOf, type StreamFacts } from '../projection.js';

type Meeting = StreamFacts<'meeting'>;
type Minutes = StreamFacts<'minutes'>;

export const meetingTables = {
  meeting: {
    meeting: 'text',
    board: 'text?',
    date: 'text?',
    start: 'text?',
    end: 'text?',
    zone: 'text?',
    place: 'text?',
    kind: 'text?',
    label: 'text?',
    title: 'json',
    status: 'text',
    business: 'integer',
    circulated: 'integer?',
    put_right: 'integer',
    adopted_by: 'text?',
    adopted_in: 'text?',
    begun: 'integer',
  },
  // Of its own: it changes with every entry, and all else of a meeting hardly ever does.
  meeting_revision: { revision: 'integer' },
  minutes: {
    meeting: 'text',
    status: 'text',
    version: 'integer?',
    of_revision: 'integer?',
    approved_in: 'text?',
    approved_by: 'text?',
    approved_on: 'text?',
  },
} as const;

export const meetingRows = (stream: Meeting): RowsOf<typeof meetingTables> => {
  const revision = { key: 'revision', revision: stream.recorded.length - 1 };
  return { meeting: meetingRow(stream), meeting_revision: [revision] };
};

/** Hardly an entry changes it: where none of its parts is another one, nor is the row. */
const meetingRow = (stream: Meeting): readonly RowOf<(typeof meetingTables)['meeting']>[] => {
  const before = lastRow(stream);
  const parts = [
    sitting(stream),
    statusOf(stream, stream.standing[0]),
    stream.standing.some(({ type }) => !beforehand.has(type)) ? 1 : 0,
    isPutRight(stream) ? 1 : 0,
    circulation(stream),
  ] as const;
  if (before.rows && parts.every((part, n) => part === before.parts[n])) return before.rows;
  const [stated, status, business, putRight, circulated] = parts;
  const begun = stream.placeOf(stream.recorded[0]!.entry.id).position;
  const row = { ...stated, key: 'meeting', meeting: stream.id, status, business, put_right: putRight, ...circulated, begun };
  const rows = [row];
  Object.assign(before, { parts, rows });
  return rows;
};

type Last = { readonly parts: readonly unknown[]; readonly rows: ReturnType<typeof meetingRow> | null };
const lastRow = known((_: Meeting): Last => ({ parts: [], rows: null }));

const sitting = known((stream: Meeting) => {
  const { entries: _, place, title, ...stated } = sittingOf(factsOf(stream, 'MeetingScheduled', 'MeetingRescheduled', 'MeetingOpened'));
  return { ...stated, place: stream.words(place), title: title.map((line) => stream.words(line)) };
});

const circulation = known((stream: Meeting) => {
  const circulated = factsOf(stream, 'MinutesCirculated').at(-1)?.data.version ?? null;
  const adopted = factsOf(stream, 'MinutesAdopted').at(-1)?.data;
  return { circulated, adopted_by: adopted?.decision ?? null, adopted_in: adopted?.meeting ?? null };
});

/** Only what was sent can read otherwise than it was sent. */
const isPutRight = (stream: Meeting): boolean =>
  factsOf(stream, 'MinutesCirculated').length > 0 && minutesOf(stream.standing, [], stream.recorded).status.putRight;

/** What is recorded before a meeting, or by others: none of it says that the meeting was held. */
const beforehand: ReadonlySet<string> = new Set([
  ...['MeetingScheduled', 'MeetingRescheduled', 'NoticeGiven', 'ItemListed', 'PaperAttached', 'RollTaken', 'StandingOrdersTaken'],
  ...['ApologyRecorded', 'MeetingFileRead', 'ReaderRemarked', 'ReferenceMatched', 'TextsErased', 'Overridden', 'NotCarried'],
]);

/** A meeting that is recorded from its printed minutes was held: nobody is said to have opened or closed it. */
const statusOf = (stream: Meeting, first: Fact | undefined): 'scheduled' | 'open' | 'adjourned' | 'closed' | 'held' => {
  const last = factsOf(stream, 'MeetingOpened', 'MeetingAdjourned', 'MeetingResumed', 'MeetingClosed').at(-1)?.type;
  if (last === 'MeetingClosed') return 'closed';
  if (last === 'MeetingAdjourned') return 'adjourned';
  if (last) return 'open';
  return first?.entry.recorded === 'printed' ? 'held' : 'scheduled';
};

/** The life of the paper; the stream's name is that of the meeting. */
export const minutesRows = (stream: Minutes): RowsOf<typeof meetingTables> => {
  const state = fold(minutes, stream.standing);
  const { drafts, approved } = state;
  const row = {
    key: 'minutes',
    meeting: stream.id,
    status: paperStatusOf(state),
    version: newestVersion(state)?.version ?? null,
    of_revision: newestVersion(state)?.meetingRevision ?? drafts.at(-1) ?? null,
    approved_in: approved?.meeting ?? null,
    approved_by: approved?.decision ?? null,
    approved_on: approved?.on ?? null,
  };
  return { minutes: [row] };
};
