import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { asking } from '#testing/asking.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { prevailing, resultOf, tookPart } from './divisions.js';
import { meeting } from './index.js';
import { missingIn } from './missing.js';
import { entitledNow, presentNow } from './presence.js';

/** The printed minutes of 20 January 2010, as far as one stream shows them. People are ids here: their names live elsewhere. */
const { given } = scenarios(meeting);
const asks = asking(meeting);
const printed = (type: string, data: object, as?: string): Given => [type, data, { recorded: 'printed', ...(as && { as }) }];

const councillors = ['hill', 'wilcox', 'brown', 'webb', 'perkins', 'begy', 'malin'];
const observers = ['roffey', 'kirkbride', 'connelly', 'williamson', 'banwait', 'hoare', 'rose', 'houseman'];
const officers = ['hodgson', 'allison', 'parker', 'foster', 'sensier', 'young'];
const apologies = ['dempster', 'brighton', 'sprason', 'martin', 'clarke', 'rhodes', 'morgan', 'bryant'];
const there = (role: string) => (person: string) => printed('AttendanceRecorded', { person, role });
const attended = [
  printed('MeetingScheduled', {}),
  ...councillors.map(there('voting member')),
  ...observers.map(there('observer')),
  ...officers.map(there('officer')),
  ...Array.from({ length: 13 }, (_, n) => printed('ItemListed', { itemId: `item-${n + 1}`, label: String(n + 1) })),
];
const decided = (n: number, decisionId: string, kind: string, more: object = {}) =>
  printed('DecisionRecorded', {
    item: `item-${n}`,
    decisionId,
    kind,
    division: null,
    method: 'not stated',
    subjects: [],
    reason: null,
    ...more,
  });
const action = (n: number, label: string, decision: string | null, more: object = {}) =>
  printed('ActionRaised', { item: `item-${n}`, actionId: `action-${label}`, label, decision, ...more }, `action ${label}`);
const open = (...facts: Given[]) => missingIn(given(...facts).recorded).map(({ code, entry }) => [code, entry]);

