import { text } from '#kernel/text.js';
import type { EventStore } from '#event-store/port.js';
import { logIn, type Appended } from './log.js';

const printed = (type: string, data: object = {}): Appended => [type, data, { recorded: 'printed' }];

export const letter =
  'A letter to be sent to Council Leaders, Resource Portfolio Holders and Scrutiny Chairs outlining the benefits that could be achieved by engagement with regional procurement initiatives';

/** A few leaves of the minutes of 20th January 2010, for specs of what reads them. */
export const january = async (store: EventStore) => {
  const log = logIn(store);
  await log.append('board-board', 'BoardEstablished', 'BoardAliased', 'OrganisationNamed', [
    'SittingNamed',
    { sittingId: 'that-day', meeting: 'january', date: '2010-01-20', mentioned: null },
  ]);
  await log.append('person-hill', 'PersonIntroduced', [
    'SpellingAdded',
    { spellingId: 's-hill', spelling: text('Cllr Hill'), kind: 'spelling' },
  ]);
  await log.append(
    'person-allison',
    ['PersonIntroduced', { name: text('Chris Allison') }],
    ['SpellingAdded', { spellingId: 's-allison', spelling: text('CA') }],
  );
  await log.append('person-foster', ['PersonIntroduced', { name: text('Andrew Foster') }]);
  await log.append('person-sprason', ['PersonIntroduced', { name: text('Councillor David Sprason') }]);
  await log.append('person-houseman', ['PersonIntroduced', { name: text('Councillor Dave Houseman') }]);
  const position = await log.append(
    'meeting-january',
    printed('MeetingScheduled'),
    printed('AttendanceRecorded', { person: 'hill' }),
    printed('AttendanceRecorded', { person: 'houseman', role: 'observer', printed: text('Councillor Dave Houseman') }),
    printed('SubstitutionRecorded', { person: 'houseman', for: 'sprason' }),
    printed('AttendanceRecorded', { person: 'allison', role: 'officer', printed: text('Chris Allison'), initials: text('CA') }),
    printed('ApologyRecorded', { person: 'sprason', item: null }),
    printed('ItemListed', { itemId: 'six', label: '6', heading: text('Procurement Programme Report') }),
    printed('ItemListed', { itemId: 'seven', label: '7', heading: text('Efficiency Challenge Report') }),
    printed('InterestDeclared', { person: 'hill', item: 'six' }),
    printed('DecisionRecorded', {
      decisionId: 'send-a-letter',
      item: 'six',
      kind: 'agreed',
      words: text('The Board agreed that a letter should be sent'),
      subjects: [],
      reason: null,
      method: 'not stated',
      division: null,
    }),
    printed('ActionRaised', {
      actionId: 'one',
      item: 'six',
      words: text(`${letter} - CA`),
      owners: [{ person: 'allison', printed: text('CA') }],
      decision: 'send-a-letter',
    }),
    printed('DecisionRecorded', {
      decisionId: 'from-reserves',
      item: 'six',
      kind: 'approved subject to condition',
      words: text('The Board approved the allocation of £225k from reserves'),
      subjects: [],
      reason: null,
      method: 'not stated',
      division: null,
    }),
    printed('AllocationMade', { decision: 'from-reserves' }),
    printed('ConditionSet', { conditionId: 'funding', decision: 'from-reserves' }),
    printed('ActionRaised', {
      actionId: 'two',
      item: 'seven',
      label: '2',
      words: text('the Efficiency Survey Report to be circulated'),
      owners: [{ person: 'allison', printed: text('CA') }],
      decision: null,
    }),
    printed('ActionRaised', {
      actionId: 'three',
      item: 'seven',
      label: '3',
      words: text('A report to be provided to the April Board meeting'),
      ownersPrinted: text('AF'),
      owners: [{ person: 'foster', printed: text('AF') }],
      performers: [{ group: text('the SRPs') }],
      due: { expected: '2010-04', printed: text('the April Board meeting') },
      decision: null,
    }),
    printed('ConsolidatedListPrinted', { printedListId: 'list' }),
    printed('ActionListed', { listingId: 'l1', list: 'list', action: 'one', compared: 'typographic' }),
    printed('ActionListed', {
      listingId: 'l2',
      list: 'list',
      action: 'two',
      label: '2',
      words: text('The Efficiency Challenge Report to be circulated'),
      compared: 'substantive',
    }),
  );
  return { ...log, position };
};
