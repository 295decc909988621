import { describe, expect, it } from '@jest/globals';
import { MemoryBook } from './memory-book.js';
import { head, item, meetingId, planned, recorded } from './plan-fixtures.js';
import { planOf } from './plan.js';

const laterId = '5e6f0c1e-5a52-4f0e-9c0e-0123456789ab';

describe('a later meeting of the same board', () => {
  const first = item('- action 3: The hall to be cleaned - OO\n  owner: OO\n- action 4: The door to be painted - OO\n  owner: OO');
  const later = `minutebook: 1
board: board  a
also called: [The Hall Board]
meeting: 2026-04-14
recorded: from printed minutes
present:
  - heading: Present
    role: voting member
    people:
      Member A (MA): Town A
      Member E: Town A
items:
  - item 1: Minutes
    record:
      - minutes approved: The minutes were approved.
        minutes of: 2026-01-20
      - minutes approved: So were the minutes before those.
        minutes of:
          meeting: 2025-11-27
          printed: the November meeting
  - item 2: Actions
    record:
      - reported: Action 3 is done
        on action: 3
        raised in: 2026-01-20
        by: OO
        outcome: completed
      - reported: Action 4 goes to Member E by May
        on action: 4
        raised in: 2026-01-20
        owner: Member E
      - reported: The date of action 4 was moved
        on action: 4
        raised in: 2026-01-20
        outcome: new date
        due: May 2026
`;
  const book = new MemoryBook();
  recorded(first, book);
  const { plan, all, person } = recorded(later, book, laterId);

  it('finds board, organisations and people again, and names what is new', () => {
    expect(plan.commands.filter(({ stream }) => !stream.startsWith('meeting')).map(({ verb }) => verb)).toEqual([
      'NameSitting',
      'NameBoardAlso',
      'AddSpelling',
      'IntroducePerson',
      'RepresentOrganisation',
    ]);
    expect(book.boards().map(({ also, sittings }) => [also, sittings.map(({ date }) => date)])).toEqual([
      [['The Hall Board'], ['2026-01-20', '2026-04-14']],
    ]);
  });

  it('names a meeting that the book holds, and keeps the mention of one that it does not', () => {
    expect(all('MinutesApproved').map(({ of }) => of)).toEqual([
      { meeting: meetingId },
      { mentioned: 'the November meeting', date: '2025-11-27' },
    ]);
  });

  it('reports on the actions of an earlier one', () => {
    const actions = book.meeting(meetingId)!.actions;
    expect(all('ActionReported').map(({ action, raisedIn, by, outcome }) => [action, raisedIn, by, outcome])).toEqual([
      [actions[0]!.actionId, meetingId, person('Officer O'), { completed: true }],
      [actions[1]!.actionId, meetingId, null, { owners: [{ person: person('Member E'), printed: expect.anything() }], assigned: 'named' }],
      [actions[1]!.actionId, meetingId, null, { due: { date: '2026-05', printed: null }, askedBy: null }],
    ]);
  });

  it('on the same day needs a label of its own', () => {
    const second = planned(later.replace('2026-04-14', '2026-04-14 (2)'), book, '7e6f0c1e-5a52-4f0e-9c0e-0123456789ab');
    expect([second.again, second.meetingId]).toEqual([false, '7e6f0c1e-5a52-4f0e-9c0e-0123456789ab']);
    expect(planned(later, book).again).toBe(true);
  });
});

describe('two people of one name', () => {
  const town = '20000000-0000-4000-8000-000000000001';
  const known = (personId: string, organisation: string) => ({ personId, name: 'Member A', spellings: [], organisations: [organisation] });
  const board = { boardId: '1', name: 'Board A', also: [], organisations: [{ organisationId: town, name: 'Town A' }], sittings: [] };
  const plan = (people: readonly ReturnType<typeof known>[]) =>
    planOf({
      file: 'meeting.yaml',
      source: `${head}apologies:\n  Member A: Town A\n`,
      newMeetingId: meetingId,
      amend: null,
      book: { boards: () => [{ ...board, boardId: meetingId }], people: () => people, meeting: () => null },
    });

  it('are told apart by the organisation, and never guessed', () => {
    const one = '10000000-0000-4000-8000-000000000001';
    const two = '10000000-0000-4000-8000-000000000002';
    const told = plan([known(one, town), known(two, meetingId)]);
    expect('commands' in told && told.commands.find(({ verb }) => verb === 'RecordApology')!.data).toMatchObject({ person: one });
    const untold = plan([known(one, town), known(two, town)]);
    expect('errors' in untold && untold.errors.map(({ rule }) => rule)).toEqual(['file.name-ambiguous']);
  });
});
