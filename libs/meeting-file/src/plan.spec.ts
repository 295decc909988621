import { describe, expect, it } from '@jest/globals';
import type { Stretch } from '#kernel/shape.js';
import { kinds } from './details.js';
import { MemoryBook } from './memory-book.js';
import { planOf, type Plan } from './plan.js';

const meetingId = '3d1f0c1e-5a52-4f0e-9c0e-0123456789ab';
const laterId = '5e6f0c1e-5a52-4f0e-9c0e-0123456789ab';
const ask = (source: string, book = new MemoryBook(), newMeetingId = meetingId) =>
  planOf({ file: 'meeting.yaml', source, book, newMeetingId, amend: null });
const planned = (source: string, book = new MemoryBook(), newMeetingId = meetingId): Plan => {
  const plan = ask(source, book, newMeetingId);
  if ('errors' in plan) throw new Error(JSON.stringify(plan.errors, null, 1));
  return plan;
};
const recorded = (source: string, book = new MemoryBook(), newMeetingId = meetingId) => {
  const plan = planned(source, book, newMeetingId);
  book.send(plan.commands);
  const facts = book.facts(`meeting-${newMeetingId}`);
  const all = (type: string) => facts.filter((fact) => fact.type === type).map(({ data }) => data);
  const person = (name: string) => book.people().find((one) => one.name === name)!.personId;
  const wordsAt = (said: Stretch) => facts.find(({ entry }) => entry.id === said.in)!.data.words.slice(said.from, said.to);
  return { plan, book, facts, all, person, wordsAt };
};

const head = `minutebook: 1
board: Board A
meeting: 2026-01-20
recorded: afterwards
zone: Europe/London
`;
const members = `present:
  - role: voting member
    people:
      Member A: Town A
      Member B (MB): Town B
      Member C:
        of: Town C
        arrived: during item 2
  - heading: Officers
    role: officer
    people:
      Officer O (OO):
        left: 16:05
`;
const item = (record: string, more = '') =>
  `${head}${members}items:\n  - item 1: Hall\n${more}    record:\n${record.replace(/^(?=.)/gm, '      ')}\n  - item 2: Rest\n`;
const errorsIn = (source: string, book?: MemoryBook) => {
  const plan = ask(source, book);
  return 'errors' in plan ? plan.errors.map(({ line, rule }) => `${line} ${rule}`) : [];
};

const everything = `- opened:
- chair: Member A
  office: chair
- withdrew: MB
  reason: owns the hall
- motion: That the hall be repaired
  about: hall
  mover: Member A
  seconder: Member X
- amendment: That the roof of the hall be repaired
  replaces: the hall
- carried by consent:
- vote: not stated
  for: 1
  against: 1
  abstained: 0
  on: motion
  method: show of hands
  announced: tied
  named votes: {Member A: for}
  casting vote: {by: Member A, vote: for}
- ruling: The Chair ruled that the motion was carried
  how: vote
  reason: the motion was carried
- returned: MB
- recommended: The Board recommended the repair to the Council.
- deferred: The Board deferred the paint to April.
  deferred to:
    due: meeting of April 2026
    printed: April
- referred: The Board referred the colour to the officers.
- withdrawn: The report on the floor was withdrawn.
- approved in principle: The Board approved the door in principle.
- chair handed to: MB
  reason: Member A had to leave
- left: Member A
  occurred: after item 1
- went into private: Terms of a contract
  staying: [MB]
- returned to public:
- adjourned: Fire alarm
  until: the alarm was over
- resumed:
- arrived: Member D
  role: observer
  occurred: 15:10
- action 1: The roof to be mended - Member X
  owner: Member X
- action: Somebody to look at the floor
  owner: to be confirmed
- closed:
`;

