import { text } from '#kernel/text.js';
import { symbol } from './draft.js';
import { maybeText } from './fact.js';
import type { ItemSaid } from './grammar.js';
import { howOf, remarkOn } from './how.js';
import { layEntry } from './lay-entry.js';
import { layLate, layTimed } from './late.js';
import { layApology } from './lay-people.js';
import type { Asks, How, Paper } from './paper.js';

/** The agenda as the paper prints it; an item added on the day stands after the one before it. */
export const layAgenda = (items: readonly ItemSaid[], outer: How, paper: Paper) => {
  paper.under('agenda');
  let before: string | null = null;
  for (const item of items) {
    const place = paper.next();
    const itemId = symbol('item', place);
    const how = { ...outer, line: item.line };
    const { label } = item;
    const heading = text(item.heading.words);
    if (item.added) {
      const agreedBy = item.added['agreed by'];
      const circumstances = maybeText(item.added.circumstances);
      paper.add(place, how, 'AddItem', {
        itemId,
        label,
        heading,
        after: before,
        circumstances,
        agreedBy: agreedBy && paper.person(agreedBy),
      });
    } else
      paper.add(place, how, 'ListItem', {
        itemId,
        label,
        heading,
        standing: standingOf(item),
        after: null,
        earlier: maybeText(item['earlier business']),
      });
    if (label !== null && !paper.items.has(label)) paper.items.set(label, { place, id: itemId });
    before = itemId;
  }
};

type Standing = Asks<'ListItem'>['standing'];
const headings: readonly (readonly [RegExp, Standing])[] = [
  [/^apologies\b/i, 'apologies'],
  [/^minutes of\b/i, 'minutes'],
  [/^matters arising\b/i, 'matters arising'],
  [/^declarations? of interests?\b/i, 'declarations'],
  [/^any other business\b/i, 'any other business'],
  [/^(date of )?(the )?next meeting\b/i, 'next meeting'],
];
const standingOf = ({ standing, apologies, heading }: ItemSaid): Standing =>
  standing ?? (apologies ? 'apologies' : (headings.find(([pattern]) => pattern.test(heading.words))?.[1] ?? null));

/** What happened under each item, in the order in which they were taken. */
export const layItems = (items: readonly ItemSaid[], outer: How, paper: Paper) => {
  const order = items.map((item, n) => ({ item, n }));
  const moved = order.filter(({ item }) => item.taken);
  const taken = moved.reduce((sofar, one) => movedAfter(sofar, one, paper), order);
  const from = paper.drafts.length;
  for (const { item, n } of taken) {
    layLate(item.label, 'before', paper);
    layItem(item, n, moved.length > 0, outer, paper);
    layLate(item.label, 'after', paper);
  }
  layTimed(from, paper);
};
type InOrder = { readonly item: ItemSaid; readonly n: number };
const movedAfter = (order: readonly InOrder[], one: InOrder, paper: Paper): InOrder[] => {
  const { after, line } = one.item.taken!;
  paper.itemLabelled(after, line);
  const rest = order.filter((other) => other !== one);
  return rest.toSpliced(rest.findIndex(({ item }) => item.label === after) + 1, 0, one);
};

const layItem = (item: ItemSaid, n: number, takenUp: boolean, outer: How, paper: Paper) => {
  paper.under(`item/${n}`);
  const id = symbol('item', `agenda/${n}`);
  paper.takeUp(id);
  const how = howOf(item, outer, item.line, paper);
  remarkOn(`agenda/${n}`, item, how, paper);
  if (takenUp) paper.add(paper.next(), how, 'TakeItem', { item: id });
  layLate(item.label, 'during', paper);
  if (item.private) {
    const staying = (item.private.staying ?? []).map((name) => paper.person(name));
    paper.add(paper.next(), how, 'GoIntoPrivate', { item: id, reason: maybeText(item.private.reason), staying });
  }
  for (const apology of item.apologies ?? []) layApology(apology, how, paper);
  for (const [m, entry] of (item.record ?? []).entries()) {
    paper.under(`item/${n}/${m}`);
    layEntry(entry, how, paper);
  }
  if (item.private) paper.add(`item/${n}/public`, how, 'ReturnToPublic', {});
};
