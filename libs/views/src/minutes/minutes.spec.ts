import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { stands } from '#kernel/stands.js';
import { meeting } from '#domain/meeting/index.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { linesOf, minutesOf } from './minutes.js';
import type { Line } from './model.js';

const { given } = scenarios(meeting);
const minutes = (...facts: readonly Given[]) => minutesOf(stands(given(...facts).recorded));
const item = (itemId: string, more: object = {}): Given => [
  'ItemListed',
  { itemId, label: itemId, heading: text(`Heading ${itemId}`), ...more },
  { as: itemId },
];
const note = (itemId: string, words: string, more: object = {}): Given => ['NoteRecorded', { item: itemId, words: text(words) }, more];
const said = ({ parts: all }: Line) =>
  all
    .map((part) => (typeof part === 'string' ? part : 'said' in part ? `«${part.said as unknown as string}»` : Object.values(part)[0]))
    .join('');
const printed = (...facts: readonly Given[]) => linesOf(minutes(...facts)).map(said);

describe('5.1 The order of business', () => {
  it('prints in the agenda’s order, an item after the one that it names', () => {
    expect(minutes(item('1'), item('3'), item('2', { after: '1' })).items.map(({ label }) => label)).toEqual(['1', '2', '3']);
  });
  it('says of the moved item only what it was taken after', () => {
    const taken = ['1', '2', '4', '3', '5'].map((one): Given => ['ItemTaken', { item: one }]);
    const { items } = minutes(item('1'), item('2'), item('3'), item('4'), item('5'), ...taken);
    expect(items.map((one) => one.taken)).toEqual([null, null, { after: '4' }, null, null]);
  });
  it('says that an item was taken first', () => {
    const { items } = minutes(item('1'), item('2'), item('3'), ...['3', '1', '2'].map((one): Given => ['ItemTaken', { item: one }]));
    expect(items.map((one) => one.taken)).toEqual([null, null, 'first']);
  });
  it('says that an item was taken again, before what was said then', () => {
    const facts = [
      item('1'),
      item('2'),
      ['ItemTaken', { item: '1' }],
      note('1', 'a'),
      ['ItemTaken', { item: '2' }],
      ['ItemTaken', { item: '1' }],
      note('1', 'b'),
    ];
    expect(printed(...(facts as Given[]))).toEqual(['«a»', '(taken again)', '«b»']);
  });
  it('puts what happens in the room under the item that is being taken', () => {
    const { items, opening } = minutes(
      ['ChairTaken', { person: 'a' }],
      item('1'),
      item('2'),
      ['ItemTaken', { item: '2' }],
      note('1', 'late'),
      ['ArrivalRecorded', { person: 'b' }],
    );
    expect(opening.map(said)).toEqual(['a was in the chair.']);
    expect(items[1]!.lines.map(said)).toEqual(['b arrived at 2026-01-20T14:00:05.000Z.']);
  });
  it('puts a late entry beside the entry that it names', () => {
    expect(
      printed(item('1'), note('1', 'a', { as: 'a' }), note('1', 'c', { as: 'c' }), note('1', 'b', { occurred: { before: 'c' } })),
    ).toEqual(['«a»', '«b»', '«c»']);
    expect(
      printed(item('1'), note('1', 'a', { as: 'a' }), item('2'), note('2', 'b'), [
        'DepartureRecorded',
        { person: 'x' },
        { occurred: { after: 'a' } },
      ]),
    ).toEqual(['«a»', 'x left.', '«b»']);
  });
  it('puts a late name, and a late point, in its place in the list', () => {
    const there = (person: string, occurred: object | null = null) =>
      ['AttendanceRecorded', { person, list: 'list' }, { as: person, occurred }] as Given;
    const point = (words: string, occurred: object | null = null) =>
      ['PointMade', { words: text(words) }, { as: words, occurred }] as Given;
    const { present, items } = minutes(
      'ListHeaded',
      there('a'),
      there('c'),
      item('1'),
      ['DiscussionRecorded', { item: '1' }],
      point('p'),
      point('r'),
      point('q', { after: 'p' }),
      there('b', { before: 'c' }),
    );
    expect(present[0]!.people.map(({ person }) => person)).toEqual(['a', 'b', 'c']);
    expect(items[0]!.lines[0]!.bullets.map(said)).toEqual(['«p»', '«q»', '«r»']);
  });
  it('5.1 The order of business: says who stayed in private, where it belongs, also when it is entered late', () => {
    const begun = (more: object = {}) => ['PrivateSessionBegun', { item: '1', reason: null, staying: ['a', 'b'] }, more] as Given;
    const facts = [item('1'), note('1', 'in public', { as: 'public' }), note('1', 'in private', { as: 'private' })];
    const late = printed(...facts, item('2'), note('2', 'later'), begun({ occurred: { before: 'private' } }));
    expect(late).toEqual(['«in public»', 'The public was excluded. Staying: a and b.', '«in private»', '«later»']);
    expect(printed(item('1'), begun(), 'PrivateSessionEnded')).toEqual([
      'The public was excluded at 2026-01-20T14:00:01.000Z. Staying: a and b.',
      'The public was let in again at 2026-01-20T14:00:02.000Z.',
    ]);
  });
  it('opens before the first item and closes after the last, whichever was taken last', () => {
    const { opening, items, closing } = minutes('MeetingOpened', item('1'), item('2'), ['ItemTaken', { item: '1' }], 'MeetingClosed');
    expect([opening, ...items.map(({ lines }) => lines), closing].map((lines) => lines.map(said))).toEqual([
      ['The meeting opened at 2026-01-20T14:00:00.000Z.'],
      [],
      [],
      ['The meeting closed at 2026-01-20T14:00:04.000Z.'],
    ]);
  });
  it('puts what happened during an item under it', () => {
    const { items } = minutes(item('1'), item('2'), note('2', 'b'), ['ReturnRecorded', { person: 'a' }, { occurred: { during: '1' } }]);
    expect(items[0]!.lines.map(said)).toEqual(['a returned.']);
  });
  it('keeps what was added on the day, why and by whose leave', () => {
    const { items } = minutes(item('1'), ['ItemAdded', { itemId: 'x', after: null, agreedBy: 'chair' }]);
    expect(items[1]).toMatchObject({ item: 'x', added: true });
    expect(items[1]!.lines.map(said)).toEqual(['Added on the day, agreed by chair: «The river rose on Monday».']);
  });
});

