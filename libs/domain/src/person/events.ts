import { withCorrections } from '#kernel/corrections.js';
import { event, type EventsOf, type IntentsOf } from '#kernel/event.js';
import { choice, fields, flag, id, maybe, newId, oneOf, the, words } from '#kernel/shape.js';
import { text } from '#kernel/text.js';
import { partialDate } from '#kernel/times.js';

/** Where a spelling means this person: an alias is good in its scope only (invariant 7). */
export const scope = choice({
  board: fields({ board: id('board') }),
  meeting: fields({ meeting: id('meeting') }),
  everywhere: fields({ everywhere: flag }),
});

export const personEvents = withCorrections({
  PersonIntroduced: event({
    v: 1,
    by: 'IntroducePerson',
    say: 'introduce a person',
    doc: 'A person known to the minute book, by name as printed, or unknown and described.',
    data: { name: maybe(words), description: maybe(words) },
    example: { name: text('Councillor Martin Hill OBE'), description: null },
  }),
  PersonIdentified: event({
    v: 1,
    by: 'IdentifyPerson',
    say: 'identify',
    doc: 'Somebody who was only described has a name.',
    data: { name: words },
    example: { name: text('Member F') },
  }),
  SpellingAdded: event({
    v: 1,
    by: 'AddSpelling',
    say: 'also written',
    doc: 'Initials or another spelling of the name, and where it means this person.',
    data: { spellingId: newId('spelling'), spelling: words, kind: oneOf('initials', 'spelling', 'former name'), scope },
    example: { spellingId: 'spelling', spelling: text('CA'), kind: 'initials', scope: { board: 'board' } },
  }),
  SpellingWithdrawn: event({
    v: 1,
    by: 'WithdrawSpelling',
    say: 'no longer written',
    doc: 'A spelling no longer means this person.',
    data: { spelling: the('spelling') },
    example: { spelling: 'spelling' },
  }),
  OrganisationRepresented: event({
    v: 1,
    by: 'RepresentOrganisation',
    say: 'represents',
    doc: 'The person attends for an organisation of a board, from a date if stated.',
    data: { organisation: id('organisation'), board: id('board'), from: maybe(partialDate), until: maybe(partialDate) },
    example: { organisation: 'organisation', board: 'board', from: null, until: null },
  }),
  PersonJoined: event({
    v: 1,
    by: 'JoinPerson',
    say: 'join two records',
    doc: 'This record and another are one person; this one is the one to go on with.',
    data: { other: id('person'), reason: maybe(words) },
    example: { other: 'other-person', reason: text('The same person under two spellings') },
  }),
  PersonParted: event({
    v: 1,
    by: 'PartPerson',
    say: 'part two records',
    doc: 'Two records that were joined are two people after all.',
    data: { other: id('person'), reason: maybe(words) },
    example: { other: 'other-person', reason: text('Father and son') },
  }),
});
export type PersonEvent = EventsOf<typeof personEvents>;
export type PersonIntent = IntentsOf<typeof personEvents>;
