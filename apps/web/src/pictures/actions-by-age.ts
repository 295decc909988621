import type { ActionKnown } from '#registers/action-tracker/queries.js';
import { daysBetween, lastDay } from './geometry.js';

export type Aged = {
  readonly id: string;
  readonly words: string;
  readonly owner: string;
  readonly status: string;
  /** The day of the meeting that agreed it; null where it is not stated to the day. */
  readonly agreed: string | null;
  readonly due: string | null;
  readonly dueWords: string;
  readonly age: number | null;
  /** Days since it was due; null where it is not overdue, or nobody can tell. */
  readonly overdueBy: number | null;
};
export type DateOf = (meeting: string) => string | null;
const open = new Set<ActionKnown['status']>(['open', 'in progress', 'carried forward', 'overdue']);

/** Open actions, the oldest first; of those whose age nobody can tell, last. */
export const agesOf = (actions: readonly ActionKnown[], dateOf: DateOf, today: string): readonly Aged[] =>
  actions
    .filter(({ status }) => open.has(status))
    .map((one) => aged(one, dateOf(one.ids.meeting), today))
    .toSorted((a, b) => (b.age ?? -1) - (a.age ?? -1));

const aged = ({ id, number, wording, owners, assigned, due, status }: ActionKnown, date: string | null, today: string): Aged => {
  const agreed = daysBetween(date, date) === null ? null : date;
  const dueOn = lastDay(due?.date ?? null);
  const late = status === 'overdue' ? daysBetween(dueOn, today) : null;
  return {
    id,
    words: [number, wording ?? 'not stated'].filter(Boolean).join('. '),
    owner:
      owners.map(({ name, printed }) => name ?? printed ?? 'somebody not named').join(', ') ||
      (assigned === 'named' ? 'owner not stated' : assigned),
    status,
    agreed,
    due: dueOn,
    dueWords: due === null ? 'not stated' : (due.printed ?? due.date ?? due.kind),
    age: daysBetween(agreed, today),
    overdueBy: late !== null && late > 0 ? late : null,
  };
};

export type Grouping = 'owner' | 'due';
export type AgeGroup = { readonly title: string; readonly actions: readonly Aged[] };
const dues = ['overdue', 'with a date to come', 'without a date'];
const dueGroup = ({ status, due }: Aged) => (status === 'overdue' ? dues[0]! : due === null ? dues[2]! : dues[1]!);

export const groupsOf = (all: readonly Aged[], by: Grouping): readonly AgeGroup[] => {
  const groups = [...Map.groupBy(all, by === 'owner' ? ({ owner }) => owner : dueGroup)].map(([title, actions]) => ({ title, actions }));
  return by === 'owner' ? groups : groups.toSorted((a, b) => dues.indexOf(a.title) - dues.indexOf(b.title));
};

/** `age` and `overdue` are parts of one bar, without a gap or an overlap. */
export type AgeBar = {
  readonly x: number;
  readonly width: number;
  readonly overdue: { readonly x: number; readonly width: number } | null;
};
export type LaidAction = { readonly action: Aged; readonly y: number; readonly bar: AgeBar | null };
export type AgeLayout = {
  readonly width: number;
  readonly height: number;
  readonly heads: readonly { readonly title: string; readonly y: number }[];
  readonly rows: readonly LaidAction[];
  readonly ticks: readonly { readonly x: number; readonly days: number }[];
};
const labelRoom = 8;
const steps = [7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650, 7300];

/** Bars from today backwards: the longer, the older. All on one scale. */
export const layAges = (groups: readonly AgeGroup[], width: number): AgeLayout => {
  const oldest = Math.max(1, ...groups.flatMap(({ actions }) => actions.map(({ age }) => age ?? 0)));
  const scale = (width - labelRoom) / oldest;
  const heads: { title: string; y: number }[] = [];
  const rows: LaidAction[] = [];
  let y = 26;
  for (const { title, actions } of groups) {
    heads.push({ title, y: y + 16 });
    y += 26;
    for (const action of actions) {
      rows.push({ action, y, bar: barOf(action, scale) });
      y += 58;
    }
  }
  const every = steps.find((step) => oldest / step <= Math.max(2, width / 110)) ?? Math.ceil(oldest / 4);
  const ticks = Array.from({ length: Math.floor(oldest / every) + 1 }, (_, n) => ({ x: n * every * scale, days: n * every }));
  return { width, height: y + 4, heads, rows, ticks };
};

const barOf = ({ age, overdueBy }: Aged, scale: number): AgeBar | null => {
  if (age === null) return null;
  const late = Math.min(overdueBy ?? 0, age);
  return {
    x: 0,
    width: Math.max(2, age * scale),
    overdue: late === 0 ? null : { x: (age - late) * scale, width: late * scale },
  };
};
