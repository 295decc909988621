import type { Cell, Sheet, SheetPerson } from '#registers/attendance-sheet/queries.js';
import type { Column } from './column.js';

export type SheetRow = SheetPerson & { readonly boardName: string | null };

/** A person a line; of several boards one board after the other. */
export const sheetRows = (sheets: readonly Sheet[]): readonly SheetRow[] =>
  sheets.flatMap(({ boardName, people }) => people.map((person) => ({ ...person, boardName })));

/** A meeting a column; of several boards each with its name. */
export const sheetColumns = (sheets: readonly Sheet[]): readonly Column<SheetRow>[] => [
  ...(sheets.length > 1 ? [['Board', ({ boardName }) => boardName] satisfies Column<SheetRow>] : []),
  ['Name', ({ name }) => name],
  ['Appointed as', ({ appointedAs }) => appointedAs],
  ...sheets.flatMap((sheet) => sheet.meetings.map((meeting) => meetingColumn(sheet, meeting, sheets.length > 1))),
  ['Present', ({ present }) => present],
  ['Of', ({ of }) => of],
  ['Id', ({ person }) => person, 'programs'],
];

const meetingColumn = ({ boardName }: Sheet, { meeting, name }: Sheet['meetings'][number], several: boolean): Column<SheetRow> => {
  const day = name ?? 'date not stated';
  return [
    several ? `${boardName ?? 'board not stated'} ${day}` : day,
    ({ cells, appointedAs }) => markInWords(cells.find((cell) => cell.meeting === meeting) ?? null, appointedAs),
    undefined,
    meeting,
  ];
};

/** `present, guest`: the role where it is another than that of the appointment. Empty where nobody expected the person. */
const markInWords = (cell: Cell | null, appointedAs: string | null): string => {
  if (cell === null || cell.status === null) return '';
  const { status, role, attends, substitute, standsInFor } = cell;
  if (status === 'substitute sent') return `apology, substitute ${substitute ?? 'not named'}`;
  if (status !== 'present') return status;
  return [
    status,
    role !== appointedAs && role !== 'not stated' && role,
    attends === 'remotely' && attends,
    standsInFor !== null && `for ${standsInFor}`,
  ]
    .filter(Boolean)
    .join(', ');
};
