import { newId } from '../room/intent.js';
import type { Asked } from '../room/room.svelte.js';
import { moneyIn, type Values } from './form.js';
import { allocationIn, conditionIn, type Span } from './read-decision.js';
import { stretchOf } from './suggest.js';

/** What a decision's own words bring with it: offered beside it, each a fact of its own that is recorded with it. */
export type Follow = { readonly verb: 'SetCondition' | 'AllocateMoney'; readonly values: Values };
/** What was changed by hand of each, and which of them are left out. */
export type Changed = Readonly<Record<string, Values | false>>;
export type FollowIds = Readonly<Record<Follow['verb'], { readonly command: string; readonly own: string }>>;

export const followIds = (): FollowIds => {
  const one = () => ({ command: newId(), own: newId() });
  return { SetCondition: one(), AllocateMoney: one() };
};

/** @param own the entry that holds the words */
export const followsOf = (verb: string, words: unknown, own: string): readonly Follow[] => {
  if (verb !== 'RecordDecision' || typeof words !== 'string') return [];
  const trimmed = words.trim();
  const said = (span: Span | null) => span && { in: own, ...span };
  const condition = conditionIn(trimmed);
  const money = allocationIn(trimmed);
  return [
    ...(condition ? [{ verb: 'SetCondition', values: { words: said(condition) } } as const] : []),
    ...(money
      ? [
          {
            verb: 'AllocateMoney',
            values: {
              amount: money.amount && moneyIn(trimmed.slice(money.amount.from, money.amount.to)),
              printed: said(money.amount),
              source: said(money.source),
              purpose: said(money.purpose),
            },
          } as const,
        ]
      : []),
  ];
};

/** Those that are not left out, as they are asked for: after their decision, and with it. */
export const askedAfter = (
  decision: string,
  follows: readonly Follow[],
  changed: Changed,
  ids: FollowIds,
  own: { readonly entry: string; readonly words: string },
): readonly Asked[] =>
  follows
    .filter(({ verb }) => changed[verb] !== false)
    .map(({ verb, values }) => {
      const { command, own: made } = ids[verb];
      const creates = verb === 'SetCondition' ? 'conditionId' : 'allocationId';
      const said = { ...values, ...(changed[verb] || {}) };
      return { id: command, verb, data: { [creates]: made, decision, ...citedIn(said, own) } };
    });

/** Words that stand in those of the decision are cited from there. */
const citedIn = (values: Values, own: { readonly entry: string; readonly words: string }): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      const trimmed = value.trim();
      return [name, trimmed === '' ? null : (stretchOf(trimmed, own) ?? trimmed)];
    }),
  );

