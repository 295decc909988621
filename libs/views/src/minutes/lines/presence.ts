import type { Entry } from '#kernel/entry.js';
import type { Said } from '#kernel/said.js';
import type { Attends } from '#domain/shapes.js';
import type { Book } from '../book.js';
import { draft, printedIn, own, under, type Minuted, type Some, type Under } from '../minuted.js';
import { after, at, atTheTime, parts, people, person, saying, type Part } from '../parts.js';

type Presence =
  | 'MeetingOpened'
  | 'ChairTaken'
  | 'ChairHandedOver'
  | 'ApologyRecorded'
  | 'ListHeaded'
  | 'AttendanceRecorded'
  | 'SubstitutionRecorded'
  | 'RoleChanged'
  | 'ArrivalRecorded'
  | 'DepartureRecorded'
  | 'ItemTaken'
  | 'ItemAdded'
  | 'PrivateSessionBegun'
  | 'PrivateSessionEnded'
  | 'MeetingAdjourned'
  | 'MeetingResumed'
  | 'MeetingClosed';

export const presence: Some<Presence> = {
  MeetingOpened: (_, entry, book) => step(parts`The meeting opened${when(entry, book)}.`),
  ChairTaken: (d, entry, book) =>
    own('current', draft('presence', parts`${person(d.person)} ${presiding(d.as)}${stated(entry, book)}.`, { provenance: d.known })),
  ChairHandedOver: (d, entry, book) => move(parts`${person(d.to)} took the chair${when(entry, book)}${because(d.reason)}.`),
  ApologyRecorded: printedIn('apologies'),
  ListHeaded: printedIn('present'),
  AttendanceRecorded: printedIn('present'),
  SubstitutionRecorded: (d, entry, book) =>
    book.listed.has(d.person) ? { part: 'present' } : move(parts`${person(d.person)} stood in for ${person(d.for)}${stated(entry, book)}.`),
  RoleChanged: (d, entry, book) => move(parts`${person(d.person)} went on as ${d.role}${when(entry, book)}${because(d.reason)}.`),
  ArrivalRecorded: (d, entry, book) => move(parts`${person(d.person)} arrived${when(entry, book)}${remotely(d.attends)}.`),
  DepartureRecorded: (d, entry, book) => move(parts`${person(d.person)} left${when(entry, book)}.`),
  ItemTaken: (d, entry, book) => takenAgain(d.item, entry, book),
  ItemAdded: (d) =>
    d.circumstances === null && d.agreedBy === null
      ? { part: 'items' }
      : own(
          under(d.itemId),
          draft(
            'procedure',
            parts`Added on the day${d.agreedBy === null ? null : [', agreed by ', person(d.agreedBy)]}${because(d.circumstances)}.`,
          ),
        ),
  PrivateSessionBegun: (d, entry, book) =>
    step(
      parts`The public was excluded${when(entry, book)}${because(d.reason)}.${d.staying.length > 0 ? [' Staying: ', ...people(d.staying), '.'] : null}`,
      under(d.item),
    ),
  PrivateSessionEnded: (_, entry, book) => step(parts`The public was let in again${when(entry, book)}.`),
  MeetingAdjourned: (d, entry, book) => step(parts`The meeting was adjourned${when(entry, book)}${until(d.until)}${because(d.reason)}.`),
  MeetingResumed: (_, entry, book) => step(parts`The meeting resumed${when(entry, book)}.`),
  MeetingClosed: (_, entry, book) => step(parts`The meeting closed${when(entry, book)}.`, 'closing'),
};

const remotely = (attends: Attends | null) => (attends === 'remotely' ? ' (attending remotely)' : null);
const when = (entry: Entry, book: Book) => atTheTime(entry, book.zone);
const stated = (entry: Entry, book: Book) => at(entry, book.zone);
const because = (reason: Said | null) => after(': ', reason);
const until = (words: Said | null): readonly Part[] => (words === null ? [] : [' until ', saying(words)]);
const step = (line: readonly Part[], where: Under = 'current') => own(where, draft('procedure', line));
const move = (line: readonly Part[]) => own('current', draft('presence', line));

const presiding = (as: 'chair' | 'vice-chair' | 'elected by the meeting' | 'not stated') =>
  ({
    chair: 'was in the chair',
    'vice-chair': 'took the chair as vice-chair',
    'elected by the meeting': 'was elected to the chair',
    'not stated': 'took the chair',
  })[as];

/** The first time is told by the item's heading and order; a later one is a line of the item. */
const takenAgain = (item: string, entry: Entry, book: Book): Minuted =>
  !book.items.has(item)
    ? { silent: 'the item that was taken does not stand' }
    : book.takings.get(entry.id) === 'again'
      ? own(under(item), draft('procedure', ['(taken again)']))
      : { part: 'items' };
