import { rowsOf } from '#kernel/rows.js';
import { specOf } from '#domain/catalogues.js';
import type { Noun } from '#views/minutes/parts.js';
import type { Moment } from '#registers/register-file.js';
import { namesAt } from '../meeting-minutes.js';
import type { MinuteBook } from '../minute-book.js';
import type { ShownEntry } from '../shown.js';
import type { ById, LeanMeetingDesk, NamesOf } from './answers.js';
import { byId } from './home.js';
import { meetingItself, type MeetingItself } from './meeting-desk.js';

/**
 * A meeting as its page carries it: all entries, and of what corrections and papers need besides nothing yet.
 * @param board slug or id @param date the date, `2010-01-20-2`, or the id of the meeting
 * @param prints whether its first screen prints the minutes, which name more than people @throws Refused
 */
export const leanDesk = async (
  book: MinuteBook,
  board: string,
  date: string,
  moment: Moment,
  prints: boolean,
): Promise<LeanMeetingDesk> => {
  const itself = await meetingItself(book, board, date, moment);
  const person = besides(itself, book, moment);
  return {
    ...itself,
    entries: rowsOf(itself.entries.map(lean)),
    paper: rowsOf(itself.paper.map(lean)),
    names: prints ? { ...namedIn(itself, book, moment), person } : { ...nobody, person },
    meetings: [],
    actions: [],
    decisions: [],
  };
};

const lean = ({ texts: _, ...entry }: ShownEntry) =>
  entry.type === 'MeetingFileRead' ? { ...entry, data: withoutFile(entry.data) } : entry;
/** No screen shows at first the file that the entries came from, and it says all of them once more. */
const withoutFile = (data: unknown): unknown => ({ ...(data as object), file: { withheld: true } });

/** Who is called otherwise than the book's own list says. */
const besides = ({ people }: MeetingItself, book: MinuteBook, moment: Moment): ById => {
  const name = namesAt(book, moment);
  const listed = new Map(people.flatMap((one) => [one.person, ...one.records].map((id) => [id, one.name])));
  return byId(listed.keys(), (id) => {
    const opened = name(id, 'person');
    return typeof opened === 'string' || opened.words === listed.get(id) ? null : opened.words;
  });
};

const nobody: NamesOf = { person: {}, organisation: {}, board: {}, meeting: {}, decision: {}, action: {} };
/** What these entries name of other streams, each under what it is. */
const namedIn = ({ entries, paper }: MeetingItself, book: MinuteBook, moment: Moment): NamesOf => {
  const name = namesAt(book, moment);
  const named: Record<Noun, Record<string, string>> = structuredClone(nobody) as Record<Noun, Record<string, string>>;
  const refers = (noun: string, id: string) => {
    const opened = Object.hasOwn(named, noun) ? name(id, noun as Noun) : 'withheld';
    if (typeof opened !== 'string') named[noun as Noun][id] = opened.words;
    return id;
  };
  for (const { stream, type, data } of [...entries, ...paper]) specOf(stream, type)!.shape.map(data as never, { refers });
  return named;
};
