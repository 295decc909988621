import type { Entry } from '#kernel/entry.js';
import { after } from './evolve/after.js';
import { before } from './evolve/before.js';
import { decisions } from './evolve/decisions.js';
import { followUp } from './evolve/follow-up.js';
import { interests } from './evolve/interests.js';
import type { Whole } from './evolve/part.js';
import { presence } from './evolve/presence.js';
import { talk } from './evolve/talk.js';
import { votes } from './evolve/votes.js';
import { moves, type MoveType } from './moves.js';
import { inserted, instantOf, placeOf, theStart } from './order.js';
import { goOn } from './presence.js';
import type { Meeting, Move } from './state.js';

const folds: Whole = { ...before, ...presence, ...interests, ...talk, ...votes, ...decisions, ...followUp, ...after };

type Fold = (state: Meeting, data: unknown, entry: Entry) => Meeting;

/** Attendance applies from the start unless it says otherwise. */
const isAtTheStart = (type: string, { occurred }: Entry) => type === 'AttendanceRecorded' && occurred === null;
const moveOf = (type: string, data: unknown): Move | null =>
  Object.hasOwn(moves, type) ? (moves[type as MoveType] as (data: unknown) => Move)(data) : null;
const itemOf = (data: unknown): string | null => (data as { item?: string | null }).item ?? null;

/** Puts an entry at its place in the order of what happened. */
export const placed = (state: Meeting, type: string, data: unknown, entry: Entry): Meeting => {
  // Reading a file is no moment of the meeting.
  if (type === 'MeetingFileRead') return state;
  const move = moveOf(type, data);
  const atTheStart = isAtTheStart(type, entry);
  const moment = {
    entry: entry.id,
    at: atTheStart ? null : instantOf(entry),
    item: move ? null : itemOf(data),
    takes: type === 'ItemTaken',
    atTheStart,
    after: entry.occurred && 'after' in entry.occurred ? entry.occurred.after : null,
    move,
  };
  const place = atTheStart ? theStart(state) : placeOf(state, entry);
  const order = inserted(state.order, place, moment);
  goOn(state.order, order, place);
  return { ...state, order };
};

export const evolve: Whole = Object.fromEntries(
  Object.entries(folds).map(([type, fold]): [string, Fold] => [
    type,
    (state, data, entry) => (fold as Fold)(placed(state, type, data, entry), data, entry),
  ]),
) as Whole;
