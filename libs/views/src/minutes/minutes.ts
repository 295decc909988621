import { stands } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import type { Text } from '#kernel/text.js';
import { differences } from '../differences/differences.js';
import { printedLists, priorityActions } from './actions.js';
import { assemble, type Sections } from './assemble.js';
import { agendaOf } from './agenda.js';
import { bookOf, type Book } from './book.js';
import { heldWords } from './held.js';
import { minuted } from './lines/lines.js';
import type { Item, Line, Minutes } from './model.js';
import { inferredIn, notStatedIn } from './not-stated.js';
import { besideTheirLike } from './order.js';
import { apologiesOf, rostersOf } from './rosters.js';
import { sentRevisionOf, sittingOf, statusOf } from './sitting.js';

/**
 * The minutes of a meeting: in the agenda's order, each item with its lines in the order of the record.
 * @param standing the meeting as it stands (`stands` of kernel/corrections).
 * @param paper the stream of its minutes as it stands, which tells when they were approved; without it the meeting's own word counts.
 * @param recorded the meeting with its corrections: without them nobody can tell whether a line was put right since it was sent.
 */
export const minutesOf = (standing: readonly Fact[], paper: readonly Fact[] = [], recorded: readonly Fact[] = standing): Minutes => {
  const minutes = folded(standing, paper);
  return { ...minutes, status: { ...minutes.status, putRight: isPutRight(minutes, recorded, sentRevisionOf(standing, paper)) } };
};

/** Whether the minutes read otherwise than the version that was sent out last; approved minutes are what was agreed. */
const isPutRight = (minutes: Minutes, recorded: readonly Fact[], sent: number | null): boolean => {
  if (sent === null || minutes.status.state !== 'circulated') return false;
  const asSent = stands(recorded.filter(({ entry }) => entry.revision <= sent));
  return differences(folded(asSent, []), minutes).length > 0;
};

const folded = (asItStands: readonly Fact[], paper: readonly Fact[]): Minutes => {
  const standing = besideTheirLike(asItStands);
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
    checkpoint: checkpointOf(paper),
    held,
  };
};

const checkpointOf = (paper: readonly Fact[]): Text | null =>
  paper.findLast((fact): fact is Fact<'MinutesDrafted', { readonly checkpoint: Text | null }> => fact.type === 'MinutesDrafted')?.data
    .checkpoint ?? null;

const itemsOf = (standing: readonly Fact[], book: Book, sections: Sections): readonly Item[] =>
  agendaOf(standing).map((item) => ({
    ...item,
    apologies: apologiesOf(standing, book.items, item.item),
    lines: sections.of(item.item),
  }));

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