describe('passages', () => {
  const passage: Given = ['WordsRecorded', { item: '1', words: text('The Board agreed this and were advised of that') }, { as: 'w' }];
  const stretch = { in: 'w', from: 0, to: 20 };
  it('prints two facts of one sentence once, and names both entries', () => {
    const { items } = minutes(
      item('1'),
      passage,
      ['DecisionRecorded', { item: '1', kind: 'agreed', words: stretch, division: null }, { as: 'd' }],
      ['AdviceGiven', { item: '1', words: stretch }, { as: 'a' }],
    );
    expect(items[0]!.lines).toHaveLength(1);
    expect(items[0]!.lines[0]).toMatchObject({ entries: ['w', 'd', 'a'], kind: 'passage', emphasis: false });
  });
  it('prints as the one fact that it holds', () => {
    const { items } = minutes(item('1'), passage, ['ActionRaised', { item: '1', words: stretch }, { as: 'a' }]);
    expect(items[0]!.lines[0]).toMatchObject({ entries: ['w', 'a'], kind: 'action' });
    expect(said(items[0]!.lines[0]!)).toContain('«The Board agreed this and were advised of that»');
  });
  it('keeps what a decision in a passage led to with the passage', () => {
    const { items } = minutes(
      item('1'),
      passage,
      ['DecisionRecorded', { item: '1', kind: 'approved', words: stretch, division: null }, { as: 'd' }],
      ['AllocationMade', {}, { as: 'm', recorded: 'printed' }],
    );
    expect(items[0]!.lines).toMatchObject([{ entries: ['w', 'd', 'm'], kind: 'decision', emphasis: true, bullets: [] }]);
  });
});

describe('decisions', () => {
  const decided = (kind: string, words = text('Decided')): Given => [
    'DecisionRecorded',
    { item: '1', kind, words, division: null, subjects: [] },
    { as: 'd' },
  ];
  it.each([
    ['approved', true],
    ['not approved', true],
    ['endorsed', true],
    ['approved subject to condition', true],
    ['agreed', false],
    ['noted', false],
    ['minutes approved', false],
  ])('%s prints bold: %s', (kind, emphasis) => {
    expect(linesOf(minutes(item('1'), decided(kind)))[0]!.emphasis).toBe(emphasis);
  });
  it('leaves to the paper’s words what it read from them, and lists what was typed in the room', () => {
    const readings = (recorded: 'printed' | 'live') =>
      linesOf(minutes(item('1'), decided('approved'), ['ConditionSet', {}, { as: 'c', recorded }]))[0]!;
    expect(readings('printed')).toMatchObject({ entries: ['d', 'c'], bullets: [] });
    expect(readings('live').bullets.map(said)).toEqual(['Condition: «subject to continued funding»']);
  });
  it('prints the criteria of a sub group under the decision, bold like it', () => {
    const [line] = linesOf(
      minutes(
        item('1'),
        decided('approved'),
        ['SubGroupEstablished', {}, { recorded: 'printed' }],
        ['SubGroupCriterionSet', {}, { as: 'k', recorded: 'printed' }],
      ),
    );
    expect(line!.bullets).toMatchObject([{ entries: ['k'], emphasis: true, parts: [{ said: 'Sector Lead Improvement' }] }]);
  });
});

