import { attendanceOf, type End, type Stay } from '#views/attendance/attendance.js';
import { clockTime } from '#documents/figures.js';
import { readStream } from '#shell/reading.js';
import { openMinutesOf } from '#shell/meeting-minutes.js';
import type { MinuteBook } from '#shell/minute-book.js';
import type { Moment } from '#registers/register-file.js';
import { sheetColumns, sheetRows } from '#shell/columns/attendance.js';
import type { Column } from '#shell/columns/column.js';
import { answerWith, formats, type Format } from '../answer.js';
import { choose, inFormats, knownAndTrue } from '../args.js';
import type { Command } from '../command.js';
import { badNews } from '../failure.js';
import type { Io } from '../io.js';
import { namesAMeeting } from '../meeting-words.js';
import { boardMeant, meetingMeant, whenOf } from '../naming.js';
import { askBook } from '../questions.js';

export const attendance: Command = {
  name: 'attendance',
  takes: '[BOARD | MEETING]',
  doc: 'Who was at which meeting of a board, or who was at one meeting and as what.',
  options: { ...knownAndTrue, ...inFormats(formats) },
  run: async (args, io) => {
    const format = choose(args, 'format', formats, 'table');
    return askBook(args, io, async (book, moment) => {
      if (namesAMeeting(args.words)) await ofMeeting(book, args.words, moment, format, io);
      else ofBoard(book, args.words.join(' '), moment, format, io);
      return 0;
    });
  },
};

type Line = {
  readonly person: string;
  readonly name: string;
  readonly status: 'present' | 'apology';
  readonly remote: boolean;
  readonly role: string | null;
  readonly of: string | null;
  readonly substitute: string | null;
  readonly stays: readonly Stay[];
  readonly comings: string | null;
};
const line: readonly Column<Line>[] = [
  ['Name', ({ name }) => name],
  ['Attendance', ({ status, remote }) => (remote ? `${status}, remotely` : status)],
  // Who was not there was there as nothing, which is not a role that nobody stated.
  ['Role', ({ status, role }) => (status === 'apology' ? '' : role)],
  ['Of', ({ of }) => of],
];
/** A table has these columns only where somebody has something in them: with them it is wider than most terminals. */
const sometimes: readonly Column<Line>[] = [
  ['Substitution', ({ substitute }) => substitute ?? none],
  ['Came and went', ({ status, comings }) => comings ?? (status === 'apology' ? '' : none)],
];
/** What nobody recorded did not happen as far as the book knows: no figure is open. */
const none = 'none recorded';
const columnsFor = (lines: readonly Line[], format: Format): readonly Column<Line>[] => [
  ...line,
  ...sometimes.filter(([, cell]) => format !== 'table' || lines.some((one) => ![none, ''].includes(`${cell(one)}`))),
];

/** As the minutes list them: those present in the printed order, then the apologies. */
const ofMeeting = async (book: MinuteBook, words: readonly string[], moment: Moment, format: Format, io: Io) => {
  const { meeting } = meetingMeant(book, words, moment);
  const { meeting: sitting, present, apologies, items } = await openMinutesOf(book, meeting, moment);
  const { standing } = await readStream(book.store, `meeting-${meeting}`, moment.at ?? undefined);
  const { people } = attendanceOf(standing);
  const staysOf = new Map(people.map(({ person, stays }) => [person, stays]));
  const nameOf = new Map(present.flatMap((list) => list.people).map(({ person, name }) => [person, name]));
  const stoodIn = new Map(people.map(({ person, substitutedBy }) => [person, substitutedBy]));
  const substituteFor = (person: string) => {
    const by = stoodIn.get(person) ?? null;
    return by === null ? null : `substitute ${nameOf.get(by) ?? 'not named'}`;
  };
  const fromTheStart = new Set(standing.filter(({ type }) => type === 'AttendanceRecorded').map(({ entry }) => entry.id));
  const cameAndWent = (person: string) => {
    const stays = staysOf.get(person) ?? [];
    return { stays, comings: stays.flatMap((stay, n) => stayInWords(stay, stays[n - 1], fromTheStart, sitting.zone)).join(', ') || null };
  };
  const there = present
    .flatMap((list) => list.people)
    .map(({ person, name, remote, role, of, substitute }): Line => {
      return { person, name, status: 'present', remote, role, of, substitute, ...cameAndWent(person) };
    });
  const sent = [...apologies, ...items.flatMap((item) => item.apologies)];
  const away = sent.map(({ person, line: name, of }): Line => ({
    person,
    name,
    status: 'apology',
    remote: false,
    role: null,
    of,
    substitute: substituteFor(person),
    ...cameAndWent(person),
  }));
  const lines = [...there, ...away];
  answerWith(lines, columnsFor(lines, format), 'Nobody is recorded.', format, io);
};

/** `arrived at 14:32, left`: nothing of who was there from the start to the end. */
const stayInWords = (
  { from, until, role }: Stay,
  before: Stay | undefined,
  fromTheStart: ReadonlySet<string>,
  zone: string | null,
): readonly string[] => {
  const at = ({ at: instant }: End) => (instant === null ? '' : ` at ${clockTime(instant, zone)}`);
  return [
    ...(before?.until?.how === 'changed role' ? [`became ${role}${at(from)}`] : []),
    ...(before?.until?.how === 'changed role' || fromTheStart.has(from.entry) ? [] : [`${before ? 'came back' : 'arrived'}${at(from)}`]),
    ...(until?.how === 'left' || until?.how === 'withdrew' ? [`${until.how}${at(until)}`] : []),
  ];
};

const ofBoard = ({ registers }: MinuteBook, text: string, moment: Moment, format: Format, io: Io) => {
  const { board } = text === '' ? theOnlyBoard(registers, moment) : boardMeant({ registers }, text, moment);
  const sheet = registers.attendanceSheet(board, whenOf(moment));
  if (format === 'json') io.stdout.write(`${JSON.stringify(sheet, null, 2)}\n`);
  else answerWith(sheetRows([sheet]), sheetColumns([sheet]), 'No attendance is recorded.', format, io);
};

const theOnlyBoard = (registers: MinuteBook['registers'], moment: Moment) => {
  const boards = registers.boards(whenOf(moment));
  if (boards.length === 1) return boards[0]!;
  throw badNews(
    boards.length === 0 ? 'There is no board in this book yet.' : `There are ${boards.length} boards in this book.`,
    boards.length === 0
      ? 'Import a meeting file, or establish a board.'
      : ['Name one of them:', ...boards.map(({ name, board }) => name ?? board)].join('\n    '),
  );
};
