import type { AgendaItem } from '#views/minutes/agenda.js';
import type { OpenItem } from './open-model.js';
import { inWords, type Reader } from './reader.js';

export type OpenAgendaItem = Omit<OpenItem, 'apologies' | 'lines'>;

/** An item of the agenda with its words opened for one reader. */
export const openAgendaItem = (item: AgendaItem, items: readonly AgendaItem[], reader: Pick<Reader, 'open'>): OpenAgendaItem => ({
  item: item.item,
  entries: item.entries,
  label: item.label,
  heading: inWords(reader.open(item.heading)),
  added: item.added,
  note: noteOf(item, items, reader),
  papers: item.papers.map(({ entry, title, reference, came }) => ({
    entry,
    title: inWords(reader.open(title)),
    reference: reference && inWords(reader.open(reference)),
    came,
  })),
});

const noteOf = ({ taken }: AgendaItem, items: readonly AgendaItem[], reader: Pick<Reader, 'open'>): string | null => {
  if (taken === null) return null;
  return taken === 'first' ? 'taken first' : `taken after ${itemName(taken.after, items, reader)}`;
};

export const itemName = (id: string, items: readonly AgendaItem[], reader: Pick<Reader, 'open'>): string => {
  const item = items.find((one) => one.item === id);
  if (!item) return 'another item';
  return item.label === null ? `“${inWords(reader.open(item.heading))}”` : `item ${item.label}`;
};