describe('votes', () => {
  const vote = (more: object): Given => ['VoteRecorded', { item: '1', motion: null, ...more }, { as: 'v' }];
  const tally = (more: object) => said(linesOf(minutes(item('1'), vote(more)))[0]!);
  it('prints the counts and what follows from them', () => {
    expect(tally({ for: 4, against: 3, abstained: 1 })).toBe('Vote: for 4, against 3, abstained 1 – carried');
    expect(tally({ for: 3, against: 3, abstained: 0 })).toBe('Vote: for 3, against 3, abstained 0 – tied');
  });
  it('keeps not stated apart from zero, within what the list of voters allows', () => {
    expect(tally({ for: 4, against: null, abstained: null, entitled: ['a', 'b', 'c', 'd', 'e'] })).toBe(
      'Vote: for 4, against not stated (0 to 1), abstained not stated (0 to 1) – carried',
    );
    expect(tally({ for: 4, against: null, abstained: null, entitled: [] })).toBe(
      'Vote: for 4, against not stated, abstained not stated – result not known',
    );
  });
  it('says so when the announcement differs from the count', () => {
    expect(tally({ for: 3, against: 4, abstained: 0, announced: 'carried' })).toBe(
      'Vote: for 3, against 4, abstained 0 – announced as carried, lost by the count',
    );
  });
  it('lists named votes and the casting vote apart', () => {
    const [line] = linesOf(
      minutes(
        item('1'),
        vote({ for: 1, against: 1 }),
        ['NamedVoteRecorded', { person: 'a' }],
        ['CastingVoteGiven', { person: 'b', vote: 'against' }],
      ),
    );
    expect(said(line!)).toMatch(/– tied; lost by the casting vote$/);
    expect(line!.bullets.map(said)).toEqual(['a: for', 'Casting vote of b: against']);
  });
  it('prints options as bullets with their votes', () => {
    const options = [
      { optionId: 'o1', words: text('Propose no'), count: 6 },
      { optionId: 'o2', words: text('Propose yes'), count: 1 },
      { optionId: 'o3', words: text('Wait'), count: null },
    ];
    const [line] = linesOf(minutes(item('1'), ['OptionVoteRecorded', { item: '1', options }]));
    expect(line!.bullets.map(said)).toEqual(['«Propose no» – 6 votes', '«Propose yes» – 1 vote', '«Wait» – votes not stated']);
  });
});

describe('those present', () => {
  it('keeps printed lists in their order, then those without one by role', () => {
    const { present } = minutes(
      ['ListHeaded', { listId: 'l', heading: text('Officers'), role: 'officer' }],
      ['AttendanceRecorded', { person: 'a', role: 'officer', list: 'l' }],
      ['AttendanceRecorded', { person: 'b', role: 'observer' }],
      ['AttendanceRecorded', { person: 'c', role: 'voting member' }],
    );
    expect(present.map(({ heading, role, people }) => [heading, role, people.map((one) => one.person)])).toEqual([
      ['Officers', 'officer', ['a']],
      [null, 'voting member', ['c']],
      [null, 'observer', ['b']],
    ]);
  });
  it('puts who stands in no printed list into the last one of the same role', () => {
    const { present } = minutes(
      ['ListHeaded', { listId: 'l', heading: text('Present'), role: 'voting member', known: 'stated', because: null }],
      ['AttendanceRecorded', { person: 'a', role: 'voting member', list: 'l' }],
      ['ArrivalRecorded', { person: 'b', role: 'voting member' }],
      ['ArrivalRecorded', { person: 'c', role: 'officer' }],
    );
    expect(present.map(({ heading, people }) => [heading, people.map((one) => one.person)])).toEqual([
      ['Present', ['a', 'b']],
      [null, ['c']],
    ]);
  });
  it('shows who came late, and the substitution beside the substitute', () => {
    const { present } = minutes(
      ['AttendanceRecorded', { person: 'a' }],
      ['SubstitutionRecorded', { person: 'a', for: 'b' }, { as: 's' }],
      ['ArrivalRecorded', { person: 'c' }],
    );
    expect(present[0]!.people).toMatchObject([
      { person: 'a', substitute: { for: 'b' }, late: false, entries: ['e1', 's'] },
      { person: 'c', late: true },
    ]);
  });
  it('invariant 10: shows who attends remotely, from the start or later, and says so of an arrival', () => {
    const facts = [
      ['AttendanceRecorded', { person: 'a', attends: 'remotely' }],
      ['AttendanceRecorded', { person: 'b', attends: 'in the room' }],
      ['ArrivalRecorded', { person: 'c', attends: 'remotely' }, { occurred: { date: '2010-01-20' } }],
    ] as Given[];
    expect(minutes(...facts).present[0]!.people.map(({ remote }) => remote)).toEqual([true, false, true]);
    expect(printed(...facts).at(-1)).toMatch(/^c arrived.* \(attending remotely\)\.$/);
  });
  it('puts apologies under their item', () => {
    const { items, apologies } = minutes(
      item('1'),
      ['ApologyRecorded', { item: '1', person: 'a' }],
      ['ApologyRecorded', { item: null, person: 'b' }],
    );
    expect([items[0]!.apologies.map(({ person: who }) => who), apologies.map(({ person: who }) => who)]).toEqual([['a'], ['b']]);
  });
});