describe('every kind of entry', () => {
  const people = `people:\n  Member D:\n`;
  const source = item(everything).replace(members, people + members);
  const { plan, all, facts, person, wordsAt } = recorded(source);

  it('is recorded as what it says, and the rules take it', () => {
    expect(facts.map(({ type }) => type)).toEqual([
      ...['MeetingFileRead', 'MeetingScheduled', 'ItemListed', 'ItemListed'],
      ...['AttendanceRecorded', 'AttendanceRecorded', 'AttendanceRecorded', 'ListHeaded', 'AttendanceRecorded', 'DepartureRecorded'],
      ...['MeetingOpened', 'ChairTaken', 'WithdrawalRecorded', 'SubjectNamed', 'MotionMoved', 'AmendmentMoved', 'ConsentGiven'],
      ...['VoteRecorded', 'NamedVoteRecorded', 'CastingVoteGiven', 'ReaderRemarked', 'ChairRuled', 'ReturnRecorded'],
      ...['DecisionRecorded', 'DecisionRecorded', 'DecisionRecorded', 'DecisionRecorded', 'DecisionRecorded'],
      ...['ChairHandedOver', 'DepartureRecorded', 'PrivateSessionBegun', 'PrivateSessionEnded', 'MeetingAdjourned', 'MeetingResumed'],
      ...['ArrivalRecorded', 'ActionRaised', 'ActionRaised', 'MeetingClosed'],
    ]);
  });

  it('names the nearest earlier motion, amendment and vote', () => {
    const [motion] = all('MotionMoved');
    const [amendment] = all('AmendmentMoved');
    const [vote] = all('VoteRecorded');
    expect([amendment.amends, all('ConsentGiven')[0].motion, vote.motion]).toEqual([motion.motionId, amendment.motionId, motion.motionId]);
    expect([vote.words, vote.for, vote.abstained, vote.announced]).toEqual([null, 1, 0, 'tied']);
    expect([all('ChairRuled')[0].division, all('CastingVoteGiven')[0].division]).toEqual([vote.divisionId, vote.divisionId]);
    expect(wordsAt(all('ChairRuled')[0].reason)).toBe('the motion was carried');
  });

  it('says when it happened', () => {
    const when = (type: string, n = 0) => facts.filter((fact) => fact.type === type)[n]!.entry.occurred;
    const [first, second] = all('ItemListed');
    expect(when('AttendanceRecorded', 2)).toEqual({ during: second.itemId });
    expect(when('DepartureRecorded')).toEqual({ at: '2026-01-20T16:05:00.000Z', zone: 'Europe/London' });
    expect(when('ArrivalRecorded')).toEqual({ at: '2026-01-20T15:10:00.000Z', zone: 'Europe/London' });
    expect(when('DepartureRecorded', 1)).toEqual({ after: facts.find(({ data }) => data.itemId === first.itemId)!.entry.id });
  });

  it('keeps a name that fits nobody as printed, and says so', () => {
    expect(all('MotionMoved')[0].seconder).toBeNull();
    expect(all('ActionRaised').map(({ owners, assigned }) => [owners.map(Object.keys), assigned])).toEqual([
      [[['unresolved']], 'named'],
      [[], 'to be confirmed'],
    ]);
    expect(plan.notes.map(({ code, says }) => [code, says])).toEqual([
      ['name.unknown', '"Member X" fits nobody: it is kept as printed.'],
      ['name.unknown', '"Member X" fits nobody: it is kept as printed.'],
    ]);
    expect(all('PrivateSessionBegun')[0].staying).toEqual([person('Member B')]);
    expect(all('DecisionRecorded')[1].deferredTo).toEqual({ expected: '2026-04', printed: expect.anything() });
  });

  it('is written somewhere in these specs or in the minutes of 2010', () => {
    const elsewhere = [
      'discussed',
      'advised',
      'note',
      'nil',
      'declared',
      'agreed',
      'approved',
      'not approved',
      'endorsed',
      'noted',
      'requested',
      'minutes approved',
      'correspondence',
      'reported',
    ];
    const written = [...everything.matchAll(/^- ([a-z ]+?)(?: \d)?:/gm)].map(([, kind]) => kind);
    expect(new Set([...written, ...elsewhere])).toEqual(new Set(Object.keys(kinds)));
  });
});

