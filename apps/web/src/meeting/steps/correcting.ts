import type { Fact } from '#kernel/entry.js';
import { isRefusal, type Refusal } from '#kernel/refusal.js';
import { textsIn } from '#kernel/looking.js';
import { specOf } from '#domain/catalogues.js';
import { moved, tidied, typeOfVerb, wordsOf } from '../../compose/compose.js';
import { curated, curatedOf } from '../../compose/verbs.js';
import { fieldsOf, type Field, type Values } from '../../compose/form.js';
import { decisionOn, heldWith, verbOf } from '../../room/deciding.js';
import type { Earlier } from '../../room/earlier.js';
import { newId } from '../../room/intent.js';
import { entryWords, underItem } from '../entry-words.js';

/** What the minutes do not print by itself. */
const unprinted = new Set(['ItemTaken', 'RollTaken', 'StandingOrdersTaken']);

/** Lines of an earlier meeting, each under its item, as its minutes have them. */
export const linesOf = (earlier: Earlier) => {
  const under = (item: string | null, where: string) =>
    underItem(earlier.standing, item)
      .filter(({ type }) => !unprinted.has(type))
      .map((fact) => ({ entry: fact.entry.id, where, ...entryWords(fact, earlier) }));
  return [
    ...under(null, 'before any item'),
    ...earlier.opened.items.flatMap(({ item, label, heading }) => under(item, `${label ?? ''} ${heading}`.trim())),
  ].filter(({ words }) => words !== '');
};

export const verbOfFact = ({ type }: Fact): string | null => Object.keys(curated).find((verb) => typeOfVerb(verb) === type) ?? verbOf(type);

/** The fields of an entry as its own form has them: its words first, then what comes first of it, then all the rest. */
export const fieldsIn = (fact: Fact): { readonly main: Field | null; readonly small: readonly Field[] } => {
  const spec = specOf(fact.entry.stream, fact.type)!;
  const { main = 'words', small } = curatedOf(verbOfFact(fact) ?? '');
  const fields = fieldsOf({ asks: spec.asks });
  const first = fields.find(({ name }) => name === main) ?? null;
  const rest = fields.filter((field) => field !== first);
  const rank = ({ name }: Field) => (small.includes(name) ? small.indexOf(name) : small.length);
  return { main: first, small: rest.toSorted((a, b) => rank(a) - rank(b)) };
};

/** What the entry will say: stretches of its own words go where they stand now. */
export const replacedBy = (fact: Fact, values: Values): Values => {
  const tidy = tidied(values) as Values;
  const [before, now] = [fact.data.words, tidy['words']];
  if (typeof before !== 'string' || typeof now !== 'string' || before === now) return { ...fact.data, ...tidy };
  return moved({ ...fact.data, ...tidy }, { entry: fact.entry.id, words: before }, now) as Values;
};

/** Whether anything but words reads otherwise. */
export const changesOf = (fact: Fact, data: Values): 'nothing' | 'words' | 'fact' => {
  if (JSON.stringify(data) === JSON.stringify(fact.data)) return 'nothing';
  const { shape } = specOf(fact.entry.stream, fact.type)!;
  const bare = (value: unknown) => {
    const texts = new Set<unknown>(textsIn(shape, value));
    return JSON.stringify(value, (_, one: unknown) => (texts.has(one) ? 'words' : one));
  };
  return bare(data) === bare(fact.data) ? 'words' : 'fact';
};

export const followsIn = ({ recorded }: Earlier, entry: string): string | null =>
  recorded.findLast(({ type, data }) => (type === 'PutRight' || type === 'StruckOut') && data.entry === entry)?.entry.id ?? null;

/** Whether the earlier meeting could take it: what its own rules would say, asked before anything is recorded here. */
export const wouldRefuse = (earlier: Earlier, data: Values, decision: { readonly meeting: string }): Refusal | null => {
  const { entry, follows, replacement, reason } = data;
  const authority = { decision: newId(), meeting: decision.meeting };
  const intent = {
    id: newId(),
    stream: earlier.desk.stream,
    verb: 'PutRight',
    data: { entry, follows, replacement, reason, authority },
    recorded: 'live',
    occurred: null,
    enteredAt: new Date().toISOString(),
    override: null,
    actor: null,
  } as const;
  const none = () => new Set<string>();
  const decided = decisionOn(heldWith(earlier.recorded, [], none), [intent], none);
  return isRefusal(decided) ? decided : null;
};

/** Words of an entry that is being corrected, its own as they are typed now. */
export const wordsIn = (said: unknown, fact: Fact, now: unknown, earlier: Earlier): string =>
  wordsOf(said, typeof now === 'string' ? { entry: fact.entry.id, words: now } : null, earlier);
