import { kindOf } from '#domain/catalogues.js';
import type { When } from '#registers/ask.js';
import type { BoardKnown } from '#registers/book/queries.js';
import type { Queries } from '#registers/queries.js';
import { actionColumns } from './actions.js';
import { allocationColumns } from './allocations.js';
import { sheetColumns, sheetRows } from './attendance.js';
import { csvOf, forPeople, type Column } from './column.js';
import { decisionColumns } from './decisions.js';
import { findingColumns } from './findings.js';
import { interestColumns } from './interests.js';
import type { Cell } from '#documents/table.js';

export type RegisterAsked = { readonly registers: Queries; readonly board: BoardKnown | null; readonly when: When };
type Register = { readonly title: string; readonly says: string; readonly read: (asked: RegisterAsked) => RegisterRead };

export type RegisterRead = {
  readonly headings: readonly string[];
  /** What each column is of, whatever its heading is at a moment. */
  readonly of: readonly string[];
  readonly rows: readonly RowShown[];
  /** All of it, as programs get it elsewhere. */
  readonly csv: () => string;
};
/** A row with what it is a row of, at whatever moment it is read, and where that is recorded. */
export type RowShown = {
  readonly key: string;
  readonly meeting: string | null;
  readonly entry: string | null;
  readonly cells: readonly Cell[];
};

const registerRead = <R>(rows: readonly R[], columns: readonly Column<R>[], place: (row: R) => Omit<RowShown, 'cells'>): RegisterRead => ({
  headings: forPeople(columns).map(([heading]) => heading),
  of: forPeople(columns).map(([heading, , , of]) => of ?? heading),
  rows: rows.map((row) => ({ ...place(row), cells: forPeople(columns).map(([, cell]) => cell(row)) })),
  csv: () => csvOf(rows, columns),
});
type InMeeting = { readonly id: string; readonly meetingId: string; readonly entry: string };
const inMeeting = ({ id, meetingId, entry }: InMeeting) => ({ key: id, meeting: meetingId, entry });
const ofBoard = ({ board }: RegisterAsked) => (board ? { board: board.board } : {});

/** What is read from many meetings, of one board or of all. */
export const registerTables = {
  attendance: {
    title: 'Attendance',
    says: 'Who was at which meeting, who sent apologies or a substitute, who was absent. Counted from each appointment on.',
    read: (asked) => {
      const sheets = sheetsOf(asked);
      return registerRead(sheetRows(sheets), sheetColumns(sheets), ({ person }) => ({ key: person, meeting: null, entry: null }));
    },
  },
  interests: {
    title: 'Interests',
    says: 'Interests declared at meetings, as far as stated. A declaration alone excludes nobody.',
    read: (asked) => registerRead(asked.registers.interests(ofBoard(asked), asked.when), interestColumns, inMeeting),
  },
  allocations: {
    title: 'Allocations',
    says: 'Money allocated by decisions: how much, from where, for what.',
    read: (asked) => registerRead(asked.registers.allocations(ofBoard(asked), asked.when), allocationColumns, inMeeting),
  },
  findings: {
    title: 'Findings',
    says: 'What the rules found, what is missing, where the record disagrees with itself and what nobody stated.',
    read: (asked) =>
      registerRead(asked.registers.findings(ofBoard(asked), asked.when), findingColumns, ({ meeting, entry, stream, code }) => ({
        key: `${entry} ${code}`,
        meeting,
        entry: kindOf(stream) === 'meeting' ? entry : null,
      })),
  },
  actions: {
    title: 'Actions',
    says: 'What was undertaken, by whom, until when, and how it stands.',
    read: (asked) =>
      registerRead(asked.registers.actions(ofBoard(asked), asked.when), actionColumns, ({ id, ids, entry }) => ({
        key: id,
        meeting: ids.meeting,
        entry,
      })),
  },
  decisions: {
    title: 'Decisions',
    says: 'What was decided, how it was taken, and whether it is in force.',
    read: (asked) => registerRead(asked.registers.decisions(ofBoard(asked), asked.when), decisionColumns, inMeeting),
  },
} as const satisfies Record<string, Register>;
export type RegisterName = keyof typeof registerTables;
export const isRegister = (name: string): name is RegisterName => Object.hasOwn(registerTables, name);

/** Of each board that meets, or of the one that is asked for. */
export const sheetsOf = ({ registers, board, when }: RegisterAsked) =>
  (board ? [board] : registers.boards(when)).map((one) => registers.attendanceSheet(one.board, when));
