import type { Position } from '#event-store/port.js';
import { byTheir, json, meetingName, where, type Ask, type Row } from '../ask.js';
import { named, type Named } from '../names.js';

export type BoardKnown = {
  readonly board: string;
  readonly name: string | null;
  readonly aliases: readonly string[];
  readonly kind: string;
  readonly parent: string | null;
  readonly quorum: number | null;
};

export type MeetingKnown = {
  readonly meeting: string;
  /** `2010-01-20`, with `(2)` for the second of that day; null where no date is stated. */
  readonly name: string | null;
  readonly board: string | null;
  readonly boardName: string | null;
  readonly date: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly zone: string | null;
  readonly place: string | null;
  readonly kind: string | null;
  readonly label: string | null;
  readonly title: readonly string[];
  /** `held`: nobody is said to have opened or closed it, but its minutes are printed, or its day is over and business is recorded. */
  readonly status: 'scheduled' | 'open' | 'adjourned' | 'closed' | 'held';
  readonly revision: number;
  readonly minutes: {
    readonly status: 'not drafted' | 'draft' | 'circulated' | 'approved';
    readonly version: number | null;
    /** The record reads otherwise than the version circulated last. */
    readonly putRight: boolean;
    readonly approvedBy: { readonly meeting: string; readonly decision: string; readonly on: string | null } | null;
  };
};

export type PersonKnown = {
  readonly person: string;
  readonly name: string | null;
  /** Records that were joined to this one. */
  readonly records: readonly string[];
  readonly called: readonly {
    readonly written: string;
    readonly kind: string;
    readonly board: string | null;
    readonly meeting: string | null;
  }[];
};

export type Whereabouts = { readonly id: string; readonly noun: string; readonly stream: string; readonly entry: string };
export type Scope = { readonly board?: string | null; readonly meeting?: string | null };
export type Organisation = { readonly organisation: string; readonly board: string; readonly name: string | null };
/** A person attends for an organisation of a board, from and until when if stated. */
export type Represented = {
  readonly person: string;
  readonly organisation: string;
  readonly from: string | null;
  readonly until: string | null;
};
export type Sitting = {
  readonly sitting: string;
  readonly board: string;
  readonly meeting: string | null;
  readonly date: string | null;
  readonly label: string | null;
  readonly kind: string | null;
  readonly mentioned: string | null;
};

export const boards = (ask: Ask): readonly BoardKnown[] => {
  const called = byTheir('board', ask.rows('SELECT board, called FROM board_called WHERE called IS NOT NULL ORDER BY called'));
  return ask.rows('SELECT * FROM board_then ORDER BY name, board').map((row) => ({
    board: row['board'] as string,
    name: row['name'] as string | null,
    aliases: called(row['board']).flatMap((one) => (one['called'] === row['name'] ? [] : [one['called'] as string])),
    kind: row['kind'] as string,
    parent: row['parent'] as string | null,
    quorum: row['quorum'] as number | null,
  }));
};

/** By name or alias, in any case of letters; else the one board of whose name the text is a part. */
export const boardNamed = (ask: Ask, text: string): Named<BoardKnown> =>
  named(text, boards(ask), ({ board, name, aliases }) => [board, name, ...aliases]);

/** In the order of their dates. */
export const meetings = (ask: Ask, board?: string): readonly MeetingKnown[] => {
  const asked = where({ 'board = ?': board });
  return ask.rows(`SELECT * FROM meeting_known ${asked.sql} ORDER BY board_name, date, nth, meeting`, ...asked.values).map(meetingOf);
};

export const meeting = (ask: Ask, id: string): MeetingKnown | null => {
  const row = ask.one('SELECT * FROM meeting_known WHERE meeting = ?', id);
  return row ? meetingOf(row) : null;
};

const meetingOf = (row: Row): MeetingKnown => ({
  meeting: row['meeting'] as string,
  name: meetingName(row),
  board: row['board'] as string | null,
  boardName: row['board_name'] as string | null,
  date: row['date'] as string | null,
  start: row['start'] as string | null,
  end: row['end'] as string | null,
  zone: row['zone'] as string | null,
  place: row['place'] as string | null,
  kind: row['kind'] as string | null,
  label: row['label'] as string | null,
  title: json<string[]>(row['title']),
  status: row['status'] as MeetingKnown['status'],
  revision: row['revision'] as number,
  minutes: {
    status: row['minutes_status'] as MeetingKnown['minutes']['status'],
    version: row['minutes_version'] as number | null,
    putRight: row['minutes_status'] === 'circulated' && row['put_right'] === 1,
    approvedBy:
      row['approved_by'] === null
        ? null
        : { meeting: row['approved_in'] as string, decision: row['approved_by'] as string, on: row['approved_on'] as string | null },
  },
});