describe('the seed meeting', () => {
  it('scenario 1, attendance: 21 present, 7 may vote, the substitute is an observer, no chair and no quorum', () => {
    const { state } = given(
      ...attended,
      ...apologies.map((person) => printed('ApologyRecorded', { person, item: 'item-1' })),
      printed('SubstitutionRecorded', { person: 'houseman', for: 'sprason' }),
    )
      .findings()
      .notStated();
    expect(presentNow(state)).toHaveLength(21);
    expect(entitledNow(state)).toEqual(councillors);
    expect(state.substitutions).toEqual([{ person: 'houseman', for: 'sprason' }]);
    expect(state.apologies.map(({ person }) => person)).toEqual(apologies);
    expect([state.chair, state.orders]).toEqual([null, null]);
  });

  it('scenario 2, previous minutes: approved by mention, and Matters Arising is an explicit nil', () => {
    const { state } = given(...attended, decided(2, 'minutes', 'minutes approved'))
      .printed.when('ApproveMinutes', asks('ApproveMinutes', { decision: 'minutes' }))
      .when('ReturnNil', { item: 'item-3', words: text('None') })
      .findings();
    expect(state.items.filter(({ nil }) => nil).map(({ label }) => label)).toEqual(['3']);
  });

  it('scenario 3, declarations: three are kept as far as stated, and bar no one', () => {
    const subject = printed('SubjectNamed', { subjectId: 'cctv', item: 'item-5' });
    const declared = (person: string, more: object) =>
      printed('InterestDeclared', { interestId: `interest of ${person}`, person, item: 'item-4', ...more });
    const { state } = given(
      ...attended,
      subject,
      declared('webb', {}),
      declared('wilcox', {}),
      declared('begy', { class: 'personal', scope: { subject: 'cctv' } }),
    ).findings();
    expect(state.interests.map(({ class: type, scope }) => [type, scope])).toEqual([
      ['unspecified', { unspecified: true }],
      ['unspecified', { unspecified: true }],
      ['personal', { subject: 'cctv' }],
    ]);
    expect(entitledNow(state)).toEqual(councillors);
  });

  it('scenario 4, option vote: 6 and 1 of 7, abstentions not stated, nobody named, not approved with its reason', () => {
    const [one, other] = (asks('RecordOptionVote') as { options: [object, object] }).options;
    const counted = [
      { ...one, count: 6 },
      { ...other, count: 1 },
    ];
    const { state } = given(...attended)
      .printed.when('RecordOptionVote', asks('RecordOptionVote', { item: 'item-5', options: counted }))
      .when('RecordDecision', asks('RecordDecision', { item: 'item-5', subjects: [] }))
      .findings();
    const division = state.divisions[0]!;
    expect(division.entitled).toEqual(councillors);
    expect([resultOf(division, null), prevailing(division)]).toEqual(['chosen', 'option']);
    expect(tookPart(division, 7)).toEqual({ least: 7, most: 7 });
    expect([division.abstained, division.named]).toEqual([null, []]);
    expect(state.decisions[0]).toMatchObject({ kind: 'not approved', division: 'division' });
  });

  it('scenario 5, projects and endorsement: three subjects in one decision, and whose approval was endorsed', () => {
    const projects = ['heritage', 'homes', 'screens', 'alcohol'].map((subjectId) => printed('SubjectNamed', { subjectId, item: 'item-5' }));
    const endorsement = asks('EndorseDelegatedApproval', { decision: 'endorsed', delegate: 'hill', subject: 'alcohol' });
    const endorsed = given(
      ...attended,
      ...projects,
      decided(5, 'projects', 'approved', { subjects: ['heritage', 'homes', 'screens'] }),
      decided(5, 'endorsed', 'endorsed', { subjects: ['alcohol'] }),
    ).printed.when('EndorseDelegatedApproval', endorsement);
    endorsed.records(['DelegatedApprovalEndorsed', endorsement]).findings().notStated();
    expect(endorsed.state.decisions[0]).toMatchObject({ subjects: ['heritage', 'homes', 'screens'], division: null });
  });

  it('scenario 6, reserves: an allocation, an action of one owner and no date, an agreement without an action', () => {
    const facts = [
      ...attended,
      decided(6, 'total place', 'agreed'),
      decided(6, 'letter', 'agreed'),
      action(6, '1', 'letter'),
      decided(6, 'reserves', 'approved'),
      printed('AllocationMade', { decision: 'reserves' }),
    ];
    given(...facts)
      .findings()
      .notStated();
    const totalPlace = `e${attended.length + 1}`;
    expect(open(...facts)).toEqual([['decision.untracked', totalPlace]]);
  });

  it('scenario 7, contradictory action: one Action 2 with a substantive difference, the typographic ones ask nothing', () => {
    const compared = ['typographic', 'substantive', 'same', 'same', 'typographic', 'typographic', 'same', 'same'];
    const facts = [
      ...attended,
      ...compared.map((_, n) => action(7, String(n + 1), null)),
      printed('ConsolidatedListPrinted', {}),
      ...compared.map((how, n) =>
        printed(
          'ActionListed',
          { listingId: `line ${n + 1}`, action: `action-${n + 1}`, label: String(n + 1), compared: how },
          `line ${n + 1}`,
        ),
      ),
    ];
    expect(open(...facts)).toEqual([['list.differs', 'line 2']]);
    expect(open(...facts, printed('DiscrepancySettled', { listing: 'line 2' }))).toEqual([]);
  });

  it('scenario 8, due at a meeting: an expected month, an owner who is not the performer', () => {
    const report = asks('RaiseAction', {
      decision: null,
      due: { expected: '2010-04', printed: text('the April Board meeting') },
      owners: [{ person: 'foster', printed: text('AF') }],
      performers: [{ group: text('SRPs') }],
      item: 'item-7',
    });
    given(...attended)
      .printed.when('RaiseAction', report)
      .records(['ActionRaised', report])
      .findings();
  });

  it('scenario 9, sub group: criteria, and a member who was not present', () => {
    const group = given(...attended, decided(8, 'proposal', 'approved'))
      .printed.when('EstablishSubGroup', asks('EstablishSubGroup', { decision: 'proposal', lead: 'allison' }))
      .when('SetSubGroupCriterion', asks('SetSubGroupCriterion'))
      .when('NameSubGroupMember', asks('NameSubGroupMember', { person: 'edgell' }))
      .findings();
    expect(presentNow(group.state).some(({ person }) => person === 'edgell')).toBe(false);
  });

  it('scenario 10, conditional and soft outcomes: one open condition, an untracked request, and no decision for item 13', () => {
    const facts = [
      ...attended,
      decided(10, 'managers', 'approved subject to condition'),
      printed('ConditionSet', { decision: 'managers' }, 'condition'),
      decided(11, 'title', 'requested'),
      decided(12, 'survey', 'noted'),
      action(13, '8', null, { owners: [{ person: 'parker', printed: text('HP') }, { role: text('SRP PMs') }] }),
    ];
    const { state } = given(...facts).findings();
    expect(state.decisions.map(({ item }) => item)).toEqual(['item-10', 'item-11', 'item-12']);
    expect(open(...facts)).toEqual([
      ['decision.untracked', `e${attended.length + 3}`],
      ['condition.open', 'condition'],
    ]);
  });
});
