import { describe, expect, it } from '@jest/globals';
import { kinds } from './details.js';
import type { MemoryBook } from './memory-book.js';
import { ask, head, item, members, planned, recorded } from './plan-fixtures.js';

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
      ...['AttendanceRecorded', 'AttendanceRecorded', 'ListHeaded', 'AttendanceRecorded'],
      ...['MeetingOpened', 'ChairTaken', 'WithdrawalRecorded', 'SubjectNamed', 'MotionMoved', 'AmendmentMoved', 'ConsentGiven'],
      ...['VoteRecorded', 'NamedVoteRecorded', 'CastingVoteGiven', 'ReaderRemarked', 'ChairRuled', 'ReturnRecorded'],
      ...['DecisionRecorded', 'DecisionRecorded', 'DecisionRecorded', 'DecisionRecorded', 'DecisionRecorded'],
      ...['ChairHandedOver', 'DepartureRecorded', 'PrivateSessionBegun', 'PrivateSessionEnded', 'MeetingAdjourned', 'MeetingResumed'],
      ...['ArrivalRecorded', 'ActionRaised', 'ActionRaised', 'DepartureRecorded', 'MeetingClosed'],
      ...['AttendanceRecorded', 'SubstitutionRecorded'],
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
    expect(when('AttendanceRecorded', 3)).toEqual({ during: second.itemId });
    expect(when('DepartureRecorded', 1)).toEqual({ at: '2026-01-20T16:05:00.000Z', zone: 'Europe/London' });
    expect(when('ArrivalRecorded')).toEqual({ at: '2026-01-20T15:10:00.000Z', zone: 'Europe/London' });
    expect(when('DepartureRecorded')).toEqual({ after: facts.find(({ data }) => data.itemId === first.itemId)!.entry.id });
  });

  it('says who attends from where, and stands in for whom', () => {
    expect(all('AttendanceRecorded').map(({ attends }) => attends)).toEqual([null, null, null, 'remotely']);
    expect(all('SubstitutionRecorded')).toEqual([
      {
        person: person('Member C'),
        for: person('Member D'),
        printed: 'substituted for Member D',
        notified: { on: '2026-01-20', at: '09:30' },
      },
    ]);
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
      item('- note: Remembered\n  recorded: afterwards\n- note: From notes').replace(
        'recorded: afterwards',
        'recorded: from printed minutes',
      ),
    );
    expect(facts.filter(({ type }) => type === 'NoteRecorded').map(({ entry }) => entry.recorded)).toEqual(['afterwards', 'printed']);
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
    ['a vote that nobody took', item('- agreed: The Board agreed.\n  how: vote'), '25 file.vote-missing'],
    ['an action that does not follow', item('- agreed: The Board agreed.\n  leads to: action 9'), '26 file.action-unknown'],
    ['an amendment of nothing', item('- amendment: That it be blue'), '25 file.motion-missing'],
    ['a vote on nothing', item('- vote:\n  for: 1'), '25 file.motion-missing'],
    ['consent to nothing', item('- carried by consent:'), '25 file.motion-missing'],
    ['a stretch that is not in the words', item('- words: The Board agreed to wait.\n  agreed: to go'), '26 file.stretch-missing'],
    ['a declarer who is not named', item('- declared: An interest was declared'), '25 file.by-missing'],
    ['somebody whom nobody knows', item('- arrived: Member Z'), '25 file.name-unknown'],
    ['an item that is not listed', item('- arrived: MB\n  occurred: during item 9'), '26 file.item-unknown'],
    ['a vote before there was one', item('- arrived: MB\n  occurred: before the vote'), '26 file.entry-unknown'],
    [
      'a time without a zone',
      item('- arrived: MB\n  occurred: 14:00')
        .replace('zone: Europe/London\n', '')
        .replace(/ {8}left.*\n/, ''),
      '24 file.zone-missing',
    ],
    ['members of no sub group', item('- action 1: MB to look - MB\n  owner: MB\n  sub group members: [MB]'), '27 file.sub-group-missing'],
    ['a report on an unknown action', item('- reported: It is done\n  on action: 1\n  raised in: 2025-11-01'), '25 file.action-unknown'],
    ['a reference that is no label', item('- correspondence: A letter came\n  reference: №1'), '25 file.value-unknown'],
  ])('%s', (_, source, error) => {
    expect(errorsIn(source)).toContain(error);
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
