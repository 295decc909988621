import type { Cell, Sheet, SheetPerson } from '#registers/attendance-sheet/queries.js';
import { columnFor } from './geometry.js';

export const signs = [
  'present',
  'present remotely',
  'stood in for somebody',
  'sent a substitute',
  'sent apologies',
  'absent',
  'not yet appointed',
  'no longer appointed',
  'not stated',
] as const;
export type Sign = (typeof signs)[number];

/** What a cell shows. Of somebody without an appointment nobody can tell whether they were expected: it is not stated. */
export const signOf = (person: Pick<SheetPerson, 'appointedAs' | 'cells'>, n: number): Sign => {
  const cell = person.cells[n]!;
  if (cell.status === 'present') return presentAs(cell);
  if (cell.status === 'substitute sent') return 'sent a substitute';
  if (cell.status === 'apology') return 'sent apologies';
  if (cell.status === 'absent') return 'absent';
  if (person.appointedAs === null) return 'not stated';
  return person.cells.slice(0, n).some(({ status }) => status !== null) ? 'no longer appointed' : 'not yet appointed';
};
const presentAs = ({ standsInFor, attends }: Cell): Sign =>
  standsInFor !== null ? 'stood in for somebody' : attends === 'remotely' ? 'present remotely' : 'present';

export const yearsOf = ({ meetings }: Sheet): readonly string[] =>
  [...new Set(meetings.flatMap(({ date }) => (date === null ? [] : [date.slice(0, 4)])))].toSorted();

export type YearPerson = {
  readonly person: string;
  readonly name: string;
  readonly signs: readonly Sign[];
  /** Meetings attended, and those at which the person was expected or is mentioned. */
  readonly present: number;
  readonly of: number;
};
export type Year = { readonly meetings: Sheet['meetings']; readonly people: readonly YearPerson[] };

/** The meetings of a year, all of them where none is asked for; who has nothing to do with any of them is left out. */
export const yearOf = (sheet: Sheet, year: string | null): Year => {
  const kept = sheet.meetings.flatMap(({ date }, n) => (year === null || date?.startsWith(year) ? [n] : []));
  const people = sheet.people
    .filter(({ cells }) => kept.some((n) => cells[n]!.status !== null))
    .map((one) => {
      const cells = kept.map((n) => one.cells[n]!);
      return {
        person: one.person,
        name: one.name ?? 'somebody not named',
        signs: kept.map((n) => signOf(one, n)),
        present: cells.filter(({ status }) => status === 'present').length,
        of: cells.filter(({ status }) => status !== null).length,
      };
    });
  return { meetings: kept.map((n) => sheet.meetings[n]!), people };
};

export type Matrix = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly cell: number;
  readonly columns: readonly { readonly x: number; readonly day: string; readonly month: string; readonly year: string | null }[];
  readonly rows: readonly { readonly person: YearPerson; readonly y: number; readonly nameY: number }[];
};
/** ` (2)`: which of the meetings of its day. */
export const nthOf = ({ name, date }: Pick<Sheet['meetings'][number], 'name' | 'date'>): string =>
  name === null || date === null || !name.startsWith(date) ? '' : name.slice(date.length);
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export const countColumn = 58;
const header = 52;

/** Cells in a grid; each name beside its row, over it where there is no room. */
export const layYear = ({ meetings, people }: Year, room: number): Matrix => {
  const narrow = room < 560;
  const left = columnFor(
    people.map(({ name }) => name),
    room,
  );
  const cell = Math.min(48, Math.max(25, Math.floor((room - left - countColumn) / Math.max(1, meetings.length))));
  const rowHeight = narrow ? 48 : 30;
  return {
    width: left + cell * meetings.length + countColumn,
    height: header + rowHeight * people.length + 4,
    left,
    cell,
    columns: meetings.map(({ name, date }, n) => {
      const [year, month, day] = date?.split('-') ?? [];
      const isNew = n === 0 || meetings[n - 1]!.date?.slice(0, 4) !== year;
      return {
        x: left + cell * n,
        day: day === undefined ? '?' : `${Number(day)}`,
        month: `${months[Number(month) - 1] ?? ''}${nthOf({ name, date })}`,
        year: isNew ? (year ?? null) : null,
      };
    }),
    rows: people.map((person, n) => {
      const y = header + rowHeight * n;
      return { person, y: narrow ? y + 20 : y, nameY: narrow ? y + 14 : y + 19 };
    }),
  };
};
