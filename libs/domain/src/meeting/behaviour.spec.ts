import { describe, expect, it } from '@jest/globals';
import { stands } from '#kernel/stands.js';
import { fold } from '#kernel/fold.js';
import { text } from '#kernel/text.js';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { catalogues } from '../catalogues.js';
import { deciders } from '../deciders.js';
import { resultOf } from './divisions.js';
import { meeting } from './index.js';
import { missingIn, openQuestions } from './missing.js';
import { entitledAt, entitledNow, presentAt } from './presence.js';

const { given } = scenarios(meeting);
const asks = asking(meeting);
const attends = (person: string, role = 'voting member'): Given => ['AttendanceRecorded', { person, role }];
const vote = (ayes: number, against: number, more = {}) =>
  asks('RecordVote', { motion: null, for: ayes, against, abstained: null, ...more });
const named = (people: readonly { person: string }[]) => people.map(({ person }) => person);

describe('5.1 How an entry was recorded', () => {
  it('5.1 How an entry was recorded: a meeting changes between live, afterwards and printed at any entry', () => {
    given('MeetingScheduled', 'MeetingOpened', 'ItemListed')
      .afterwards.when('RecordNote', asks('RecordNote'))
      .live.when('RecordNote', asks('RecordNote'))
      .printed.when('RecordNote', asks('RecordNote'))
      .findings();
  });
  it('5.1 How an entry was recorded: a live refusal of a count offers what the chair announced', () => {
    const override = { rules: ['vote.more-than-the-roll'], by: null, authority: 'announced by the chair', reason: text('Announced') };
    const room = given('MeetingOpened', attends('a'), 'ItemListed');
    room.when('RecordVote', vote(2, 0)).refused('vote.more-than-the-roll');
    room.when('RecordVote', vote(2, 0), { override }).findings('vote.more-than-the-roll');
  });
  it.each([
    ['a presence', 'RecordArrival', { person: 'a', role: null, attends: null }, 'presence.already'],
    ['an entitlement', 'RecordNamedVote', { division: 'vote', person: 'b', vote: 'abstained', option: null }, 'vote.not-entitled'],
  ])('5.1 How an entry was recorded: so does a live refusal of %s', (_, verb, data, code) => {
    const room = given('MeetingOpened', attends('a'), 'ItemListed').when('RecordVote', vote(1, 0));
    const refusal = room.when(verb, data).refused(code);
    expect(refusal.refusal).toMatchObject({ overridable: [code] });
    const override = { rules: [code], by: null, authority: 'announced by the chair', reason: text('Announced') };
    room.when(verb, data, { override }).findings(code);
  });
});

describe('5.1 Putting right', () => {
  it('5.1 Putting right: rules see what stands', () => {
    const struck = { entries: [{ entry: 'wrong', follows: null }], reason: text('Slip'), authority: { clerk: true } };
    given('MeetingOpened', ['ItemListed', { itemId: 'i7', label: '7' }], ['ItemListed', { itemId: 'i8', label: '7' }, { as: 'wrong' }])
      .findings('item.label-used')
      .when('StrikeOut', struck)
      .findings();
  });
  it('5.1 Putting right: a division stands when an arrival before it is struck, with a finding', () => {
    const strike = { entries: [{ entry: 'arrival', follows: null }], reason: text('It was somebody else'), authority: { clerk: true } };
    const { state } = given('MeetingOpened', attends('a'), ['ArrivalRecorded', { person: 'b' }, { as: 'arrival' }], 'ItemListed')
      .when('RecordVote', vote(1, 0))
      .when('StrikeOut', strike)
      .findings('vote.other-list');
    expect(state.divisions[0]!.entitled).toEqual(['a', 'b']);
  });
});

it('5.1 Putting right: a correction of the minutes names its entry, old and new, who proposed it, and whether words or a fact change', () => {
  const replacement = { type: 'AttendanceRecorded', v: 1, data: asks('RecordAttendance', { person: 'c' }), occurred: null };
  const agreed = { entry: 'their-entry', follows: 'their-correction', proposedBy: 'a', changes: 'fact', decision: null, replacement };
  const correction = asks('AgreeCorrection', agreed);
  given('MeetingOpened', attends('a'), 'ItemListed').when('AgreeCorrection', correction).records(['CorrectionAgreed', correction]);
});

