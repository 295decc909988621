import { askedBy, type Catalogue } from '#kernel/event.js';
import { eventId } from '#kernel/ids.js';
import { textsIn } from '#kernel/looking.js';
import { isId } from '#kernel/shape.js';
import type { Occurred } from '#kernel/times.js';
import { catalogues } from '#domain/catalogues.js';
import type { MeetingKnown } from './book.js';
import type { Change, Kept } from './differences.js';
import { symbolsIn } from './draft.js';
import type { FileError } from './errors.js';
import type { PlannedCommand } from './planned.js';

/** The meeting that is amended, why, and how this run's ids are made. */
export type Amended = {
  readonly meetingId: string;
  readonly known: MeetingKnown;
  readonly reason: string;
  readonly idAt: (place: string) => string;
};
type Newest = (entry: string) => MeetingKnown['corrections'][number] | null;

/** What an amended file records: new entries first, then those put right, then those struck out, so that nothing standing names what is gone. */
export const amending = (changes: readonly Change[], kept: readonly Kept[], amended: Amended): readonly PlannedCommand[] => {
  const news = changes.flatMap((one) => (one.change === 'new' ? [one.now] : []));
  const right = changes.flatMap((one) => (one.change === 'put right' ? [one.now] : []));
  const gone = changes.flatMap((one) => (one.change === 'struck out' ? [one.old] : []));
  const strikes = inParts(gone.toSorted((a, b) => b.rank - a.rank));
  const newest = newestBefore(right, strikes, amended);
  return [
    ...news.map((now) => recorded(now, kept, amended)),
    ...right.map((now) => putRight(now, kept, newest, amended)),
    ...strikes.flatMap((part, n) => struckOut(part, n, newest, amended)),
  ];
};

const idOfRight = ({ entry }: Kept, { idAt }: Amended) => idAt(`command put-right ${entry}`);
const idOfStrike = (part: number, { idAt }: Amended) => idAt(`command strike ${part}`);
const shared = ({ meetingId }: Amended) => ({ stream: `meeting-${meetingId}`, occurred: null, override: null, continues: null });

/** The newest correction of an entry before this run: what is left of a run that was cut off counts as not there yet. */
const newestBefore = (right: readonly Kept[], strikes: readonly (readonly Kept[])[], amended: Amended): Newest => {
  const { stream } = shared(amended);
  const own = new Set([
    ...right.map((now) => eventId(stream, idOfRight(now, amended), 0)),
    ...strikes.flatMap((part, n) => part.map((_, place) => eventId(stream, idOfStrike(n, amended), place))),
  ]);
  const earlier = amended.known.corrections.filter(({ id }) => !own.has(id));
  return (entry) => earlier.findLast((one) => one.entry === entry) ?? null;
};

const recorded = (now: Kept, kept: readonly Kept[], amended: Amended): PlannedCommand => {
  const { verb, place, recorded: how, line } = now.draft;
  const id = amended.idAt(`command ${place}`);
  return { ...shared(amended), id, verb, data: placed(now, kept), recorded: how, occurred: timeOf(now), line };
};

const authority = { clerk: true };
const putRight = (now: Kept, kept: readonly Kept[], newest: Newest, amended: Amended): PlannedCommand => {
  const { entry, draft } = now;
  const replacement = replacementBy(now, kept, amended.known);
  const data = { entry, follows: newest(entry)?.id ?? null, replacement, reason: amended.reason, authority };
  return { ...shared(amended), id: idOfRight(now, amended), verb: 'PutRight', data, recorded: draft.recorded, line: draft.line };
};

/** What somebody struck out already stays so. */
const struckOut = (part: readonly Kept[], n: number, newest: Newest, amended: Amended): readonly PlannedCommand[] => {
  const standing = part.filter(({ entry }) => !newest(entry)?.struck);
  const [first] = standing;
  if (!first) return [];
  const entries = standing.map(({ entry }) => ({ entry, follows: newest(entry)?.id ?? null }));
  const { recorded: how, line } = first.draft;
  const data = { entries, reason: amended.reason, authority };
  return [{ ...shared(amended), id: idOfStrike(n, amended), verb: 'StrikeOut', data, recorded: how, line }];
};

/** As many as one command may strike out. */
const most = 200;
const inParts = (all: readonly Kept[]): readonly (readonly Kept[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, n) => all.slice(n * most, (n + 1) * most));

/** An entry that a later run adds stands after its neighbour on the paper, unless the file says when it happened. */
const timeOf = ({ occurred, beside }: Kept): Occurred | null => occurred ?? beside;

/** An item that a later run adds stands after the one before it on the agenda. */
const placed = ({ draft, data, beside }: Kept, kept: readonly Kept[]): unknown => {
  if (draft.verb !== 'ListItem' || !beside || !('after' in beside)) return data;
  const before = kept.find((one) => one.entry === beside.after && ['ListItem', 'AddItem'].includes(one.draft.verb));
  return { ...(data as object), after: before ? symbolsIn({ ...before.draft, data: before.data, occurred: null }).created[0]! : null };
};

const replacementBy = (now: Kept, kept: readonly Kept[], { votes }: MeetingKnown) => {
  const [type, spec] = askedBy(catalogues.meeting as Catalogue, now.draft.verb)!;
  const vote = votes.find(({ entry }) => entry === now.entry);
  const fixed = vote ? { entitled: vote.entitled } : {};
  return { type, v: spec.v, data: { ...(placed(now, kept) as object), ...fixed }, occurred: timeOf(now) };
};

/** The differences, as a clerk reads them who did not ask for an amendment. */
export const asErrors = (changes: readonly Change[], file: string): readonly FileError[] =>
  changes.map((one) => ({
    file,
    line: one.change === 'struck out' ? one.old.draft.line : one.now.draft.line,
    rule: 'file.differs-from-book',
    says: saying(one),
    remedy: 'To record the differences import the file again with --amend --reason "why".',
  }));

const saying = (one: Change): string => {
  if (one.change === 'new') return `New: ${brief(one.now)}.`;
  if (one.change === 'struck out') return `Gone, from that line of the file as it was read before: ${brief(one.old)}.`;
  const [was, is] = [brief(one.old), brief(one.now)];
  return was === is ? `In ${was}: ${differences(one.old.data, one.now.data).slice(0, 3).join('; ')}.` : `It was ${was}; now it is ${is}.`;
};

/** `options.0.count was 6, now 7`; what the file leaves out is not stated. */
const differences = (was: unknown, is: unknown, at: readonly string[] = []): readonly string[] => {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  if (!isObject(was) || !isObject(is)) return [`${at.join('.') || 'it'} was ${shown(was)}, now ${shown(is)}`];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) => differences(was[key], is[key], [...at, key]));
};
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const shown = (value: unknown): string => {
  if (value === null || value === undefined) return 'not stated';
  if (typeof value === 'string' && isId(value)) return 'another';
  return JSON.stringify(value);
};
const brief = ({ draft, data }: Kept): string => {
  const [, spec] = askedBy(catalogues.meeting as Catalogue, draft.verb)!;
  const words = textsIn(spec.asks, data)
    .map(String)
    .toSorted((a, b) => b.length - a.length)[0];
  if (words === undefined) return spec.say;
  return `${spec.say} "${words.length > 80 ? `${words.slice(0, 79)}…` : words}"`;
};
