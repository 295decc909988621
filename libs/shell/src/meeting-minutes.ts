import type { Opened } from '#kernel/text.js';
import { dateInWords } from '#documents/figures.js';
import { openMinutes } from '#documents/open-minutes.js';
import type { OpenMinutes } from '#documents/open-model.js';
import type { Name } from '#documents/reader.js';
import type { When } from '#registers/ask.js';
import type { Moment } from '#registers/register-file.js';
import { minutesOf } from '#views/minutes/minutes.js';
import type { Noun } from '#views/minutes/parts.js';
import { NewerLog } from './facts.js';
import type { MinuteBook } from './minute-book.js';
import { openerFor } from './opener.js';
import { readStream } from './reading.js';

/** The minutes of a meeting as they were known at a moment, their words opened: what every document of them prints. */
export const openMinutesOf = async (book: MinuteBook, meetingId: string, moment: Moment): Promise<OpenMinutes> => {
  await namesReached(book, moment);
  const upTo = moment.at ?? undefined;
  const meeting = await readStream(book.store, `meeting-${meetingId}`, upTo);
  const paper = await readStream(book.store, `minutes-${meetingId}`, upTo);
  const open = await openerFor(book.store, [...meeting.recorded, ...paper.recorded]);
  const newest = [meeting, paper].reduce((one, other) => (one.position > other.position ? one : other));
  const shown = { at: newest.recordedAt ?? '', position: newest.position };
  return openMinutes(minutesOf(meeting.standing, paper.standing, meeting.recorded), { open, name: namesAt(book, moment) }, shown);
};

/**
 * The log is read as it is, and names come from registers, which may be behind it: waits until they know what was known then. Where a
 * newer version has written elsewhere they go as far as they can.
 */
export const namesReached = async ({ store, registers }: MinuteBook, { at }: Pick<Moment, 'at'>): Promise<void> => {
  const head = await store.head();
  await registers.answering(at === null ? head : Math.min(at, head)).catch((error: unknown) => {
    if (!(error instanceof NewerLog)) throw error;
  });
};

/** What the book calls somebody or something at a moment; what it does not know is withheld. */
export const namesAt = ({ registers }: Pick<MinuteBook, 'registers'>, { at, on }: Moment): Name => {
  const when: When = { on, ...(at !== null && { at }) };
  const named: { readonly [N in Noun]: () => (id: string) => string | null | undefined } = {
    person: () => registers.names(when),
    organisation: byId(() => registers.organisations(undefined, when).map(({ organisation, name }) => [organisation, name])),
    board: byId(() => registers.boards(when).map(({ board, name }) => [board, name])),
    meeting: byId(() =>
      registers.meetings(undefined, when).map(({ meeting, boardName, name }) => [meeting, meetingInWords(boardName, name)]),
    ),
    decision: byId(() => registers.decisions({}, when).map(({ id, words }) => [id, words])),
    action: byId(() =>
      registers
        .actions({}, when)
        .map(({ id, number, wording, board, meeting }) => [
          id,
          number === null ? wording : `Action ${number} of ${dated(meeting) ?? board}`,
        ]),
    ),
  };
  // Asked for only when a document names one, and then once.
  const asked = new Map<Noun, (id: string) => string | null | undefined>();
  return (id, as): Opened => {
    const nameOf = asked.get(as) ?? named[as]();
    asked.set(as, nameOf);
    const words = nameOf(id);
    return words ? { words } : 'withheld';
  };
};

const byId = (rows: () => readonly (readonly [id: string, name: string | null])[]) => () => {
  const names = new Map(rows());
  return (id: string) => names.get(id);
};
const meetingInWords = (board: string | null, name: string | null) =>
  name === null ? board : board === null ? dated(name) : `${board}, ${dated(name)}`;
/** `2010-01-20 (2)` is 20 January 2010 (2). */
const dated = (name: string | null) => name?.replace(/^[\dX]{4}(-\d\d){0,2}/, (date) => dateInWords(date)) ?? null;
