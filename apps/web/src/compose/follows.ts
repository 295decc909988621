import { newId } from '../room/intent.js';
import type { Asked } from '../room/room.svelte.js';
import { moneyIn, type Values } from './form.js';
import { allocationIn, conditionIn, minutesIn, type Span } from './read-decision.js';
import { stretchOf } from './suggest.js';

/** What a decision's own words bring with it: offered beside it, each a fact of its own that is recorded with it. */
export type Follow = { readonly verb: 'ApproveMinutes' | 'SetCondition' | 'AllocateMoney'; readonly values: Values };
/** What the words are read with: the heading of the item, and whether the rules of a live meeting bind. */
export type Under = { readonly heading: string | null; readonly live: boolean };
/** What was changed by hand of each, and which of them are left out. */
export type Changed = Readonly<Record<string, Values | false>>;
export type FollowIds = Readonly<Record<Follow['verb'], { readonly command: string; readonly own: string }>>;

export const followIds = (): FollowIds => {
  const one = () => ({ command: newId(), own: newId() });
  return { ApproveMinutes: one(), SetCondition: one(), AllocateMoney: one() };
};

/** @param own the entry that holds the words */
export const followsOf = (verb: string, { words, kind }: Values, own: string, under: Under): readonly Follow[] => {
  if (verb !== 'RecordDecision' || typeof words !== 'string') return [];
  const trimmed = words.trim();
  const said = (span: Span | null) => span && { in: own, ...span };
  const condition = conditionIn(trimmed);
  const money = allocationIn(trimmed);
  // Live, minutes are laid before the meeting first: that is a step of its own.
  const of = kind === 'minutes approved' && !under.live ? minutesIn(under.heading ?? '') : null;
  return [
    ...(of ? [{ verb: 'ApproveMinutes', values: { of, version: null, digest: null } } as const] : []),
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

const creates = { ApproveMinutes: null, SetCondition: 'conditionId', AllocateMoney: 'allocationId' } as const;
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
      const said = { ...values, ...changed[verb] };
      const created = creates[verb];
      return { id: command, verb, data: { ...(created !== null && { [created]: made }), decision, ...citedIn(said, own) } };
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