it('5.1 Putting right: a vote on options says so too', () => {
  given('MeetingOpened', attends('a'), 'ItemListed', ['OptionVoteRecorded', { entitled: ['a', 'b'] }]).findings('vote.other-list');
});

describe('5.1 Late entries', () => {
  const voted = given('MeetingOpened', attends('a'), attends('b'), 'ItemListed').when('RecordVote', vote(1, 1), { as: 'division' });
  const arrival = { person: 'c', role: 'voting member' };
  it('5.1 Late entries: a late arrival leaves the vote as it is and names both', () => {
    const late = voted.when('RecordArrival', arrival, { occurred: { before: 'division' } }).findings('presence.touches-vote');
    expect(late.state.divisions[0]!.entitled).toEqual(['a', 'b']);
    expect(entitledAt(late.state, 'division')).toEqual(['a', 'b', 'c']);
  });
  it('5.1 Late entries: what was known at the vote follows the order of the log', () => {
    const late = voted.when('RecordArrival', arrival, { occurred: { before: 'division' } });
    expect(entitledNow(fold(meeting, stands(late.recorded.slice(0, -1))))).toEqual(['a', 'b']);
  });
  it.each([
    ['after the vote', { after: 'division' }],
    ['now', null],
    ['on a day', { date: '2026-01-20' }],
    ['at a later time', { at: '2026-01-20T15:00:00.000Z', zone: null }],
  ])('5.1 Late entries: what happened %s touches no vote', (_, occurred) => {
    voted.when('RecordArrival', arrival, { occurred }).findings();
  });
  it.each([
    ['during the item of the vote', { during: 'item' }],
    ['at an earlier time', { at: '2026-01-20T14:00:01.000Z', zone: null }],
  ])('5.1 Late entries: what happened %s touches it', (_, occurred) => {
    voted.when('RecordArrival', arrival, { occurred }).findings('presence.touches-vote');
  });
  it('5.1 Late entries: attendance applies from the start unless it says otherwise', () => {
    const late = voted.when('RecordAttendance', asks('RecordAttendance', { person: 'c' })).findings('presence.touches-vote');
    expect(named(presentAt(late.state, 'division'))).toEqual(['a', 'b', 'c']);
  });
  it.each([
    ['departure', 'RecordDeparture', { person: 'b' }],
    ['withdrawal', 'RecordWithdrawal', { person: 'b', item: 'item', interest: null, reason: null }],
    ['change of role', 'ChangeRole', { person: 'b', role: 'observer', reason: null }],
  ])('5.1 Late entries: so does a late %s', (_, verb, data) => {
    voted.when(verb, data, { occurred: { before: 'division' } }).findings('presence.touches-vote');
  });
  it('5.1 Late entries: so does a late return', () => {
    given('MeetingOpened', attends('a'), 'ItemListed', ['WithdrawalRecorded', { person: 'a', interest: null }])
      .when('RecordVote', vote(0, 0), { as: 'division' })
      .when('RecordReturn', { person: 'a' }, { occurred: { before: 'division' } })
      .findings('presence.touches-vote');
  });
  it('5.1 Late entries: an observer who came earlier touches no vote', () => {
    voted.when('RecordArrival', { person: 'c', role: 'observer' }, { occurred: { before: 'division' } }).findings();
  });
  it('5.1 Late entries: two that happened after one entry keep the order in which they were told', () => {
    const both = voted
      .when('RecordArrival', arrival, { occurred: { after: 'division' } })
      .when('RecordDeparture', { person: 'c' }, { occurred: { after: 'division' } })
      .findings();
    expect(named(presentAt(both.state, 'nothing'))).toEqual(['a', 'b']);
  });
  it('5.1 Late entries: a vote entered late has the list of when it was taken', () => {
    given('MeetingOpened', attends('a'), 'ItemListed', ['ArrivalRecorded', { person: 'b' }, { as: 'arrival' }])
      .when('RecordVote', vote(1, 0), { occurred: { before: 'arrival' } })
      .records(['VoteRecorded', { ...vote(1, 0), entitled: ['a'] }]);
  });
});

