import type { Fact } from '#kernel/entry.js';
import { only, type MeetingFact } from '../facts.js';
import type { ListedAction, PrintedList, PriorityAction } from './model.js';

/** The consolidated lists that the paper prints, line by line, with what was settled about them since. */
export const printedLists = (standing: readonly Fact[]): readonly PrintedList[] => {
  const listings = only(standing, 'ActionListed');
  const lists = only(standing, 'ConsolidatedListPrinted');
  return lists.map(({ data, entry }) => ({
    entries: [entry.id],
    heading: data.heading,
    lines: listings.filter((one) => one.data.list === data.printedListId).map((one) => listed(one, standing)),
  }));
};

const listed = ({ data, entry }: MeetingFact<'ActionListed'>, standing: readonly Fact[]): ListedAction => {
  const settlements = only(standing, 'DiscrepancySettled').filter((one) => one.data.listing === data.listingId);
  const last = settlements.at(-1)?.data ?? null;
  const { action, label, words, ownersPrinted, compared } = data;
  return {
    entries: [entry.id, ...settlements.map((one) => one.entry.id)],
    action,
    label,
    words,
    ownersPrinted,
    compared,
    settled: last && { stands: last.stands, by: last.by, reason: last.reason },
  };
};

/** All actions that stand, in the order of the record, each in the wording that stands. */
export const priorityActions = (standing: readonly Fact[], lists: readonly PrintedList[]): readonly PriorityAction[] => {
  const listings = lists.flatMap(({ lines }) => lines);
  const entries = new Map(only(standing, 'DecisionRecorded').map(({ data, entry }) => [data.decisionId, entry.id]));
  return only(standing, 'ActionRaised').map(({ data, entry }) => {
    const mine = listings.filter(({ action }) => action === data.actionId);
    const chosen = mine.findLast(({ settled }) => settled?.stands === 'list');
    return {
      entry: entry.id,
      action: data.actionId,
      label: data.label,
      item: data.item,
      words: chosen?.words ?? data.words,
      owners: { printed: chosen?.ownersPrinted ?? data.ownersPrinted, owners: data.owners, assigned: data.assigned },
      performers: data.performers,
      due: data.due,
      decision: data.decision === null ? null : { id: data.decision, entry: entries.get(data.decision) ?? null },
      arises: data.arises,
      disputed: mine.some(({ compared, settled }) => compared === 'substantive' && settled === null),
    };
  });
};
