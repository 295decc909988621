import type { Fact } from '#kernel/entry.js';
import { only, newest, type MeetingData } from '../facts.js';
import type { Sitting, Status } from './model.js';

const nothing: Omit<MeetingData<'MeetingScheduled'>, 'board'> & { board: null } = {
  board: null,
  title: [],
  date: null,
  start: null,
  end: null,
  zone: null,
  place: null,
  kind: null,
  label: null,
};

/** When and where the meeting was held, as far as stated; moved meetings keep what nobody changed. */
export const sittingOf = (standing: readonly Fact[]): Sitting => {
  const moves = only(standing, 'MeetingRescheduled');
  const scheduled = newest(standing, 'MeetingScheduled')?.data ?? nothing;
  const now = moves.reduce(
    (was, { data }) => ({
      ...was,
      date: data.date,
      start: data.start ?? was.start,
      end: data.end ?? was.end,
      place: data.place ?? was.place,
    }),
    scheduled,
  );
  const { board, title, date, start, end, place, kind, label } = now;
  const zone = newest(standing, 'MeetingOpened')?.data.zone ?? now.zone;
  const entries = [...only(standing, 'MeetingScheduled'), ...moves].map(({ entry }) => entry.id);
  return { entries, board, title, date, start, end, zone, place, kind, label };
};

/**
 * What the minutes are by now: told by the meeting, and by the stream of the paper where it is given.
 * @param paper the minutes' own stream as it stands, or none.
 */
export const statusOf = (standing: readonly Fact[], paper: readonly Fact[]): Status => {
  const told = only(standing, 'MinutesCirculated', 'MinutesAdopted');
  const version = highest([...only(standing, 'MinutesCirculated'), ...paper.filter(isCirculated)].map(({ data }) => data.version));
  const adopted = newest(standing, 'MinutesAdopted')?.data ?? null;
  const approved: PaperApproved | null =
    paper.findLast((fact): fact is Fact<'MinutesApproved', PaperApproved> => fact.type === 'MinutesApproved')?.data ?? null;
  const by = approved ?? (adopted && { ...adopted, on: null });
  return {
    entries: told.map(({ entry }) => entry.id),
    state: by ? 'approved' : version === null ? 'draft' : 'circulated',
    version: by ? by.version : version,
    approved: by && { meeting: by.meeting, decision: by.decision, on: by.on },
    printed: newest(standing, 'MeetingScheduled')?.entry.recorded === 'printed',
    putRight: false,
    redrafted: !by && paper.findLastIndex(({ type }) => type === 'MinutesRedrafted') > paper.findLastIndex(isCirculated),
  };
};

/** The revision of the meeting that the version circulated last was made from; null where none was circulated. */
export const sentRevisionOf = (standing: readonly Fact[], paper: readonly Fact[]): number | null => {
  const sent = [
    ...only(standing, 'MinutesCirculated').map(({ data }) => ({ version: data.version, revision: data.ofRevision })),
    ...paper.filter(isCirculated).map(({ data }) => ({ version: data.version, revision: data.meetingRevision })),
  ];
  return sent.toSorted((one, other) => one.version - other.version).at(-1)?.revision ?? null;
};

type PaperApproved = { readonly meeting: string; readonly decision: string; readonly on: string | null; readonly version: number | null };
const isCirculated = (fact: Fact): fact is Fact<'MinutesCirculated', { readonly version: number; readonly meetingRevision: number }> =>
  fact.type === 'MinutesCirculated';
const highest = (versions: readonly number[]) => (versions.length === 0 ? null : Math.max(...versions));