describe('5.1 The order of business', () => {
  it('5.1 The order of business: items are taken in any order, again, or added on the day', () => {
    const { state } = given('MeetingOpened', ['ItemListed', { itemId: 'i1', label: '1' }], ['ItemListed', { itemId: 'i2', label: '2' }])
      .when('TakeItem', { item: 'i2' })
      .when('TakeItem', { item: 'i1' })
      .when('TakeItem', { item: 'i2' })
      .when('AddItem', asks('AddItem', { after: 'i1' }));
    expect(state.taken.map(({ item }) => item)).toEqual(['i2', 'i1', 'i2']);
    expect(state.items.map(({ label }) => label)).toEqual(['1', '6a', '2']);
  });
  it('5.1 The order of business: a member withdraws for an item and returns', () => {
    const out = given('MeetingOpened', attends('a'), attends('b'), 'ItemListed').when('RecordWithdrawal', {
      person: 'b',
      item: 'item',
      interest: null,
      reason: null,
    });
    expect(entitledNow(out.state)).toEqual(['a']);
    expect(entitledNow(out.when('RecordReturn', { person: 'b' }).state)).toEqual(['a', 'b']);
  });
  it('5.1 The order of business: the chair is taken and handed over, and falls vacant when its holder leaves', () => {
    const taken = given('MeetingOpened', attends('a'), attends('b')).when('TakeChair', { person: 'a', as: 'chair', known: 'stated' });
    const over = taken.when('HandOverChair', { to: 'b', reason: null });
    const left = over.when('RecordDeparture', { person: 'b' });
    expect([taken, over, left].map(({ state }) => state.chair)).toEqual(['a', 'b', null]);
  });
  it('5.1 The order of business: it adjourns and resumes, and is one meeting', () => {
    const resumed = given('MeetingOpened', attends('a'), 'ItemListed')
      .when('AdjournMeeting', { reason: null, until: null })
      .when('ResumeMeeting', {})
      .when('RecordVote', vote(1, 0));
    expect(resumed.findings().state).toMatchObject({ room: 'open', divisions: [{ entitled: ['a'] }] });
  });
  it('5.1 The order of business: presence is that of each decision', () => {
    const { state } = given(
      ...['MeetingOpened', attends('a'), attends('b'), 'ItemListed'],
      ['DecisionRecorded', { decisionId: 'd1', division: null, subjects: [] }, { as: 'first' }],
      ['WithdrawalRecorded', { person: 'b', item: 'item', interest: null }],
      ['DecisionRecorded', { decisionId: 'd2', division: null, subjects: [] }, { as: 'second' }],
    );
    expect(['first', 'second'].map((decision) => named(presentAt(state, decision)))).toEqual([['a', 'b'], ['a']]);
  });
  it('5.1 The order of business: it goes into private and back, also when that is entered late', () => {
    const begun = given('MeetingOpened', 'ItemListed').when('GoIntoPrivate', { item: 'item', reason: null, staying: ['a'] });
    begun.when('GoIntoPrivate', { item: 'item', reason: null, staying: [] }).refused('private.already');
    begun.when('ReturnToPublic', {}).when('ReturnToPublic', {}).refused('private.not-begun');
    const late = begun.afterwards.when('GoIntoPrivate', { item: null, reason: null, staying: [] }, { occurred: { during: 'item' } });
    expect(late.findings().state.private).toBe(true);
  });
});

