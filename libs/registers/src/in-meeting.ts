import type { Said } from '#kernel/said.js';
import type { Due, Owner } from '#domain/shapes.js';
import { factsOf, known, type StreamFacts } from './projection.js';

type Meeting = StreamFacts<'meeting'>;

export type ItemOf = { readonly item_label: string | null; readonly item_heading: string | null };
const noItem: ItemOf = { item_label: null, item_heading: null };

/** The label and the heading of an item, as the agenda prints them. */
export const itemsOf = known((meeting: Meeting): ((item: string | null) => ItemOf) => {
  const items = new Map(
    factsOf(meeting, 'ItemListed', 'ItemAdded').map(({ data }) => [
      data.itemId,
      { item_label: data.label, item_heading: meeting.words(data.heading) },
    ]),
  );
  return (item) => (item === null ? noItem : (items.get(item) ?? noItem));
});

export type Words = (said: Said | null) => string | null;

export const dueColumns = {
  due_kind: 'text?',
  due_printed: 'text?',
  due_date: 'text?',
  due_meeting: 'text?',
  due_expected: 'text?',
} as const;

const noDue = { due_kind: null, due_printed: null, due_date: null, due_meeting: null, due_expected: null };

/** What a due says, in columns: a meeting's date is found by a view, since the meeting may be moved. */
export const dueIn = (due: Due | null, words: Words) => {
  if (due === null) return noDue;
  if ('date' in due) return { ...noDue, due_kind: 'date', due_printed: words(due.printed), due_date: due.date };
  if ('meeting' in due) return { ...noDue, due_kind: 'meeting', due_printed: words(due.printed), due_meeting: due.meeting };
  if ('expected' in due) return { ...noDue, due_kind: 'meeting', due_printed: words(due.printed), due_expected: due.expected };
  if ('period' in due) return { ...noDue, due_kind: 'period', due_printed: words(due.period) };
  if ('event' in due) return { ...noDue, due_kind: 'event', due_printed: words(due.event) };
  return { ...noDue, due_kind: 'standing', due_printed: words(due.printed) };
};

export type OwnerRow = {
  readonly printed: string | null;
  readonly kind: 'person' | 'role' | 'group' | 'organisation' | 'unresolved';
  readonly person: string | null;
  readonly organisation: string | null;
};

export const ownersIn = (owners: readonly Owner[], words: Words): readonly OwnerRow[] =>
  owners.map((owner): OwnerRow => {
    const of = (kind: OwnerRow['kind'], said: Said | null, whom: Partial<OwnerRow> = {}): OwnerRow =>
      // In the order in which they are spelt.
      ({ kind, organisation: null, person: null, ...whom, printed: words(said) });
    if ('person' in owner) return of('person', owner.printed, { person: owner.person });
    if ('organisation' in owner) return of('organisation', owner.printed, { organisation: owner.organisation });
    if ('role' in owner) return of('role', owner.role);
    return 'group' in owner ? of('group', owner.group) : of('unresolved', owner.unresolved);
  });
