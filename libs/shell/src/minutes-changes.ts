import { isCorrection, stands } from '#kernel/stands.js';
import type { Entry, Fact } from '#kernel/entry.js';
import { openChanges, type OpenChange } from '#documents/changes.js';
import { inWords, type Name } from '#documents/reader.js';
import type { Position } from '#event-store/port.js';
import type { Moment } from '#registers/register-file.js';
import { differences } from '#views/differences/differences.js';
import { minutesOf } from '#views/minutes/minutes.js';
import { actorInWords } from './actor.js';
import { positionOf, whenOf } from './as-of.js';
import { Refused } from './command.js';
import { namesAt } from './meeting-minutes.js';
import type { MinuteBook } from './minute-book.js';
import { readStream, type Read } from './reading.js';
import { refuse } from './refusals.js';
import { unknown } from './unknown.js';

/** What made a change: an entry that was recorded since. */
export type Cause = {
  readonly entry: string;
  readonly position: Position;
  readonly how: 'put right' | 'struck out' | 'recorded';
  /** Null where nobody is asked for one: what is new was simply recorded. */
  readonly reason: string | null;
  /** By whose authority it was corrected, in words; null is not stated. */
  readonly authority: string | null;
  /** The decision by which it was corrected, and its meeting. */
  readonly decision: { readonly id: string; readonly meeting: string } | null;
  readonly actor: string;
  readonly by: string;
  /** UTC with milliseconds. */
  readonly recordedAt: string;
};
export type MinutesChange = OpenChange & { readonly causes: readonly Cause[] };

/** The minutes that changes are counted from: as a version held them that was sent out, or as they were known at a position. */
export type Since = {
  readonly version: number | null;
  /** When that version was sent: an instant, or a date as far as stated; null is not stated. */
  readonly sent: string | null;
  readonly position: Position;
};
export type MinutesChanges = {
  readonly meeting: string;
  readonly since: Since;
  /** The last position of the meeting that is counted. */
  readonly until: Position;
  readonly changes: readonly MinutesChange[];
};

/**
 * What the minutes of a meeting print otherwise than they did, with what changed it.
 * @param asked `version:1`, a position or a time; null for the version that was approved, else the one that was sent out last
 * @throws Refused where there is no such meeting, version or moment
 */
export const changesSince = async (book: MinuteBook, meeting: string, asked: string | null, moment: Moment): Promise<MinutesChanges> => {
  const read = await readStream(book.store, `meeting-${meeting}`, moment.at ?? undefined);
  if (read.revision < 0) throw unknown('meeting');
  const since = await baseOf(book, await paperOf(book, meeting, moment), asked, moment);
  return changesBetween(book, meeting, read, since, moment);
};

/** Since the version that was approved, else the one that was sent out last; null where none is on record. */
export const changesSinceSent = async (book: MinuteBook, meeting: string, moment: Moment): Promise<MinutesChanges | null> => {
  const base = lastSent(await paperOf(book, meeting, moment));
  if (!base) return null;
  return changesBetween(book, meeting, await readStream(book.store, `meeting-${meeting}`, moment.at ?? undefined), base, moment);
};

/** A version holds the meeting up to a revision: what was recorded while it was on its way is not in it. */
type Base = Since & { readonly revision: number };

const changesBetween = (book: MinuteBook, meeting: string, read: Read, { revision, ...since }: Base, moment: Moment): MinutesChanges => {
  const isIn = ({ entry }: Fact) => entry.revision <= revision && read.positions.get(entry.id)! <= since.position;
  const [before, after] = [minutesOf(stands(read.recorded.filter(isIn))), minutesOf(read.standing)];
  const name = namesAt(book, moment);
  const changes = openChanges(differences(before, after), before, after, { open: read.open, name });
  const later = read.recorded.filter((fact) => !isIn(fact));
  const causeOf = causesIn(read, name, book.registers.names(whenOf(moment)));
  return {
    meeting,
    since,
    until: read.position,
    changes: changes.map((change) => ({ ...change, causes: later.filter((fact) => touches(fact, change)).map(causeOf) })),
  };
};

const touches = ({ type, data, entry }: Fact, { entries }: OpenChange): boolean =>
  entries.includes(isCorrection(type) ? (data.entry as string) : entry.id);

const causesIn =
  ({ open, positions }: Read, name: Name, person: (id: string) => string | null) =>
  ({ type, data, entry: { id, actor, recordedAt } }: Fact): Cause => ({
    entry: id,
    position: positions.get(id)!,
    how: type === 'PutRight' ? 'put right' : type === 'StruckOut' ? 'struck out' : 'recorded',
    ...(isCorrection(type)
      ? { reason: inWords(open(data.reason)), ...authorised(data.authority, name) }
      : { reason: null, authority: null, decision: null }),
    actor,
    by: actorInWords(actor, person),
    recordedAt,
  });

type Authority = { clerk: boolean } | { chair: string | null } | { decision: string; meeting: string } | null;
const authorised = (authority: Authority, name: Name): Pick<Cause, 'authority' | 'decision'> => {
  if (authority === null) return { authority: null, decision: null };
  if ('clerk' in authority) return { authority: 'the clerk', decision: null };
  if ('chair' in authority) return { authority: 'the chair', decision: null };
  const { decision: id, meeting } = authority;
  return { authority: `a decision of ${inWords(name(meeting, 'meeting'))}`, decision: { id, meeting } };
};

type Paper = Pick<Read, 'standing' | 'positions'>;
const paperOf = ({ store }: MinuteBook, meeting: string, { at }: Moment): Promise<Paper> =>
  readStream(store, `minutes-${meeting}`, at ?? undefined);

const sentIn = ({ standing, positions }: Paper): readonly Base[] =>
  standing
    .filter(({ type }) => type === 'MinutesCirculated')
    .map(({ data, entry }) => ({
      version: data.version as number,
      sent: sentOn(entry),
      position: positions.get(entry.id)!,
      revision: data.meetingRevision as number,
    }));
/** What is entered later than it was done says when, or nobody knows. */
const sentOn = ({ occurred, recorded, recordedAt }: Entry): string | null => {
  if (occurred && 'at' in occurred) return occurred.at;
  if (occurred && 'date' in occurred) return occurred.date;
  return recorded === 'live' ? recordedAt : null;
};
const lastSent = (paper: Paper): Base | null => {
  const sent = sentIn(paper);
  const approved = paper.standing.findLast(({ type }) => type === 'MinutesApproved')?.data.version as number | null | undefined;
  return sent.findLast(({ version }) => version === approved) ?? sent.at(-1) ?? null;
};

const aVersion = /^version[ :] ?(\d{1,6})$/i;
const baseOf = async (book: MinuteBook, paper: Paper, asked: string | null, { at }: Moment): Promise<Base> => {
  const version = asked === null ? null : (aVersion.exec(asked.trim())?.[1] ?? null);
  if (asked === null || version !== null) {
    const found = version === null ? lastSent(paper) : sentIn(paper).findLast((one) => one.version === Number(version));
    if (found) return found;
    const sent = sentIn(paper).map((one) => one.version);
    throw new Refused({ ...refuse('version.unknown', sent.length > 0 ? `Those were ${sent.join(', ')}.` : 'None was.'), place: 'since' });
  }
  const position = await positionOf(book, asked.trim(), 'since');
  if (at !== null && position > at)
    throw new Refused({ ...refuse('since.later', `It is position ${position}, and that is ${at}.`), place: 'since' });
  return { version: null, sent: null, position, revision: Number.MAX_SAFE_INTEGER };
};