describe('5.1 Votes', () => {
  it('5.1 Votes: the list of who may vote is fixed when the count is entered', () => {
    const voted = given('MeetingOpened', attends('a'), attends('b'), 'ItemListed').when('RecordVote', vote(1, 1));
    expect(voted.when('RecordDeparture', { person: 'b' }).findings().state.divisions[0]!.entitled).toEqual(['a', 'b']);
  });
  it('5.1 Votes: where standing orders are silent, a tie is tied and the chair is asked', () => {
    const tied = given('MeetingOpened', ['StandingOrdersTaken', { tie: 'silent' }], attends('a'), attends('b'), 'ItemListed').when(
      'RecordVote',
      vote(1, 1),
    );
    expect(resultOf(tied.state.divisions[0]!, 'silent')).toBe('tied');
    expect(missingIn(tied.recorded).map(({ code }) => code)).toEqual(['division.tied']);
    const ruled = tied.when('RecordRuling', asks('RecordRuling', { division: 'vote' }));
    expect(missingIn(ruled.recorded).map(({ code }) => code)).toEqual(['division.undecided']);
  });
  it('5.1 Votes: an amendment is carried by vote or by consent, and needs no mover', () => {
    const moved = given('MeetingOpened', attends('a'), 'ItemListed', ['MotionMoved', { mover: null, seconder: null }], 'AmendmentMoved');
    expect(
      moved
        .when('CarryByConsent', { motion: 'amendment' })
        .findings()
        .state.motions.map((one) => one.settled),
    ).toEqual([false, true]);
    expect(moved.when('RecordVote', vote(1, 0, { motion: 'amendment' })).findings().state.motions[1]!.settled).toBe(true);
  });
  it('5.1 Votes: an amendment names the words replaced and the text that results', () => {
    const amendment = asks('MoveAmendment', { replaces: text('the hall'), words: text('That the roof of the hall be repaired') });
    given('MeetingOpened', attends('a'), 'ItemListed', 'MotionMoved')
      .when('MoveAmendment', amendment)
      .records(['AmendmentMoved', amendment]);
  });
});

describe('5.1 People', () => {
  it('5.1 People: printed names stay as printed, whoever the person turns out to be', () => {
    const as = (printed: string): Given => ['AttendanceRecorded', { person: printed, printed: text(printed) }];
    const { recorded } = given(as('Clr Hill'), as('Cllr Hill'));
    expect(recorded.map(({ data }) => data.printed)).toEqual([text('Clr Hill'), text('Cllr Hill')]);
  });
  it('5.1 People: a role that nobody stated is kept, and no finding', () => {
    const { state } = given('MeetingOpened', attends('a', 'not stated')).findings();
    expect(presentAt(state, 'nothing')).toEqual([{ person: 'a', role: 'not stated', attends: null }]);
  });
  it('5.1 People: whoever comes back without a role has the one from before', () => {
    const { state } = given('MeetingOpened', attends('a'), ['DepartureRecorded', { person: 'a' }]).when('RecordArrival', {
      person: 'a',
      role: null,
    });
    expect(entitledNow(state)).toEqual(['a']);
  });
});

describe('5.1 Known by reference', () => {
  it('5.1 Known by reference: a mention keeps its words and is matched later by an entry', () => {
    const mentioned = given(
      'MeetingOpened',
      'ItemListed',
      ['DecisionRecorded', { division: null, subjects: [] }],
      ['MinutesApproved', {}, { as: 'mention' }],
    );
    mentioned
      .when('MatchReference', { entry: 'mention', meeting: 'earlier' })
      .records(['ReferenceMatched', { entry: 'mention', meeting: 'earlier' }]);
    mentioned.when('MatchReference', { entry: 'nothing', meeting: 'earlier' }).refused('id.unknown');
  });
});