describe('status', () => {
  it('is a draft, a circulated version, or approved', () => {
    expect(minutes('MeetingScheduled').status).toMatchObject({ state: 'draft', version: null });
    expect(minutes('MeetingScheduled', ['MinutesCirculated', { version: 2 }]).status).toMatchObject({ state: 'circulated', version: 2 });
    expect(minutes('MeetingScheduled', 'MinutesCirculated', 'MinutesAdopted').status).toMatchObject({
      state: 'approved',
      approved: { meeting: 'later-meeting', on: null },
    });
  });
  describe('of minutes that were circulated', () => {
    const sent: Given = ['MinutesCirculated', { version: 1, ofRevision: 1 }];
    const state = (...facts: readonly Given[]) => {
      const { recorded } = given('MeetingScheduled', item('1'), ...facts);
      return minutesOf(stands(recorded), [], recorded).status.putRight;
    };
    const again = { itemId: '1', label: '1', heading: text('Other'), after: null };
    const putRight: Given = ['PutRight', { entry: '1', replacement: { type: 'ItemListed', v: 1, data: again, occurred: null } }];
    it('says that a line was put right, struck out or added since', () => {
      expect(state(sent, putRight)).toBe(true);
      expect(state(sent, ['StruckOut', { entry: '1' }])).toBe(true);
      expect(state(sent, note('1', 'more'))).toBe(true);
    });
    it('says nothing of what changes no line, of what was in it, or once it is sent again or approved', () => {
      expect(state(sent)).toBe(false);
      expect(state(sent, 'ReaderRemarked')).toBe(false);
      expect(state(putRight, ['MinutesCirculated', { version: 1, ofRevision: 2 }])).toBe(false);
      expect(state(sent, putRight, ['MinutesCirculated', { version: 2, ofRevision: 3 }])).toBe(false);
      expect(state(sent, putRight, 'MinutesAdopted')).toBe(false);
    });
  });
  it('takes the day of approval from the paper’s own stream', () => {
    const paper = given('MeetingScheduled').recorded.map(({ entry }) => ({
      type: 'MinutesApproved',
      entry,
      data: { meeting: 'm', decision: 'd', on: '2010-04-14', version: null },
    }));
    expect(minutesOf([], paper).status).toMatchObject({ state: 'approved', version: null, approved: { on: '2010-04-14' } });
  });
});

describe('priority actions', () => {
  const raised: Given = ['ActionRaised', { label: '2', words: text('Survey'), decision: null }, { as: 'a' }];
  const listed: readonly Given[] = ['ConsolidatedListPrinted', ['ActionListed', { words: text('Challenge'), compared: 'substantive' }]];
  it('are all actions that stand, in the wording of their item until somebody settles otherwise', () => {
    expect(minutes(raised, ...listed).actions).toMatchObject([{ label: '2', words: 'Survey', disputed: true, due: null }]);
    expect(minutes(raised, ...listed, ['DiscrepancySettled', { stands: 'list' }]).actions).toMatchObject([
      { words: 'Challenge', disputed: false },
    ]);
    expect(minutes(raised, ...listed, ['DiscrepancySettled', { stands: 'action' }]).actions).toMatchObject([
      { words: 'Survey', disputed: false },
    ]);
  });
  it('leave out what was struck out', () => {
    const struck = stands(given(raised, ['StruckOut', { entry: 'a' }]).recorded);
    expect(minutesOf(struck).actions).toEqual([]);
  });
});

it('lists what the record leaves open', () => {
  const what = minutes('MeetingScheduled', item('1'), [
    'OptionVoteRecorded',
    { item: '1', method: 'not stated', abstained: null },
  ]).notStated;
  expect(what.map((one) => `${one.what} ${one.item ?? ''}`.trim())).toEqual([
    'chair',
    'quorum',
    'start',
    'end',
    'place',
    'method of voting 1',
    'abstentions 1',
  ]);
});
