import type { Fact } from '#kernel/entry.js';
import { only } from '../facts.js';
import { printedLists, priorityActions } from './actions.js';
import { assemble, type Sections } from './assemble.js';
import { bookOf, heldWords, type Book } from './book.js';
import { minuted } from './lines/lines.js';
import type { Item, Line, Minutes } from './model.js';
import { inferredIn, notStatedIn } from './not-stated.js';
import { agendaOrder, besideTheirLike, movedItems } from './order.js';
import { apologiesOf, rostersOf } from './rosters.js';
import { sittingOf, statusOf } from './sitting.js';

/**
 * The minutes of a meeting: in the agenda's order, each item with its lines in the order of the record.
 * @param recorded the meeting as it stands (`stands` of kernel/corrections).
 * @param paper the stream of its minutes as it stands, which tells when they were approved; without it the meeting's own word counts.
 */
export const minutesOf = (recorded: readonly Fact[], paper: readonly Fact[] = []): Minutes => {
  const standing = besideTheirLike(recorded);
  const book = bookOf(standing);
  const held = heldWords(standing);
  const sections = assemble(standing, book, held);
  const sitting = sittingOf(standing);
  const lists = printedLists(standing);
  return {
    sitting,
    status: statusOf(standing, paper),
    present: rostersOf(standing),
    apologies: apologiesOf(standing, book.items, null),
    opening: sections.opening,
    items: itemsOf(standing, book, sections),
    closing: sections.closing,
    lists,
    actions: priorityActions(standing, lists),
    notStated: notStatedIn(standing, sitting),
    inferred: inferredIn(standing),
    held,
  };
};

const itemsOf = (standing: readonly Fact[], book: Book, sections: Sections): readonly Item[] => {
  const agenda = agendaOrder(standing);
  const moved = movedItems(agenda, standing);
  return agenda.map((item) => {
    const listed = only(standing, 'ItemListed', 'ItemAdded').filter(({ data }) => data.itemId === item);
    const { data, type } = listed.at(-1)!;
    const taken = only(standing, 'ItemTaken').filter((one) => one.data.item === item && book.takings.get(one.entry.id) !== 'again');
    return {
      item,
      entries: [...listed, ...taken].map(({ entry }) => entry.id),
      label: data.label,
      heading: data.heading,
      added: type === 'ItemAdded',
      taken: moved.get(item) ?? null,
      papers: papersOf(standing, item),
      apologies: apologiesOf(standing, book.items, item),
      lines: sections.of(item),
    };
  });
};

const papersOf = (standing: readonly Fact[], item: string): Item['papers'] =>
  only(standing, 'PaperAttached')
    .filter(({ data }) => data.item === item)
    .map(({ data: { title, reference, came }, entry }) => ({ entry: entry.id, title, reference, came }));

/** Every entry that the minutes print, in whichever part. */
export const entriesIn = (minutes: Minutes): ReadonlySet<string> =>
  new Set([
    ...minutes.sitting.entries,
    ...minutes.status.entries,
    ...minutes.present.flatMap(({ entries, people }) => [...entries, ...people.flatMap((one) => one.entries)]),
    ...[...minutes.apologies, ...minutes.items.flatMap(({ apologies }) => apologies)].flatMap(({ entries }) => entries),
    ...minutes.items.flatMap(({ entries }) => entries),
    ...linesOf(minutes).flatMap(({ entries, bullets }) => [...entries, ...bullets.flatMap((bullet) => bullet.entries)]),
    ...minutes.lists.flatMap(({ entries, lines }) => [...entries, ...lines.flatMap((one) => one.entries)]),
  ]);

/** All lines in the order in which they print. */
export const linesOf = ({ opening, items, closing }: Minutes): readonly Line[] => [
  ...opening,
  ...items.flatMap(({ lines }) => lines),
  ...closing,
];

/** Why the minutes print nothing of a fact; null where they print it. */
export const silenceOn = (fact: Fact, standing: readonly Fact[]): string | null => {
  const how = minuted(fact, bookOf(standing));
  return 'silent' in how ? how.silent : null;
};
