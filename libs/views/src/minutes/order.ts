import type { Fact } from '#kernel/entry.js';
import { only } from '../facts.js';
import type { Taken } from './model.js';

/** A late entry stands beside the entry of its own kind that it names: a name that was left out, in its place in the list. */
export const besideTheirLike = (standing: readonly Fact[]): readonly Fact[] => {
  const ordered = [...standing];
  for (const late of standing) {
    const { occurred } = late.entry;
    const after = occurred && 'after' in occurred;
    const named = after ? occurred.after : occurred && 'before' in occurred ? occurred.before : null;
    const like = named === null ? undefined : ordered.find(({ type, entry }) => entry.id === named && type === late.type);
    if (!like || like === late) continue;
    ordered.splice(ordered.indexOf(late), 1);
    ordered.splice(ordered.indexOf(like) + (after ? 1 : 0), 0, late);
  }
  return ordered;
};

/** The items in the agenda's order: each after the one that it names, else last. */
export const agendaOrder = (standing: readonly Fact[]): readonly string[] => {
  const order: string[] = [];
  for (const { data } of only(standing, 'ItemListed', 'ItemAdded')) {
    if (order.includes(data.itemId)) continue;
    const place = data.after === null ? -1 : order.indexOf(data.after);
    order.splice(place < 0 ? order.length : place + 1, 0, data.itemId);
  }
  return order;
};

/** Whether an entry took its item for the first time or again; going on with the same item is neither. */
export const takingsOf = (standing: readonly Fact[]): ReadonlyMap<string, 'first' | 'again'> => {
  const takings = new Map<string, 'first' | 'again'>();
  const seen = new Set<string>();
  let current: string | null = null;
  for (const { data, entry } of only(standing, 'ItemTaken')) {
    if (data.item !== current) takings.set(entry.id, seen.has(data.item) ? 'again' : 'first');
    seen.add(data.item);
    current = data.item;
  }
  return takings;
};

/** The items that were moved, with what was taken before each: as few as explain the order in which business was taken. */
export const movedItems = (agenda: readonly string[], standing: readonly Fact[]): ReadonlyMap<string, Taken> => {
  const taken = [...new Set(only(standing, 'ItemTaken').map(({ data }) => data.item))].filter((item) => agenda.includes(item));
  const inOrder = new Set(longestRising(taken.map((item) => agenda.indexOf(item))).map((place) => agenda[place]!));
  return new Map(
    taken.flatMap((item, n): [string, Taken][] => (inOrder.has(item) ? [] : [[item, n === 0 ? 'first' : { after: taken[n - 1]! }]])),
  );
};

const longestRising = (places: readonly number[]): readonly number[] => {
  const runs: (readonly number[])[] = [];
  for (const place of places) {
    const before = runs
      .filter((run) => run.at(-1)! < place)
      .reduce((best, run) => (run.length > best.length ? run : best), [] as readonly number[]);
    runs.push([...before, place]);
  }
  return runs.reduce((best, run) => (run.length > best.length ? run : best), [] as readonly number[]);
};