/**
 * @param board name, alias or id, as {@link boardNamed}
 * @param which tells apart the meetings of one day: `(2)` or `2`, the start `14:00`, or the label.
 */
export const meetingNamed = (ask: Ask, board: string, date: string, which?: string): Named<MeetingKnown> => {
  const found = boardNamed(ask, board);
  const among = 'one' in found ? [found.one] : found.candidates;
  const thatDay = among.flatMap((one) => meetings(ask, one.board)).filter((one) => one.date === date);
  const fitting = which === undefined ? thatDay : thatDay.filter((one) => isThe(which, one));
  return fitting.length === 1 ? { one: fitting[0]! } : { candidates: fitting };
};
const isThe = (which: string, { name, date, start, label }: MeetingKnown): boolean => {
  const nth = /^\(?(\d+)\)?$/.exec(which)?.[1];
  const isNth = nth !== undefined && (name === `${date} (${nth})` || (nth === '1' && name === date));
  return isNth || start === which || label === which;
};

export const people = (ask: Ask): readonly PersonKnown[] => {
  const records = byTheir('is_now', ask.rows('SELECT person, is_now FROM person_is ORDER BY person'));
  const called = byTheir('person', ask.rows('SELECT * FROM person_called WHERE written IS NOT NULL ORDER BY person, kind, written'));
  return ask.rows('SELECT person, name FROM person_named WHERE person = is_now ORDER BY name, person').map(({ person, name }) => ({
    person: person as string,
    name: name as string | null,
    records: records(person).flatMap((one) => (one['person'] === person ? [] : [one['person'] as string])),
    called: called(person).map(({ written, kind, board, meeting }) => ({
      written: written as string,
      kind: kind as string,
      board: board as string | null,
      meeting: meeting as string | null,
    })),
  }));
};

/** By the name, a spelling or initials that are good in the scope; else the one of whose name the text is a part. Joined records are one person. */
export const personNamed = (ask: Ask, text: string, scope: Scope = {}): Named<PersonKnown> => personAmong(people(ask), text, scope);
export const personAmong = (known: readonly PersonKnown[], text: string, scope: Scope): Named<PersonKnown> =>
  named(text, known, ({ person, called }) => [
    person,
    ...called
      .filter(({ board, meeting }) => (board === null || board === scope.board) && (meeting === null || meeting === scope.meeting))
      .map(({ written }) => written),
  ]);

/** Which stream and entry brought an id into being: of an entry, which stream holds it. */
export const whereabouts = (ask: Ask, id: string): Whereabouts | null => {
  const row = ask.one('SELECT id, noun, stream, entry FROM whereabouts_then WHERE id = ?', id);
  const entry = row ?? ask.one("SELECT entry AS id, 'entry' AS noun, stream, entry FROM trail_then WHERE entry = ?", id);
  if (!entry) return null;
  return { id, noun: entry['noun'] as string, stream: entry['stream'] as string, entry: entry['entry'] as string };
};

export const organisations = (ask: Ask, board?: string): readonly Organisation[] => {
  const asked = where({ 'board = ?': board });
  const sql = `SELECT organisation, board, name FROM organisation_then ${asked.sql} ORDER BY name, organisation`;
  return ask.rows(sql, ...asked.values) as unknown as readonly Organisation[];
};

/** Whom people attend for at a board; joined records are one person. */
export const represented = (ask: Ask, board: string): readonly Represented[] =>
  ask.rows(
    `SELECT is_now AS person, organisation, true_from AS "from", true_to AS until
     FROM represents_then JOIN person_is ON person_is.person = represents_then.person
     WHERE board = ? ORDER BY is_now, true_from, organisation`,
    board,
  ) as unknown as readonly Represented[];

export const sittings = (ask: Ask, board?: string): readonly Sitting[] => {
  const asked = where({ 'board = ?': board });
  const sql = `SELECT sitting, board, meeting, date, label, kind, mentioned FROM sitting_then ${asked.sql} ORDER BY date, sitting`;
  return ask.rows(sql, ...asked.values) as unknown as readonly Sitting[];
};

/** The last position whose running maximum of `recordedAt` is not later than the instant; -1 before the first. */
export const positionAt = (ask: Ask, instant: string, newest: Position): Position => {
  const utc = new Date(instant).toISOString();
  // Whatever else is known of an entry, where and when it was recorded does not change: one index has the answer.
  const later = ask.one('SELECT position FROM trail WHERE recorded_at > ? ORDER BY position LIMIT 1', utc);
  return later ? (later['position'] as number) - 1 : newest;
};
