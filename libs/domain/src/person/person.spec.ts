import { describe, expect, it } from '@jest/globals';
import { decideOn, streamOf } from '#kernel/stream.js';
import { text, type Text } from '#kernel/text.js';
import { scenarios } from '#testing/scenario.js';
import { calledAt, initial, person, whoIsMeant, type Person } from './index.js';

const { given } = scenarios(person);
const described = { name: null, description: text('A gentleman from the press') };
const somebody = ['PersonIntroduced', described] as const;
const other = { other: 'p2', reason: null };

describe('a person', () => {
  it('is introduced by name or by description', () => {
    given()
      .when('IntroducePerson', { name: text('Member A'), description: null })
      .records(['PersonIntroduced', { name: text('Member A'), description: null }]);
    given().when('IntroducePerson', described).records(['PersonIntroduced', described]);
    given().printed.when('IntroducePerson', { name: null, description: null }).refused('person.nobody');
    given('PersonIntroduced').when('IntroducePerson', described).refused('person.introduced-already');
    given().when('JoinPerson', other).refused('person.not-introduced');
  });
  it('5.1 People: somebody unknown is recorded by description and identified later', () => {
    const named = given(somebody).when('IdentifyPerson', { name: text('Member F') });
    named.records(['PersonIdentified', { name: text('Member F') }]).findings();
    named.when('IdentifyPerson', { name: text('Member G') }).refused('person.named-already');
    named.afterwards.when('IdentifyPerson', { name: text('Member G') }).findings('person.named-already');
  });
  it('5.1 People: two records of one person are joined, and can be parted', () => {
    const joined = given(somebody).when('JoinPerson', other).records(['PersonJoined', other]);
    expect(joined.state.joined).toEqual(['p2']);
    joined.when('JoinPerson', other).refused('person.joined-already');
    const parted = joined.when('PartPerson', other).records(['PersonParted', other]);
    expect(parted.state.joined).toEqual([]);
    parted.when('PartPerson', other).refused('person.not-joined');
  });
  it('is not joined with itself', () => {
    const asked = { verb: 'JoinPerson', data: { other: 'p1', reason: null } };
    const context = {
      command: '00000000-0000-4000-8000-000000000000',
      actor: 'clerk',
      now: '',
      recorded: 'live',
      occurred: null,
      continues: null,
    } as const;
    const stream = streamOf(person, given(somebody).recorded);
    expect(decideOn(person, stream, asked, context, 'person-p1')).toMatchObject({ refused: 'person.joined-with-itself' });
    expect(decideOn(person, stream, asked, context, 'person-p2')).toHaveLength(1);
  });
  it('represents an organisation for a time that does not end before it begins', () => {
    const represents = { organisation: 'o', board: 'b', from: '2010-01', until: '2009' };
    given(somebody).when('RepresentOrganisation', represents).refused('organisation.ends-before-it-begins');
    given(somebody)
      .when('RepresentOrganisation', { ...represents, until: '2010' })
      .findings();
  });
  it('a spelling is withdrawn once', () => {
    given(somebody, 'SpellingAdded', 'SpellingWithdrawn')
      .when('WithdrawSpelling', { spelling: 'spelling' })
      .refused('spelling.withdrawn-already');
  });
});

describe('invariant 7 (A): a spelling means one person within its scope', () => {
  const at = { board: 'b1', meeting: 'm1' };
  const is = (words: string) => (candidate: Text) => (candidate as unknown as string) === words;
  const called = (name: string, scope: Person['spellings'][number]['scope'], joined: readonly string[] = []): Person => ({
    ...initial,
    name: text(name),
    spellings: [{ id: name, spelling: text('CA'), kind: 'initials', scope, withdrawn: false }],
    joined,
  });

  it('in its scope and nowhere else', () => {
    const people = new Map([
      ['p1', called('Member A', { board: 'b1' })],
      ['p2', called('Member B', { board: 'b2' })],
    ]);
    expect(whoIsMeant(people, at, is('CA'))).toEqual({ person: 'p1' });
    expect(whoIsMeant(people, { board: 'b3', meeting: null }, is('CA'))).toEqual({ unresolved: [] });
    expect(whoIsMeant(people, { board: null, meeting: null }, is('Member B'))).toEqual({ person: 'p2' });
  });
  it('invariant 7: an ambiguous one stays unresolved, with the candidates', () =>
    expect(
      whoIsMeant(
        new Map([
          ['p1', called('Member A', { board: 'b1' })],
          ['p2', called('Member B', { everywhere: true })],
          ['p3', called('Member C', { meeting: 'm1' })],
        ]),
        at,
        is('CA'),
      ),
    ).toEqual({ unresolved: ['p1', 'p2', 'p3'] }));
  it('two records that are joined are one candidate', () =>
    expect(
      whoIsMeant(
        new Map([
          ['p1', called('Member A', { board: 'b1' })],
          ['p2', called('Member A', { board: 'b1' }, ['p1'])],
        ]),
        at,
        is('CA'),
      ),
    ).toEqual({ person: 'p2' }));
  it('a joining that goes round in a circle, as two corrected streams may say, still ends', () =>
    expect(
      whoIsMeant(
        new Map([
          ['p1', called('Member A', { board: 'b1' }, ['p2'])],
          ['p2', called('Member B', { board: 'b1' }, ['p1'])],
        ]),
        at,
        is('Member A'),
      ),
    ).toEqual({ person: 'p1' }));
  it('a spelling that was withdrawn means nobody', () => {
    const { state } = given(somebody, 'SpellingAdded', 'SpellingWithdrawn');
    expect(calledAt(state, { board: 'board', meeting: null })).toEqual([]);
    expect(calledAt(given(somebody, 'SpellingAdded').state, { board: 'board', meeting: null })).toEqual([text('CA')]);
  });
});
