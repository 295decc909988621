import { dateInWords, moneyInWords } from '#documents/figures.js';
import type { Row, Table } from '#documents/table.js';
import type { ActionKnown, OwnerKnown } from '#registers/action-tracker/queries.js';
import type { When } from '#registers/ask.js';
import type { Cell } from '#registers/attendance-sheet/queries.js';
import type { BoardKnown } from '#registers/book/queries.js';
import type { Queries } from '#registers/queries.js';

export type RegisterAsked = { readonly registers: Queries; readonly boards: readonly BoardKnown[]; readonly when: When };
export type Register = {
  readonly title: string;
  readonly says: string;
  readonly table: (asked: RegisterAsked) => Table;
};

/** Registers as tables: for the pages, and to be taken along as CSV. `meetingId` and `entry` lead back to the minutes. */
export const registerTables = {
  attendance: {
    title: 'Attendance',
    says: 'Who was at which meeting, who sent apologies or a substitute, who was absent. Counted from each appointment on.',
    table: (asked) => ({
      columns: columns({
        board: 'Board',
        meeting: 'Meeting',
        person: 'Person',
        appointed: 'Appointed as',
        status: 'Attendance',
        role: 'Role',
        other: 'Substitution',
      }),
      rows: asked.boards.flatMap((board) => attendance(board, asked)),
    }),
  },
  interests: {
    title: 'Interests',
    says: 'Interests declared at meetings, as far as stated. A declaration alone excludes nobody.',
    table: (asked) => ({
      columns: columns({
        board: 'Board',
        meeting: 'Meeting',
        person: 'Who',
        as: 'As',
        about: 'About',
        type: 'Type',
        withdrew: 'Left the room',
        words: 'Words',
      }),
      rows: asked.boards.flatMap((board) =>
        asked.registers.interests({ board: board.board }, asked.when).map((one) => ({
          board: board.name,
          meeting: one.meeting,
          person: one.name,
          as: one.as,
          about: one.about.kind === 'meeting' ? 'the whole meeting' : one.about.words,
          type: one.class === 'unspecified' ? null : one.class,
          withdrew: one.withdrew,
          words: one.words,
          ...backTo(one),
        })),
      ),
    }),
  },
  allocations: {
    title: 'Allocations',
    says: 'Money allocated by decisions: how much, from where, for what.',
    table: (asked) => ({
      columns: columns({ board: 'Board', meeting: 'Meeting', amount: 'Amount', source: 'From', purpose: 'For', words: 'Decision' }),
      rows: asked.boards.flatMap((board) =>
        asked.registers.allocations({ board: board.board }, asked.when).map((one) => ({
          board: board.name,
          meeting: one.meeting,
          amount: one.amount === null ? one.printed : moneyInWords(one.amount),
          source: one.source,
          purpose: one.purpose,
          words: one.words,
          ...backTo(one),
        })),
      ),
    }),
  },
  findings: {
    title: 'Findings',
    says: 'What the rules found, what is missing, where the record disagrees with itself and what nobody stated.',
    table: (asked) => ({
      columns: columns({
        board: 'Board',
        meeting: 'Meeting',
        kind: 'Kind',
        says: 'Finding',
        because: 'Because',
        rule: 'Rule',
        allowed: 'Allowed',
      }),
      rows: asked.boards.flatMap((board) =>
        asked.registers.findings({ board: board.board }, asked.when).map((one) => ({
          board: board.name,
          meeting: one.meetingName,
          kind: one.kind,
          says: one.says,
          because: one.because,
          rule: one.source,
          allowed: one.overridden === null ? '' : (one.overridden.reason ?? 'yes'),
          meetingId: one.meeting,
          entry: one.entry,
        })),
      ),
    }),
  },
  actions: {
    title: 'Actions',
    says: 'What was undertaken, by whom, until when, and how it stands.',
    table: (asked) => ({
      columns: columns({
        board: 'Board',
        meeting: 'Meeting',
        number: 'No.',
        wording: 'What',
        owners: 'Owner',
        due: 'Due',
        status: 'Status',
        findings: 'Findings',
      }),
      rows: asked.boards.flatMap((board) => asked.registers.actions({ board: board.board }, asked.when).map(action)),
    }),
  },
  decisions: {
    title: 'Decisions',
    says: 'What was decided, how it was taken, and whether it is in force.',
    table: (asked) => ({
      columns: columns({
        board: 'Board',
        meeting: 'Meeting',
        item: 'Item',
        kind: 'Decision',
        words: 'Words',
        method: 'How taken',
        force: 'Force',
      }),
      rows: asked.boards.flatMap((board) =>
        asked.registers.decisions({ board: board.board }, asked.when).map((one) => ({
          board: one.board,
          meeting: one.meeting,
          item: one.item.label ?? one.item.heading,
          kind: one.kind,
          words: one.words,
          method: one.method === 'not stated' ? null : one.method,
          force: one.force,
          ...backTo(one),
        })),
      ),
    }),
  },
} as const satisfies Record<string, Register>;
export type RegisterName = keyof typeof registerTables;
export const isRegister = (name: string): name is RegisterName => Object.hasOwn(registerTables, name);

const columns = (headings: Readonly<Record<string, string>>): Table['columns'] =>
  Object.entries(headings).map(([key, heading]) => ({ key, heading }));
const backTo = ({ meetingId, entry }: { readonly meetingId: string; readonly entry: string }) => ({ meetingId, entry });

const attendance = ({ board, name }: BoardKnown, { registers, when }: RegisterAsked): readonly Row[] => {
  const { meetings, people } = registers.attendanceSheet(board, when);
  return meetings.flatMap((meeting) =>
    people.flatMap((person) => {
      const cell = person.cells.find((one) => one.meeting === meeting.meeting);
      if (!cell || cell.status === null) return [];
      return [
        {
          board: name,
          meeting: meeting.name,
          person: person.name,
          appointed: person.appointedAs,
          status: cell.status,
          role: roleOf(cell),
          other: substitution(cell),
          meetingId: meeting.meeting,
        },
      ];
    }),
  );
};
/** Who was not there had no role: that is not something that nobody stated. */
const roleOf = ({ status, role }: Cell): string | null => (status === 'present' ? role : '');
const substitution = ({ substitute, standsInFor }: Cell): string =>
  [standsInFor && `stands in for ${standsInFor}`, substitute && `substitute: ${substitute}`].filter(Boolean).join('; ');

const action = (one: ActionKnown): Row => ({
  board: one.board,
  meeting: one.meeting,
  number: one.number,
  wording: one.wording,
  owners: one.owners.length === 0 ? one.assigned : one.owners.map(ownerInText).join(', '),
  due: one.due === null ? null : (one.due.printed ?? (one.due.date === null ? one.due.kind : dateInWords(one.due.date))),
  status: one.status,
  findings: one.findings.map(({ says }) => says).join(' '),
  meetingId: one.ids.meeting,
  entry: one.entry,
});
const ownerInText = ({ printed, name }: OwnerKnown): string => {
  if (printed === null) return name ?? 'somebody unknown';
  return name === null || name === printed ? printed : `${printed} (${name})`;
};
