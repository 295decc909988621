import { isMap, type Node, type Pair } from 'yaml';
import { anywhere, details, kinds, wordless, type Detail, type Kind } from './details.js';
import type { Written } from './errors.js';
import { isLabelled, labelIn } from './labelled.js';
import {
  keyOf,
  list,
  oneOrMany,
  pairsOf,
  perhapsWords,
  recordIn,
  words,
  type Bare,
  type Keys,
  type Place,
  type Reader,
  type RecordOf,
} from './reader.js';

/** One fact of an entry: its kind, its words (in a passage, its stretch of them), and what is said of it. */
export type FactSaid = {
  readonly kind: Kind;
  readonly label: string | null;
  readonly words: Written | Bare;
  readonly details: Details;
  readonly line: number;
};
/** An entry is one fact with its words, or a passage with the facts that it holds. */
export type EntrySaid = {
  readonly passage: Written | null;
  readonly facts: readonly FactSaid[];
  readonly details: Details;
  readonly line: number;
};
export type Details = RecordOf<typeof details & typeof anywhere>;

type NodePair = Pair<Node, Node | null>;
const kindWords = oneOrMany(perhapsWords);
const plainKinds = Object.keys(kinds).filter((kind): kind is Kind => kind !== 'action');
const factsUnder: Reader<readonly EntrySaid[]> = {
  read: (node, at) => list(entry).read(node, at),
  json: { type: 'array', items: { $ref: '#/$defs/entry' } },
};
const keys = {
  ...Object.fromEntries(plainKinds.map((kind) => [kind, kindWords])),
  words,
  facts: factsUnder,
  ...details,
  ...anywhere,
} satisfies Keys;
type Read = Details & { readonly words: Written | null; readonly facts: readonly EntrySaid[] | null } & Readonly<
    Record<Kind, readonly (Written | Bare)[] | null>
  >;

export const entry: Reader<EntrySaid> = {
  json: {
    type: 'object',
    properties: Object.fromEntries(Object.entries(keys).map(([key, reader]) => [key, reader.json])),
    patternProperties: { '^action .+$': kindWords.json },
    additionalProperties: false,
    minProperties: 1,
  },
  read: (node, at) => {
    if (node === null) return null;
    if (isMap(node)) return entryIn(pairsOf(node), at.lineOf(node), at);
    return at.problems.add(
      at.lineOf(node),
      'file.keys-expected',
      'An entry begins with its kind.',
      `Write for instance "- agreed: The Board agreed …". Kinds are: ${plainKinds.join(', ')}, action LABEL.`,
    );
  },
};

const entryIn = (pairs: readonly NodePair[], line: number, at: Place): EntrySaid | null => {
  const actions = pairs.filter((pair) => isLabelled('action', keyOf(pair)));
  const read = recordIn(
    keys,
    pairs.filter((pair) => !actions.includes(pair)),
    line,
    at,
  ) as unknown as Read;
  const facts = [
    ...Object.keys(read.lines).flatMap((key) => (isKind(key) ? factsOf(key, read) : [])),
    ...actions.flatMap((pair) => actionOf(pair, read, at)),
    ...(read.facts ?? []).flatMap((inner) => inner.facts.map((fact) => ({ ...fact, details: inherits(fact.details, read) }))),
  ];
  return wellMade(read, facts, at) ? { passage: read.words, facts, details: read, line } : null;
};
const isKind = (key: string): key is Kind => (plainKinds as readonly string[]).includes(key);

const factsOf = (kind: Kind, read: Read): FactSaid[] => {
  const said = read[kind] ?? (read.unstated.includes(kind) ? [{ words: null, line: read.lines[kind]! }] : []);
  return said.map((words) => ({ kind, label: null, words, details: read, line: words.line || read.lines[kind]! }));
};
const actionOf = (pair: NodePair, read: Read, at: Place): FactSaid[] => {
  const said = words.read(pair.value, at);
  if (pair.value === null)
    at.problems.add(at.lineOf(pair.key), 'file.words-missing', 'The action says nothing.', 'Write what is to be done.');
  return said ? [{ kind: 'action', label: labelIn('action', pair, at), words: said, details: read, line: at.lineOf(pair.key) }] : [];
};
/** How and when a passage was recorded holds for the facts in it. */
const inherits = (inner: Details, outer: Details): Details => ({
  ...inner,
  recorded: inner.recorded ?? outer.recorded,
  occurred: inner.occurred ?? outer.occurred,
});

const wellMade = (read: Read, facts: readonly FactSaid[], at: Place): boolean => {
  const before = at.problems.errors.length;
  if (facts.length === 0 && Object.keys(read.lines).length > 0) noKind(read, at);
  if (facts.length > 1 && read.words === null)
    at.problems.add(
      read.line,
      'file.kinds-several',
      `One entry is ${facts.map(({ kind }) => kind).join(' and ')}.`,
      'Begin a new entry with "- ", or write the sentence under "words:" and under each kind its part of it.',
    );
  for (const fact of facts) noWords(fact, at);
  for (const key of Object.keys(read.lines)) if (Object.hasOwn(details, key)) misplaced(key as Detail, read, at);
  return at.problems.errors.length === before;
};
const noKind = (read: Read, at: Place) => {
  if (read.words !== null && read.facts === null)
    at.problems.add(read.line, 'file.kind-missing', 'This passage holds no fact.', 'Write "note:" for words that decide nothing.');
  if (read.words === null)
    at.problems.add(read.line, 'file.kind-missing', 'This entry has no kind.', `Kinds are: ${plainKinds.join(', ')}, action LABEL.`);
};
const noWords = ({ kind, words: said, line }: FactSaid, at: Place) => {
  if (said.words === null && !wordless.includes(kind))
    at.problems.add(line, 'file.words-missing', `Nothing is written after "${kind}".`, 'Write the words as they are printed.');
};
const misplaced = (detail: Detail, read: Read, at: Place) => {
  const own = Object.keys(read.lines).filter(isKind);
  const has: readonly string[] = own.length > 0 || read.facts ? own : ['action'];
  const takers = has.filter((kind) => (kinds[kind as Kind] as readonly Detail[]).includes(detail));
  if (takers.length === 1) return;
  const fitting = Object.keys(kinds).filter((kind) => (kinds[kind as Kind] as readonly Detail[]).includes(detail));
  const says = takers.length === 0 ? `"${detail}" does not belong to this entry.` : `"${detail}" may belong to ${takers.join(' or ')}.`;
  const remedy =
    takers.length === 0
      ? `It belongs to: ${fitting.join(', ')}.`
      : 'Write "facts:" and below it "- " for each kind with what belongs to it.';
  at.problems.add(read.lines[detail]!, 'file.key-misplaced', says, remedy);
};
