import type { Fact } from '#kernel/entry.js';
import { only } from '../facts.js';
import type { Item } from './model.js';
import { agendaOrder, movedItems, takingsOf } from './order.js';

/** An item as the agenda has it: what was said under it is the minutes' to add. */
export type AgendaItem = Omit<Item, 'apologies' | 'lines'>;

/** The items in the agenda's order, each with its papers, and whether it was taken out of that order. */
export const agendaOf = (standing: readonly Fact[]): readonly AgendaItem[] => {
  const agenda = agendaOrder(standing);
  const moved = movedItems(agenda, standing);
  const takings = takingsOf(standing);
  return agenda.map((item) => {
    const listed = only(standing, 'ItemListed', 'ItemAdded').filter(({ data }) => data.itemId === item);
    const { data, type } = listed.at(-1)!;
    const taken = only(standing, 'ItemTaken').filter((one) => one.data.item === item && takings.get(one.entry.id) !== 'again');
    return {
      item,
      entries: [...listed, ...taken].map(({ entry }) => entry.id),
      label: data.label,
      heading: data.heading,
      added: type === 'ItemAdded',
      taken: moved.get(item) ?? null,
      papers: papersOf(standing, item),
    };
  });
};

const papersOf = (standing: readonly Fact[], item: string): Item['papers'] =>
  only(standing, 'PaperAttached')
    .filter(({ data }) => data.item === item)
    .map(({ data: { title, reference, came }, entry }) => ({ entry: entry.id, title, reference, came }));
