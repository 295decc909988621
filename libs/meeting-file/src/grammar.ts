import { isMap, type Node, type Pair } from 'yaml';
import { anywhere, attends, how, role } from './details.js';
import type { Written } from './errors.js';
import { entry } from './entry.js';
import { isLabelled, labelIn } from './labelled.js';
import {
  keyOf,
  list,
  named,
  oneOf,
  oneOrMany,
  pairsOf,
  record,
  recordIn,
  value,
  words,
  type Keys,
  type Named,
  type Place,
  type ReadBy,
  type Reader,
  type RecordOf,
} from './reader.js';
import { clockOf, dayAndTimeOf, meetingNameOf, whenOf, zoneOf } from './when.js';

const occurred = value(whenOf, 'a time: write 14:32, during item 5 or after action 3');

/** What may be said of a person beside the printed name: `Name (initials): Organisation`. */
const person = record(
  {
    of: words,
    'substituted for': words,
    notified: value(dayAndTimeOf, 'a day and a time: write 2010-01-19 or 2010-01-20 12:30'),
    attends,
    also: oneOrMany(words),
    role,
    arrived: occurred,
    left: occurred,
    ...anywhere,
  },
  'of',
);
const people = named(person);
export type PersonSaid = Named<ReadBy<typeof person>>;

const listOfPeople = record({ heading: words, role, people, ...anywhere });
export type ListSaid = ReadBy<typeof listOfPeople>;

const itemKeys = {
  standing: oneOf('apologies', 'minutes', 'matters arising', 'declarations', 'any other business', 'next meeting'),
  apologies: people,
  'earlier business': words,
  taken: value(afterItem, 'an order: write after item 7'),
  added: record({ circumstances: words, 'agreed by': words }, 'circumstances'),
  private: record({ reason: words, staying: list(words) }, 'reason'),
  record: { ...list(entry), json: { type: 'array', items: { $ref: '#/$defs/entry' } } },
  ...anywhere,
} satisfies Keys;
function afterItem(said: string) {
  const [, label] = /^after item (.+)$/.exec(said) ?? [];
  return label === undefined ? null : { after: label };
}
export type ItemSaid = RecordOf<typeof itemKeys> & { readonly label: string | null; readonly heading: Written };

/** A map of which one key carries a label: `item 5: heading`. */
const item: Reader<ItemSaid> = {
  json: {
    type: 'object',
    properties: Object.fromEntries(Object.entries({ ...itemKeys, item: words }).map(([key, reader]) => [key, reader.json])),
    patternProperties: { '^item .+$': words.json },
    additionalProperties: false,
  },
  read: (node, at) => {
    if (node === null) return null;
    const pairs = isMap(node) ? pairsOf(node) : [];
    const heads = pairs.filter((pair) => isLabelled('item', keyOf(pair)));
    const read = recordIn(
      itemKeys,
      pairs.filter((pair) => !heads.includes(pair)),
      at.lineOf(node),
      at,
    );
    const [head, another] = heads;
    if (!head)
      return at.problems.add(
        at.lineOf(node),
        'file.item-missing',
        'This is no item.',
        'Begin it with "- item 5: Heading" ("- item: Heading" where no number is printed).',
      );
    if (another) at.problems.add(at.lineOf(another.key), 'file.key-twice', 'Two items stand in one.', 'Begin the second one with "- ".');
    const heading = words.read(head.value, at);
    if (head.value === null)
      at.problems.add(at.lineOf(head.key), 'file.words-missing', 'The item has no heading.', 'Write the heading as printed.');
    return heading && { ...read, label: labelIn('item', head, at), heading };
  },
};

/** A consolidated list as printed: `heading`, then `action 1: …` as often as the paper prints it. */
export type PrintedLine = { readonly label: string | null; readonly words: Written };
export type PrintedListSaid = { readonly heading: Written; readonly lines: readonly PrintedLine[]; readonly line: number };
const printedList: Reader<PrintedListSaid> = {
  json: {
    type: 'object',
    properties: { heading: words.json, actions: named(words).json },
    patternProperties: { '^action .+$': words.json },
    required: ['heading'],
    additionalProperties: false,
  },
  read: (node, at) => {
    if (node === null) return null;
    const pairs = isMap(node) ? pairsOf(node) : [];
    const isLine = (pair: Pair<Node, Node | null>) => isLabelled('action', keyOf(pair));
    const { heading, actions, line } = recordIn(
      { heading: words, actions: listed },
      pairs.filter((pair) => !isLine(pair)),
      at.lineOf(node),
      at,
    );
    if (!heading)
      return at.problems.add(
        line,
        'file.words-missing',
        'The printed list has no heading.',
        'Write "heading:" and the heading as printed.',
      );
    return { heading, line, lines: [...pairs.filter(isLine).flatMap((pair) => lineOfList(pair, at)), ...(actions ?? [])] };
  },
};
const lineOfList = (pair: Pair<Node, Node | null>, at: Place): PrintedLine[] => {
  const said = words.read(pair.value, at);
  return said ? [{ label: labelIn('action', pair, at), words: said }] : [];
};
/** The same lines as a sequence. */
const listed: Reader<readonly PrintedLine[]> = {
  json: { type: 'array', items: { type: 'object', patternProperties: { '^action( .+)?$': words.json }, additionalProperties: false } },
  read: (node, at) =>
    list<readonly PrintedLine[]>({ json: {}, read: (one) => (isMap(one) ? pairsOf(one).flatMap((pair) => lineOfList(pair, at)) : null) })
      .read(node, at)
      ?.flat() ?? null,
};

export const meetingKeys = {
  minutebook: words,
  board: words,
  'kind of board': oneOf('board', 'committee', 'council', 'sub group', 'officer group'),
  'also called': oneOrMany(words),
  meeting: value(meetingNameOf, 'a meeting: write 2010-01-20, or 2010-01-20 (2) where the day holds two'),
  kind: oneOf('ordinary', 'extraordinary'),
  start: value(clockOf, 'a time on the clock, such as 14:00'),
  end: value(clockOf, 'a time on the clock, such as 16:30'),
  zone: value(zoneOf, 'a time zone, such as Europe/London'),
  place: words,
  recorded: how,
  source: words,
  title: oneOrMany(words),
  'not stated': oneOrMany(words),
  sic: oneOrMany(words),
  people,
  chair: words,
  inferred: named(words),
  present: list(listOfPeople),
  apologies: people,
  items: list(item),
  'printed lists': list(printedList),
} satisfies Keys;
/** A whole meeting as its file says it. */
export type MeetingSaid = RecordOf<typeof meetingKeys>;
export const meeting: Reader<MeetingSaid> = record(meetingKeys);
export const defs = { entry: entry.json };
