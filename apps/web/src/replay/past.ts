import type { Fact } from '#kernel/entry.js';
import { fold } from '#kernel/fold.js';
import { stands } from '#kernel/stands.js';
import { meetingFold } from '#domain/meeting/fold.js';
import { entitledNow, presentNow } from '#domain/meeting/presence.js';
import { openMinutes } from '#documents/open-minutes.js';
import type { OpenMinutes } from '#documents/open-model.js';
import type { Name, Open } from '#documents/reader.js';
import { minutesOf } from '#views/minutes/minutes.js';
import type { MeetingDesk } from '#shell/desk/answers.js';
import type { ShownEntry } from '#shell/shown.js';
import { factOf } from '../room/shown.js';

/** A meeting as it was known when the log had come to a position: nothing that was recorded later is in it. */
export type Past = {
  readonly position: number;
  readonly entries: readonly ShownEntry[];
  readonly recorded: readonly Fact[];
  readonly standing: readonly Fact[];
  readonly present: readonly string[];
  readonly entitled: readonly string[];
  readonly opened: OpenMinutes;
};

/** Entries of the meeting and of its minutes, in the order of the log. */
export const momentsOf = (desk: MeetingDesk): readonly ShownEntry[] =>
  [...desk.entries, ...desk.paper].toSorted((a, b) => a.position - b.position);

export const pastAt = (desk: MeetingDesk, position: number, open: Open, name: Name): Past => {
  const known = (one: ShownEntry) => one.position <= position;
  const entries = desk.entries.filter(known);
  const recorded = entries.map(factOf);
  const standing = stands(recorded);
  const paper = stands(desk.paper.filter(known).map(factOf));
  const state = fold(meetingFold, standing);
  const at = momentsOf(desk).findLast(known)?.recordedAt ?? '';
  return {
    position,
    entries,
    recorded,
    standing,
    present: presentNow(state).map(({ person }) => person),
    entitled: entitledNow(state),
    opened: openMinutes(minutesOf(standing, paper, recorded), { open, name }, { at, position }),
  };
};

/** When an entry says that something happened, apart from when it was recorded. */
export const happened = ({ occurred, enteredAt, recordedAt, recorded }: ShownEntry): string | null => {
  if (occurred && 'at' in occurred) return occurred.at;
  return recorded === 'live' && occurred === null ? (enteredAt ?? recordedAt) : null;
};

/** Known later than it was true: entered afterwards, or said to have happened before what was recorded before it. */
export const isLate = (entry: ShownEntry, all: readonly ShownEntry[]): boolean => {
  if (entry.recorded === 'printed') return false;
  if (entry.recorded === 'afterwards') return true;
  if (entry.occurred && 'before' in entry.occurred) return true;
  const when = happened(entry);
  return when !== null && all.some((other) => other.position < entry.position && (happened(other) ?? '') > when);
};
