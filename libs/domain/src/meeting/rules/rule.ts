import type { Rule } from '#kernel/decider.js';
import type { When } from '../order.js';
import { remoteWhen } from '../presence.js';
import type { Meeting } from '../state.js';

/** A rule of a meeting, for every fact that has the data it asks for. */
export type Asks<D> = Rule<Meeting, D>;
export type Named = { readonly person: string };

/** `item 4`, or `items 4 and 6`; an item without a number is one of those not numbered. */
export const itemsOf = ({ items }: Meeting, business: readonly { readonly item: string }[]): string => {
  const named = new Set(business.map(({ item }) => items.find(({ id }) => id === item)?.label ?? 'without a number'));
  const labels = [...named];
  return labels.length === 1 ? `item ${labels[0]}` : `items ${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
};

/** Why fewer count than are there, after the sentence that says how many: nothing, or those whom the standing orders leave out. */
export const leavingOut = (state: Meeting, when: When): string => {
  const remote = state.orders?.remoteCounts === false ? remoteWhen(state, when).length : 0;
  return remote === 0 ? '' : ` Attending remotely, which does not count: ${remote}.`;
};
