import { openAgendaItem, type OpenAgendaItem } from '#documents/open-agenda.js';
import type { OpenMinutes } from '#documents/open-model.js';
import type { Open } from '#documents/reader.js';
import { agendaOf } from '#views/minutes/agenda.js';
import type { Fact } from '#kernel/entry.js';

/** The items in the agenda's order: all that a desk needs of its minutes before it prints them. */
export const openAgenda = (standing: readonly Fact[], open: Open): readonly OpenAgendaItem[] => {
  const items = agendaOf(standing);
  return items.map((item) => openAgendaItem(item, items, { open }));
};

/** Minutes of which nothing is printed yet but the headings of their items. */
export const unprinted = (items: readonly OpenAgendaItem[]): OpenMinutes => ({
  ...blank,
  items: items.map((item) => ({ ...item, apologies: [], lines: [] })),
});

const none = { entries: [] } as const;
const blank: Omit<OpenMinutes, 'items'> = {
  format: 'minutebook/minutes-1',
  shown: { at: '', position: null },
  status: { ...none, state: 'draft', version: null, approved: null, sentence: '' },
  title: [],
  meeting: { ...none, board: null, date: null, start: null, end: null, zone: null, place: null, kind: null, label: null },
  ...{ present: [], apologies: [], opening: [], closing: [], lists: [], actions: [], notStated: [], inferred: [], checkpoint: null },
};
