import type { BoardKnown, MeetingKnown } from '#registers/book/queries.js';

/** Addresses that a person can read: a board by its name, a meeting by its date, a decision by the revision of its entry. */
export type Addresses = {
  readonly board: (id: string | null) => string | null;
  readonly meeting: (id: string | null) => string | null;
  /** Those that a part of an address may mean: none, one, or several. */
  readonly boardsAt: (segment: string) => readonly BoardKnown[];
  readonly meetingsAt: (board: string, segment: string) => readonly MeetingKnown[];
};

/** Words of our own that stand where a board's name would. */
const ours = new Set([
  'actions',
  'decisions',
  'registers',
  'audit',
  'api',
  'health',
  'problems',
  'boards',
  'desk',
  'mine',
  'replay',
  'search',
  'app',
  'people',
]);

/** `East Midlands Improvement Partnership Board` is east-midlands-improvement-partnership-board. */
export const slugOf = (name: string | null): string => {
  const slug = (name ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return slug === '' || ours.has(slug) ? `${slug}-board`.replace(/^-/, '') : slug;
};

export const addressesOf = (boards: readonly BoardKnown[], meetings: readonly MeetingKnown[]): Addresses => {
  const bySlug = Map.groupBy(boards, ({ name }) => slugOf(name));
  const segments = new Map(boards.map((one) => [one.board, bySlug.get(slugOf(one.name))!.length === 1 ? slugOf(one.name) : one.board]));
  const days = Map.groupBy(meetings, (one) => `${one.board} ${dayOf(one)}`);
  const nthOf = (one: MeetingKnown) => days.get(`${one.board} ${dayOf(one)}`)!.indexOf(one) + 1;
  const isOnly = (one: MeetingKnown) => days.get(`${one.board} ${dayOf(one)}`)!.length === 1;
  const segmentOf = (one: MeetingKnown) => (isOnly(one) ? dayOf(one) : `${dayOf(one)}-${nthOf(one)}`);
  const board = (id: string | null) => (id !== null && segments.has(id) ? `/${encodeURIComponent(segments.get(id)!)}` : null);
  const paths = new Map(meetings.map((one) => [one.meeting, `${board(one.board) ?? ''}/${segmentOf(one)}`]));
  return {
    board,
    meeting: (id) => (id === null ? null : (paths.get(id) ?? null)),
    boardsAt: (segment) => {
      const exact = boards.filter((one) => one.board === segment || slugOf(one.name) === segment);
      return exact.length > 0 ? exact : boards.filter(({ aliases }) => aliases.some((alias) => slugOf(alias) === segment));
    },
    meetingsAt: (of, segment) => meetings.filter((one) => one.board === of && calls(one, nthOf(one)).includes(segment)),
  };
};

const dayOf = ({ date }: MeetingKnown): string => date ?? 'undated';
/** The day, the day and which of that day, or the day and the start: `2010-01-20`, `2010-01-20-2`, `2010-01-20-14:00`. */
const calls = (one: MeetingKnown, nth: number): readonly string[] => {
  const day = dayOf(one);
  return [
    day,
    `${day}-${nth}`,
    one.meeting,
    ...(one.start === null ? [] : [`${day}-${one.start}`, `${day}-${one.start.replace(':', '')}`]),
  ];
};
