import { dueColumns, dueIn, itemsOf, ownersIn } from '../in-meeting.js';
import { each, factsOf, known, projection, type StreamFacts } from '../projection.js';
import { lifeRows, lifeTables } from './life.js';
import { trackerViews } from './views.js';

const raisedTables = {
  action: {
    action: 'text',
    meeting: 'text',
    entry: 'text',
    place: 'integer',
    item: 'text?',
    item_label: 'text?',
    item_heading: 'text?',
    number: 'text?',
    wording: 'text?',
    owners_printed: 'text?',
    owners: 'json',
    assigned: 'text',
    performers: 'json',
    ...dueColumns,
    decision: 'text?',
    arises: 'text',
  },
  listing: {
    listing: 'text',
    meeting: 'text',
    entry: 'text',
    action: 'text?',
    heading: 'text?',
    number: 'text?',
    wording: 'text?',
    owners_printed: 'text?',
    compared: 'text',
    settled_for: 'text?',
  },
} as const;

/** What is to be done: as a meeting raised it, as a printed list repeats it, and what became of it. */
export const actionTracker = projection({
  name: 'action-tracker',
  version: 2,
  tables: { ...raisedTables, ...lifeTables },
  indexes: { action: ['action', 'meeting'], listing: ['action'], action_life: ['action'], action_report: ['action'] },
  views: trackerViews,
  of: { meeting: (stream) => ({ action: raised(stream), listing: listed(stream) }), action: lifeRows },
});

const raised = each<'meeting'>()(['ActionRaised'], (meeting, { data, entry }, place) => {
  const item = itemsOf(meeting);
  return {
    key: data.actionId,
    action: data.actionId,
    meeting: meeting.id,
    entry: entry.id,
    place,
    item: data.item,
    ...item(data.item),
    number: data.label,
    wording: withoutOwners(meeting.words(data.words), meeting.words(data.ownersPrinted)),
    owners_printed: meeting.words(data.ownersPrinted),
    owners: ownersIn(data.owners, meeting.words),
    assigned: data.assigned,
    performers: ownersIn(data.performers, meeting.words),
    ...dueIn(data.due, meeting.words),
    decision: data.decision,
    arises: data.arises,
  };
});

/** Minutes print the owner at the end of the wording, behind a dash: a column of its own says it here. */
const withoutOwners = (words: string | null, owners: string | null) => {
  if (words === null || owners === null || !words.endsWith(owners)) return words;
  const shorter = words.slice(0, -owners.length).trimEnd();
  return /[-–—]$/.test(shorter) ? shorter.slice(0, -1).trimEnd() : words;
};

const headingsOf = known(
  (meeting: StreamFacts<'meeting'>) =>
    new Map(factsOf(meeting, 'ConsolidatedListPrinted').map(({ data }) => [data.printedListId, data.heading])),
);
const settledIn = known(
  (meeting: StreamFacts<'meeting'>) => new Map(factsOf(meeting, 'DiscrepancySettled').map(({ data }) => [data.listing, data.stands])),
);

const listed = each<'meeting'>()(['ActionListed'], (meeting, { data, entry }) => ({
  key: data.listingId,
  listing: data.listingId,
  meeting: meeting.id,
  entry: entry.id,
  action: data.action,
  heading: meeting.words(headingsOf(meeting).get(data.list) ?? null),
  number: data.label,
  wording: withoutOwners(meeting.words(data.words), meeting.words(data.ownersPrinted)),
  owners_printed: meeting.words(data.ownersPrinted),
  compared: data.compared,
  settled_for: settledIn(meeting).get(data.listingId) ?? null,
}));
