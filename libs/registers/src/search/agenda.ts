import { openAgendaItem, type OpenAgendaItem } from '#documents/open-agenda.js';
import { agendaOf } from '#views/minutes/agenda.js';
import { factsOf, known } from '../projection.js';
import { type Meeting, type Printed, readerOf, type Row, rowsOf } from './rows.js';

type Listed = ReturnType<typeof listedIn>;
const listedIn = (meeting: Meeting) => factsOf(meeting, 'ItemListed', 'ItemAdded', 'ItemTaken', 'PaperAttached');
export type Agenda = ReadonlyMap<string, OpenAgendaItem>;

type SoFar = { followed: number; items: Agenda };
const soFar = known((_: Meeting): SoFar => ({ followed: 0, items: new Map() }));

/** The items with their words, in the agenda's order. An item that is the same object says the same. */
export const agenda = known((meeting: Meeting): Agenda => {
  const listed = listedIn(meeting);
  const held = soFar(meeting);
  const fresh = listed.slice(held.followed);
  const isLonger = listed.every(({ type }) => type === 'ItemListed') && fresh.every((one) => isLast(one, held.items));
  held.items = isLonger ? new Map([...held.items, ...opened(meeting, fresh)]) : opened(meeting, listed);
  held.followed = listed.length;
  return held.items;
});

/** Where nothing was taken yet and no paper attached, one more item changes no other. */
const isLast = ({ data }: Listed[number], items: Agenda): boolean => 'after' in data && data.after === null && !items.has(data.itemId);

const opened = (meeting: Meeting, listed: Listed): Agenda => {
  const items = agendaOf(listed);
  return new Map(items.map((item) => [item.item, openAgendaItem(item, items, readerOf(meeting))]));
};

type Headed = { items: readonly OpenAgendaItem[]; rows: Row[] };
const headed = known((_: Meeting): Headed => ({ items: [], rows: [] }));

export const headings = known((meeting: Meeting): readonly Row[] => {
  const items = [...agenda(meeting).values()];
  const held = headed(meeting);
  if (held.items.some((item, n) => item !== items[n])) Object.assign(held, { items: [], rows: [] });
  held.rows.push(...rowsOf(meeting, 'heading', items.slice(held.items.length).flatMap(printed)));
  held.items = items;
  return held.rows;
});

const printed = (item: OpenAgendaItem): readonly Printed[] => [
  { kind: 'heading', words: item.heading, entries: item.entries, item },
  ...item.papers.map(({ title, reference, entry }): Printed => {
    const words = reference === null ? title : `${title} (${reference})`;
    return { kind: 'paper', words, entries: [entry], item };
  }),
];
