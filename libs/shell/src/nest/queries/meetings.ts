import { Query } from '@nestjs/cqrs';
import type { OpenMinutes } from '#documents/open-model.js';
import type { MeetingKnown } from '#registers/book/queries.js';
import type { FindingKnown } from '#registers/findings/queries.js';
import type { When } from '#registers/ask.js';
import { attendanceOf, type Attendance } from '#views/attendance/attendance.js';
import { divisionsOf, type Divisions } from '#views/divisions/divisions.js';
import { heldWords } from '#views/minutes/held.js';
import type { AsOf } from '../../as-of.js';
import { namesReached, openMinutesOf } from '../../meeting-minutes.js';
import type { MinuteBook } from '../../minute-book.js';
import { changesSince, type MinutesChanges } from '../../minutes-changes.js';
import { openView, type Opened } from '../../open-view.js';
import { readStream, type Read } from '../../reading.js';
import { unknown } from '../../unknown.js';
import { answering, caughtUp } from './answering.js';

/** When and where, how far it is, and what became of its minutes. */
export class Meeting extends Query<MeetingKnown> {
  constructor(
    readonly meeting: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export class MinutesOf extends Query<OpenMinutes> {
  constructor(
    readonly meeting: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** What the minutes print otherwise since a version was sent out, or since a moment. */
export class ChangesOf extends Query<MinutesChanges> {
  constructor(
    readonly meeting: string,
    readonly since: string | null,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** What those are called of whom a view speaks, by their ids. */
export type Names = { readonly names: Readonly<Record<string, string>> };

/** Who was there, when and as what. */
export class AttendanceAt extends Query<Attendance & Names> {
  constructor(
    readonly meeting: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** Each vote, with what is not stated of it. */
export class DivisionsAt extends Query<Opened<Divisions> & Names> {
  constructor(
    readonly meeting: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

/** What its rules find, what nobody can tell, what is missing, and where the record contradicts itself. */
export class FindingsOn extends Query<readonly FindingKnown[]> {
  constructor(
    readonly meeting: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

const known = async (book: MinuteBook, id: string, when: When): Promise<MeetingKnown> => {
  if (when.at === undefined) await caughtUp(book);
  const found = book.registers.meeting(id, when);
  if (!found) throw unknown('meeting');
  return found;
};

const record = async ({ store }: MinuteBook, id: string, { at }: When): Promise<Read> => {
  const read = await readStream(store, `meeting-${id}`, at);
  if (read.revision < 0) throw unknown('meeting');
  return read;
};

const anId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const namesIn = (view: unknown, { registers }: MinuteBook, when: When): Names['names'] => {
  const nameOf = registers.names(when);
  const ids = new Set(JSON.stringify(view).match(anId) ?? []);
  return Object.fromEntries([...ids].flatMap((id) => (nameOf(id) === null ? [] : [[id, nameOf(id)!]])));
};

export const meetingHandlers = [
  answering(Meeting, (book, { meeting }, when) => known(book, meeting, when)),
  answering(MinutesOf, async (book, { meeting }, when, moment) => {
    await record(book, meeting, when);
    return openMinutesOf(book, meeting, moment);
  }),
  answering(ChangesOf, async (book, { meeting, since }, when, moment) => {
    if (when.at === undefined) await caughtUp(book);
    return changesSince(book, meeting, since, moment);
  }),
  answering(AttendanceAt, async (book, { meeting }, when, moment) => {
    await namesReached(book, moment);
    const view = attendanceOf((await record(book, meeting, when)).standing);
    return { ...view, names: namesIn(view, book, when) };
  }),
  answering(DivisionsAt, async (book, { meeting }, when, moment) => {
    await namesReached(book, moment);
    const { standing, open } = await record(book, meeting, when);
    const view = divisionsOf(standing);
    return { ...openView(view, heldWords(standing), open), names: namesIn(view, book, when) };
  }),
  answering(FindingsOn, async (book, { meeting }, when) => {
    await known(book, meeting, when);
    return book.registers.findings({ meeting }, when);
  }),
];
