import { amending, asErrors } from './amend.js';
import type { Book, MeetingKnown } from './book.js';
import { differences, recordedFirst, type Kept } from './differences.js';
import type { Draft } from './draft.js';
import { Problems, type FileError } from './errors.js';
import type { MeetingSaid } from './grammar.js';
import { idFrom } from './ids.js';
import { boardNamed, layMeeting } from './lay-meeting.js';
import { readMeetingFile } from './parse.js';
import { checkShapes, commandOf, counted, idsFor, type Plan, type PlannedCommand } from './planned.js';

export type { Plan, PlannedCommand } from './planned.js';
export type { Note } from './paper.js';

export type Asked = {
  /** The name to print in errors. */
  readonly file: string;
  /** All of the file. */
  readonly source: string;
  readonly book: Book;
  /**
   * A new random id, used if the book does not name that meeting. For a run that was cut off and is planned on the book
   * as it stood before it: the id that the run had.
   */
  readonly newMeetingId: string;
  /** Whether and why a changed file of a recorded meeting is to be recorded. */
  readonly amend: { readonly reason: string } | null;
};
export type Errors = { readonly errors: readonly FileError[] };

/**
 * The commands that record a meeting file, or what changed in it, in the order in which they are to be sent. Pure: the
 * same file on the same book gives the same plan.
 * @returns errors where the file cannot be read, where a name that is needed fits nobody or several, and where the book
 * holds the meeting otherwise and nobody asked for an amendment.
 */
export const planOf = (asked: Asked): Plan | Errors => {
  const read = readMeetingFile(asked.source, asked.file);
  if ('errors' in read) return read;
  const meetingId = meetingNamed(read.said, asked.book);
  const known = meetingId === null ? null : asked.book.meeting(meetingId);
  if (meetingId === null || known === null) return firstRun(asked, meetingId ?? asked.newMeetingId, meetingId !== null);
  const [last] = known.files.slice(-1);
  if (!last) return held(asked, read.said);
  if (known.files.some(({ file }) => file === null)) return erased(asked);
  if (last.file === asked.source && known.files.length === 1) return firstRun(asked, meetingId, true);
  return laterRun(asked, meetingId, known);
};

const meetingNamed = (said: MeetingSaid, book: Book): string | null => {
  const { date, label } = said.meeting!;
  const sitting = boardNamed(said, book)?.sittings.find((one) => one.meetingId !== null && one.date === date && one.label === label);
  return sitting?.meetingId ?? null;
};

const firstRun = ({ file, source, book }: Asked, meetingId: string, again: boolean): Plan | Errors => {
  const problems = new Problems(file);
  const laid = lay(source, file, 1, null, meetingId, book, problems);
  const idOf = idsFor(idFrom, meetingId, 1);
  const commands = problems.errors.length > 0 ? [] : laid.drafts.map((draft) => commandOf(draft, idOf(`@command ${draft.place}`), idOf));
  checkShapes(commands, problems);
  return problems.errors.length > 0
    ? { errors: problems.inOrder() }
    : { meetingId, run: 1, again, commands: counted(commands, meetingId), notes: laid.notes };
};

const lay = (source: string, file: string, run: number, reason: string | null, meetingId: string, book: Book, problems: Problems) => {
  const read = readMeetingFile(source, file);
  if (!('said' in read)) throw new Error(`run ${run} of ${file} can no longer be read: ${read.errors[0]?.says}`);
  return layMeeting(read.said, { run, reason, source }, meetingId, book, problems);
};

/** Lays every file that was read beside the one before it, and the new one beside the last. */
const laterRun = ({ file, source, book, amend }: Asked, meetingId: string, known: MeetingKnown): Plan | Errors => {
  const again = known.files.at(-1)!.file === source;
  const earlier = again ? known.files.slice(0, -1) : known.files;
  const run = known.files.length + (again ? 0 : 1);
  const reason = again ? known.files.at(-1)!.reason! : (amend?.reason ?? '');
  const problems = new Problems(file);
  const before = keptAfter(earlier, file, meetingId, book);
  const laid = lay(source, file, run, reason || null, meetingId, book, problems);
  if (problems.errors.length > 0) return { errors: problems.inOrder() };
  const idOf = idsFor(idFrom, meetingId, run);
  const { kept, changes } = differences(before, laid.drafts, run, idOf);
  if (changes.length === 0) return { meetingId, run: run - 1, again: true, commands: [], notes: laid.notes };
  if (!again && !amend) return { errors: asErrors(changes, file) };
  const idAt = (place: string) => idFrom(meetingId, run, place);
  const commands = [...added(laid.drafts, idOf), ...amending(changes, kept, { meetingId, known, reason, idAt })];
  checkShapes(commands, problems);
  return problems.errors.length > 0
    ? { errors: problems.inOrder() }
    : { meetingId, run, again, commands: counted(commands, meetingId), notes: laid.notes };
};

const keptAfter = (files: MeetingKnown['files'], name: string, meetingId: string, book: Book): readonly Kept[] => {
  let kept: readonly Kept[] = [];
  for (const { run, file, reason } of files) {
    const { drafts } = lay(file!, name, run, reason, meetingId, book, new Problems(name));
    const idOf = idsFor(idFrom, meetingId, run);
    kept = run === 1 ? recordedFirst(drafts, idOf) : differences(kept, drafts, run, idOf).kept;
  }
  return kept;
};

/** Who and what the changed file names that the book did not know, and the file itself. */
const added = (drafts: readonly Draft[], idOf: (symbol: string) => string): readonly PlannedCommand[] =>
  drafts
    .filter(({ kind, verb }) => (kind !== 'meeting' && verb !== 'NameSitting') || verb === 'ReadMeetingFile')
    .map((draft) => commandOf(draft, idOf(`@command ${draft.place}`), idOf));

const held = ({ file }: Asked, said: MeetingSaid): Errors => ({
  errors: [
    {
      file,
      line: said.meeting!.line,
      rule: 'file.meeting-held',
      says: `The book holds the meeting of ${said.meeting!.words} already, and not from a file.`,
      remedy: 'Put right in the book what is wrong there. Another meeting of the same day is written "2010-01-20 (2)".',
    },
  ],
});
const erased = ({ file }: Asked): Errors => ({
  errors: [
    {
      file,
      line: 1,
      rule: 'file.erased',
      says: 'The file that the book was made from has been erased, so nobody can say what changed.',
      remedy: 'Put right in the book, entry by entry, what is wrong there.',
    },
  ],
});
