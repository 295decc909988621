import { holdsOn, type Period } from '#domain/partial-dates.js';
import { meetingName, type Ask, type Row } from '../ask.js';

export type Cell = {
  readonly meeting: string;
  /** `absent` where an appointment was in force and nothing is recorded of the person; null where nobody expected them. */
  readonly status: 'present' | 'apology' | 'substitute sent' | 'absent' | null;
  readonly role: string | null;
  readonly attends: 'in the room' | 'remotely' | null;
  readonly apology: boolean;
  readonly substitute: string | null;
  readonly standsInFor: string | null;
};
export type SheetPerson = {
  readonly person: string;
  readonly name: string | null;
  /** What the person is appointed as; null where no appointment is stated, which is no finding. */
  readonly appointedAs: string | null;
  readonly cells: readonly Cell[];
  /** Of the meetings since the appointment; without one, of those that mention the person. */
  readonly of: number;
  readonly present: number;
};
export type Sheet = {
  readonly board: string;
  readonly boardName: string | null;
  readonly meetings: readonly { readonly meeting: string; readonly name: string | null; readonly date: string | null }[];
  readonly people: readonly SheetPerson[];
};

type Appointment = Period & { readonly as: string };

/** Persons by the meetings of a board at which anybody's presence is recorded, in the order of their dates. */
export const attendanceSheet = (ask: Ask, board: string): Sheet => {
  const held = ask.rows('SELECT * FROM meeting_held WHERE board = ? ORDER BY date, nth, meeting', board);
  const marks = ask.rows('SELECT * FROM attendance_known WHERE board = ?', board);
  const appointed = appointments(ask, board);
  const names = ask.names();
  const everybody = new Set([...marks.map((mark) => mark['is_now'] as string), ...appointed.keys()]);
  const people = [...everybody].map((person) =>
    lineOf(
      person,
      names(person),
      appointed.get(person) ?? [],
      held,
      marks.filter((mark) => mark['is_now'] === person),
    ),
  );
  return {
    board,
    boardName: (ask.one('SELECT name FROM board_then WHERE board = ?', board)?.['name'] ?? null) as string | null,
    meetings: held.map((row) => ({ meeting: row['meeting'] as string, name: meetingName(row), date: row['date'] as string | null })),
    people: people.sort(byName),
  };
};

/** The boards on which somebody holds or held a place, or at whose meetings the person is shown, present or not. @param person of any joined record */
export const boardsOf = (ask: Ask, person: string): readonly string[] =>
  ask
    .rows(
      `WITH meant AS (SELECT is_now FROM person_is WHERE person = ?)
       SELECT board FROM appointment_on JOIN meant ON meant.is_now = appointment_on.is_now
       UNION
       SELECT board FROM attendance_known JOIN meant ON meant.is_now = attendance_known.is_now WHERE board IS NOT NULL
       ORDER BY board`,
      person,
    )
    .map(({ board }) => board as string);

const appointments = (ask: Ask, board: string): ReadonlyMap<string, readonly Appointment[]> => {
  const all = new Map<string, Appointment[]>();
  for (const row of ask.rows('SELECT * FROM appointment_on WHERE board = ? ORDER BY true_from, appointment', board)) {
    const person = (row['is_now'] ?? row['person']) as string;
    const one = { as: row['appointed_as'] as string, from: row['true_from'] as string | null, until: row['true_to'] as string | null };
    all.set(person, [...(all.get(person) ?? []), one]);
  }
  return all;
};

const lineOf = (
  person: string,
  name: string | null,
  appointed: readonly Appointment[],
  held: readonly Row[],
  marks: readonly Row[],
): SheetPerson => {
  const first = held.findIndex((meeting) => marks.some((mark) => mark['meeting'] === meeting['meeting']));
  const cells = held.map((meeting, n) => {
    const mark = marks.find((one) => one['meeting'] === meeting['meeting']);
    return mark ? marked(mark) : unmarked(meeting, isExpected(appointed, meeting['date'] as string | null, first >= 0 && n > first));
  });
  return {
    person,
    name,
    appointedAs: appointed.at(-1)?.as ?? null,
    cells,
    of: cells.filter(({ status }) => status !== null).length,
    present: cells.filter(({ status }) => status === 'present').length,
  };
};

/** Counted from the appointment on. Where its beginning is not stated, from the first meeting that mentions the person. */
const isExpected = (appointed: readonly Appointment[], date: string | null, mentionedBefore: boolean): boolean =>
  date !== null &&
  appointed.some((one) => (one.from === null ? mentionedBefore && holdsOn(one, date) !== 'no' : holdsOn(one, date) === 'yes'));

const marked = (mark: Row): Cell => ({
  meeting: mark['meeting'] as string,
  status: mark['status'] as Cell['status'],
  role: mark['role'] as string | null,
  attends: mark['attends'] as Cell['attends'],
  apology: mark['apology'] === 1,
  substitute: mark['substitute_name'] as string | null,
  standsInFor: mark['stands_in_for_name'] as string | null,
});
const unmarked = (meeting: Row, expected: boolean): Cell => ({
  meeting: meeting['meeting'] as string,
  status: expected ? 'absent' : null,
  role: null,
  attends: null,
  apology: false,
  substitute: null,
  standsInFor: null,
});

const byName = (a: SheetPerson, b: SheetPerson): number => {
  const [one, other] = [a, b].map(({ name, person }) => name ?? person);
  return one! < other! ? -1 : one! > other! ? 1 : 0;
};