describe('5.1 Words and facts', () => {
  it('5.1 Words and facts: facts cite their stretch of words that are held once', () => {
    const stretch = { in: 'passage', from: 0, to: 40 };
    given('MeetingOpened', 'ItemListed', ['WordsRecorded', {}, { as: 'passage' }])
      .when('RecordDecision', asks('RecordDecision', { kind: 'agreed', division: null, subjects: [], words: stretch }))
      .when('GiveAdvice', { item: 'item', words: { ...stretch, from: 41, to: 60 }, by: null })
      .findings();
  });
  it('5.1 Words and facts: a printed list is kept as printed until somebody settles which wording stands, and why', () => {
    const settled = { listing: 'listing', stands: 'action', by: 'a', reason: text('The item was minuted') };
    const listed = given(
      ...['MeetingOpened', attends('a'), 'ItemListed'],
      ['ActionRaised', { decision: null }],
      'ConsolidatedListPrinted',
      ['ActionListed', { compared: 'substantive', words: text('the Challenge Report to be circulated') }],
    );
    const settling = listed.when('SettleDiscrepancy', asks('SettleDiscrepancy', settled));
    expect([listed, settling].map(({ recorded }) => missingIn(recorded).map(({ code }) => code))).toEqual([['list.differs'], []]);
    expect(settling.recorded.at(-2)!.data.words).toBe('the Challenge Report to be circulated');
  });
  it('5.1 Words and facts: narrative decides nothing', () => {
    const { state } = given('MeetingOpened', 'ItemListed').when('RecordNote', asks('RecordNote'));
    expect([state.decisions, state.divisions]).toEqual([[], []]);
  });
  it('invariant 67: words and reading are both kept, with where the reading comes from', () => {
    const inferred = asks('RecordAttendance', { known: 'inferred', printed: text('Councillor Martin Hill OBE') });
    given('MeetingOpened').when('RecordAttendance', inferred).records(['AttendanceRecorded', inferred]);
  });
});

describe('5.1 Actions', () => {
  it('5.1 Actions: they arise from a decision or from none, and unassigned and to be confirmed are states', () => {
    const none = { decision: null, owners: [] };
    given('MeetingOpened', 'ItemListed')
      .when('RaiseAction', asks('RaiseAction', { ...none, assigned: 'unassigned' }))
      .when('RaiseAction', asks('RaiseAction', { ...none, actionId: 'other', label: '2', assigned: 'to be confirmed' }))
      .findings();
  });
  it.each([
    ['progress', { progress: true }],
    ['carried forward', { carried: null }],
    ['reassigned', { owners: [], assigned: 'to be confirmed' }],
    ['cancelled', { cancelled: true }],
    ['superseded', { supersededBy: null }],
  ])('5.1 Actions: %s is reported at a meeting and an item', (_, outcome) => {
    const report = asks('ReportAction', { outcome });
    given('MeetingOpened', 'ItemListed').when('ReportAction', report).records(['ActionReported', report]);
  });
});

describe('5.1 Names of meetings', () => {
  it('5.1 Names of meetings: a meeting is named by board and date, with its start or a label', () => {
    const second = asks('ScheduleMeeting', { start: '14:00', label: '2' });
    expect(given().when('ScheduleMeeting', second).state.schedule).toEqual({
      board: 'board',
      date: '2010-01-20',
      start: '14:00',
      end: null,
      kind: null,
      label: '2',
    });
  });
});

describe('5.1 Clerk’s words', () => {
  it('5.1 Clerk’s words: each verb has words of its own', () => {
    const said = Object.values(meeting.events).map(({ say }) => say);
    expect(new Set(said).size).toBe(said.length);
  });
  it.each(['division', 'tally', 'en bloc', 'performer', 'on record', 'roll', 'scope', 'capacity'])(
    '5.1 Clerk’s words: no verb and no refusal says “%s”, for which the clerk has another word',
    (term) => {
      const verbs = Object.values(catalogues).flatMap((catalogue) => Object.values(catalogue).map(({ say }) => say));
      const rules = Object.values(deciders).flatMap((decider) => Object.values(decider.rules).flatMap((asked) => asked ?? []));
      const sayings = [
        ...verbs,
        ...rules.flatMap(({ says, remedy }) => [says, remedy]),
        ...Object.values(openQuestions).map(({ says }) => says),
      ];
      expect(sayings.filter((one) => new RegExp(`\\b${term}`, 'i').test(one))).toEqual([]);
    },
  );
});

describe('replay', () => {
  it('invariant 68: the rules that a meeting took decide every replay of it', () => {
    const decided = given('MeetingOpened', ['StandingOrdersTaken', { quorum: 1 }], attends('a'), 'ItemListed').when(
      'RecordVote',
      vote(1, 0),
    );
    expect(fold(meeting, stands(decided.recorded))).toEqual(decided.state);
    decided.findings();
  });
});
