import type { Fact } from '#kernel/entry.js';
import { fold } from '#kernel/fold.js';
import { stands } from '#kernel/stands.js';
import { meetingFold } from '#domain/meeting/fold.js';
import { instantOf } from '#domain/meeting/order.js';
import { entitledNow, presentNow } from '#domain/meeting/presence.js';
import { openMinutes } from '#documents/open-minutes.js';
import type { OpenMinutes } from '#documents/open-model.js';
import type { Name, Open } from '#documents/reader.js';
import { minutesOf } from '#views/minutes/minutes.js';
import type { Minutes } from '#views/minutes/model.js';
import type { MeetingDesk } from '#shell/desk/answers.js';
import type { ShownEntry } from '#shell/shown.js';
import { factOf } from '../room/shown.js';

/** A meeting as it was known when the log had come to a position: nothing that was recorded later is in it. */
export type Past = {
  /** Of the last entry that was known; -1 before the first. */
  readonly position: number;
  /** Of the meeting and of its minutes, in the order of the log. */
  readonly entries: readonly ShownEntry[];
  readonly recorded: readonly Fact[];
  /** All of it that was known to stand. */
  readonly known: readonly Fact[];
  /** Of that, what had truly happened by the entry that is asked for. */
  readonly standing: readonly Fact[];
  /** What was known, in the order in which it happened. */
  readonly order: readonly string[];
  readonly present: readonly string[];
  readonly entitled: readonly string[];
  readonly minutes: Minutes;
  readonly opened: OpenMinutes;
  readonly zone: string | null;
};

export type Asked = {
  readonly position: number;
  /** The entry up to which everything had happened; null is all of it. */
  readonly upTo: string | null;
};

/** Entries of the meeting and of its minutes, in the order of the log. */
export const momentsOf = (desk: MeetingDesk): readonly ShownEntry[] =>
  [...desk.entries, ...desk.paper].toSorted((a, b) => a.position - b.position);

export const pastAt = (desk: MeetingDesk, { position, upTo }: Asked, open: Open, name: Name): Past => {
  const entries = momentsOf(desk).filter((one) => one.position <= position);
  const recorded = entries.filter(({ stream }) => stream === desk.stream).map(factOf);
  const known = stands(recorded);
  const order = fold(meetingFold, known).order.all.map(({ entry }) => entry as string);
  const standing = happenedBy(known, order, upTo);
  const paper = standing === known ? stands(entries.filter(({ stream }) => stream !== desk.stream).map(factOf)) : [];
  const state = fold(meetingFold, standing);
  const minutes = minutesOf(standing, paper, recorded);
  const last = entries.at(-1);
  return {
    position: last?.position ?? -1,
    entries,
    recorded,
    known,
    standing,
    order,
    present: presentNow(state).map(({ person }) => person),
    entitled: entitledNow(state),
    minutes,
    opened: openMinutes(minutes, { open, name }, { at: last?.recordedAt ?? '', position: last?.position ?? null }),
    zone: state.zone,
  };
};

/** Of what is known, what had happened when an entry had; all of it where that entry is not known, or the last. */
const happenedBy = (known: readonly Fact[], order: readonly string[], upTo: string | null): readonly Fact[] => {
  const place = upTo === null ? -1 : order.indexOf(upTo);
  if (place < 0 || place === order.length - 1) return known;
  const later = new Set(order.slice(place + 1));
  return known.filter(({ entry }) => !later.has(entry.id));
};

/** When an entry says that something happened, apart from when it was recorded; null where no instant is known. */
export const happened = (entry: ShownEntry): string | null => instantOf(entry);

/** Known later than it was true: entered afterwards, or said to have happened before what was recorded before it. */
export const isLate = (entry: ShownEntry, all: readonly ShownEntry[]): boolean => {
  if (entry.recorded === 'printed') return false;
  if (entry.recorded === 'afterwards') return true;
  if (entry.occurred && 'before' in entry.occurred) return true;
  const when = happened(entry);
  return when !== null && all.some((other) => other.position < entry.position && (happened(other) ?? '') > when);
};