describe('items', () => {
  it('are entered in the order in which they were taken, and listed in the agenda’s', () => {
    const source = `${head}items:
  - item 1: One
    taken: after item 2
    record:
      - note: one
  - item 2: Two
    record:
      - note: two
  - item 2a: Late
    added:
      circumstances: The river rose
    private: Terms of a contract
    record:
      - note: late
`;
    const { all, facts } = recorded(source);
    expect(all('NoteRecorded').map(({ words }) => words)).toEqual(['two', 'one', 'late']);
    const [one, two] = all('ItemListed').map(({ itemId }) => itemId);
    const [late] = all('ItemAdded');
    expect(all('ItemTaken').map((taken) => taken.item)).toEqual([two, one, late.itemId]);
    expect([late.after, late.circumstances]).toEqual([two, 'The river rose']);
    expect(facts.slice(-3).map(({ type }) => type)).toEqual(['PrivateSessionBegun', 'NoteRecorded', 'PrivateSessionEnded']);
  });

  it('hold facts each recorded in its own way', () => {
    const { facts } = recorded(
      item('- note: Said in the room\n  recorded: live\n- note: From notes').replace(
        'recorded: afterwards',
        'recorded: from printed minutes',
      ),
    );
    expect(facts.filter(({ type }) => type === 'NoteRecorded').map(({ entry }) => entry.recorded)).toEqual(['live', 'printed']);
  });

  it('hold several facts of one passage, each with what belongs to it', () => {
    const { all, wordsAt } = recorded(
      item(`- words: The Board agreed to wait and approved the plan, subject to a grant.
  facts:
    - agreed: to wait
    - approved: the plan, subject to a grant
      condition: subject to a grant`),
    );
    const [agreed, approved] = all('DecisionRecorded');
    expect([wordsAt(agreed.words), wordsAt(approved.words), approved.kind]).toEqual([
      'to wait',
      'the plan, subject to a grant',
      'approved subject to condition',
    ]);
    expect(wordsAt(all('ConditionSet')[0].words)).toBe('subject to a grant');
  });
});

describe('what a file leaves open is said with its line', () => {
  it.each([
    ['a vote that nobody took', item('- agreed: The Board agreed.\n  how: vote'), '22 file.vote-missing'],
    ['an action that does not follow', item('- agreed: The Board agreed.\n  leads to: action 9'), '22 file.action-unknown'],
    ['an amendment of nothing', item('- amendment: That it be blue'), '21 file.motion-missing'],
    ['a vote on nothing', item('- vote:\n  for: 1'), '21 file.motion-missing'],
    ['consent to nothing', item('- carried by consent:'), '21 file.motion-missing'],
    ['a stretch that is not in the words', item('- words: The Board agreed to wait.\n  agreed: to go'), '22 file.stretch-missing'],
    ['a declarer who is not named', item('- declared: An interest was declared'), '21 file.by-missing'],
    ['somebody whom nobody knows', item('- arrived: Member Z'), '21 file.name-unknown'],
    ['an item that is not listed', item('- arrived: MB\n  occurred: during item 9'), '22 file.item-unknown'],
    ['a vote before there was one', item('- arrived: MB\n  occurred: before the vote'), '22 file.entry-unknown'],
    [
      'a time without a zone',
      item('- arrived: MB\n  occurred: 14:00')
        .replace('zone: Europe/London\n', '')
        .replace(/ {8}left.*\n/, ''),
      '20 file.zone-missing',
    ],
    ['members of no sub group', item('- action 1: MB to look - MB\n  owner: MB\n  sub group members: [MB]'), '23 file.sub-group-missing'],
    ['a report on an unknown action', item('- reported: It is done\n  on action: 1\n  raised in: 2025-11-01'), '21 file.action-unknown'],
    ['a reference that is no label', item('- correspondence: A letter came\n  reference: №1'), '21 file.value-unknown'],
  ])('%s', (_, source, error) => {
    expect(errorsIn(source).map((one) => one)).toContain(error);
  });

  it('a short name that fits two, with both', () => {
    const two = item('- arrived: Cllr Hill').replace(
      '      Member A:',
      '      Cllr Ann Hill: Town\n      Cllr Bob Hill: Town\n      Member A:',
    );
    const plan = ask(two);
    expect('errors' in plan && plan.errors.map(({ says }) => says)).toEqual(['"Cllr Hill" fits Cllr Ann Hill and Cllr Bob Hill.']);
    const kept = planned(two.replace('- arrived: Cllr Hill', '- action 1: The key to be found - Cllr Hill\n        owner: Cllr Hill'));
    expect(kept.notes.map(({ code, candidates }) => [code, candidates])).toEqual([['name.several', ['Cllr Ann Hill', 'Cllr Bob Hill']]]);
  });
});

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
  const known = (personId: string, organisation: string) => ({ personId, name: 'Member A', spellings: [], organisations: [organisation] });
  const board = { boardId: '1', name: 'Board A', also: [], organisations: [{ organisationId: 'o1', name: 'Town A' }], sittings: [] };
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
    const told = plan([known(one, 'o1'), known(two, 'o2')]);
    expect('commands' in told && told.commands.find(({ verb }) => verb === 'RecordApology')!.data).toMatchObject({ person: one });
    const untold = plan([known(one, 'o1'), known(two, 'o1')]);
    expect('errors' in untold && untold.errors.map(({ rule }) => rule)).toContain('file.name-ambiguous');
  });
});
