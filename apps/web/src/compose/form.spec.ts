import { describe, expect, it } from '@jest/globals';
import { catalogues } from '#domain/catalogues.js';
import { blank, countIn, fieldsOf, inWords, membersOf, moneyIn } from './form.js';
import { asPrinted, everybody, found, newcomer, typedPerson } from './people.js';
import { curated, isOffered } from './verbs.js';
import { meetingEvents } from '#domain/meeting/events.js';

describe('a form made of a shape', () => {
  const verbs = Object.entries(catalogues).flatMap(([stream, events]) =>
    Object.values(events)
      .filter(({ by }) => isOffered(by))
      .map((spec) => [stream, spec.by, spec] as const),
  );
  it.each(verbs)('of a %s, %s asks everything but the ids that it makes', (_, __, spec) => {
    const members = membersOf(spec.asks);
    const asked = new Set(fieldsOf(spec).map(({ name }) => name));
    const made = Object.keys(members).filter((name) => !asked.has(name));
    expect(made.every((name) => name.endsWith('Id'))).toBe(true);
    expect(Object.keys(blank(members))).toEqual(expect.arrayContaining(made));
  });
  it('leaves unsaid what may be left unsaid', () => {
    const data = blank(membersOf(meetingEvents.DecisionRecorded.asks));
    expect(data).toMatchObject({ reason: null, division: null, subjects: [], method: 'not stated' });
    expect(data).not.toHaveProperty('kind');
  });
  it('has one key for one verb, and every verb that it curates is in the catalogue with its fields', () => {
    const keys = Object.values(curated).flatMap(({ key }) => (key === undefined ? [] : [key]));
    expect(new Set(keys).size).toBe(keys.length);
    for (const [verb, { small, main }] of Object.entries(curated)) {
      const spec = Object.values(meetingEvents).find(({ by }) => by === verb)!;
      expect(fieldsOf(spec).map(({ name }) => name)).toEqual(expect.arrayContaining([...small, ...(main === undefined ? [] : [main])]));
    }
  });
  it('names a field in words', () => expect(inWords('proposedBy')).toBe('proposed by'));
  it.each([
    ['£225k', { minor: 22_500_000, currency: 'GBP' }],
    ['£4,000', { minor: 400_000, currency: 'GBP' }],
    ['€1.5m', { minor: 150_000_000, currency: 'EUR' }],
    ['some money', null],
  ])('reads a sum: %s', (printed, sum) => expect(moneyIn(printed)).toEqual(sum));
  it.each([
    ['6', 6],
    [' 0 ', 0],
    ['', null],
    ['six', 'six'],
    ['-1', '-1'],
  ])('reads a count, and loses none that is no count: %j', (typed, count) => expect(countIn(typed)).toBe(count));
});

describe('people', () => {
  const person = (id: string, name: string, initials?: string) => ({
    person: id,
    name,
    records: [id],
    called: initials ? [{ written: initials, kind: 'initials', board: null, meeting: null }] : [],
  });
  const all = everybody(
    [person('a', 'Nick Hodgson', 'NH'), person('b', 'Heather Parker', 'HP'), person('c', 'Nina Holt')],
    new Set(['c']),
    new Map(),
  );
  it('are found by initials, then by the beginning of a name', () => {
    expect(found('hp', all).map(({ person: id }) => id)).toEqual(['b']);
    expect(found('ni', all).map(({ person: id }) => id)).toEqual(['c', 'a']);
    expect(found('hodg', all)[0]?.person).toBe('a');
  });
  it('are typed as a list prints them', () =>
    expect(typedPerson('Nick Hodgson (NH), Derbyshire CC')).toEqual({ name: 'Nick Hodgson', initials: 'NH', of: 'Derbyshire CC' }));
  it('are found by a title and a surname, as a meeting file is read', () => {
    const both = everybody([person('h', 'Councillor Martin Hill OBE'), person('w', 'Councillor Ann Hillyard')], new Set(), new Map());
    expect(found('Cllr Hill', both).map(({ person: id }) => id)).toEqual(['h']);
    expect(found('hill', both).map(({ person: id }) => id)).toEqual(['h', 'w']);
  });
  it('two words that begin inside another name are another name', () => {
    const joann = everybody([person('j', 'Joann Lee')], new Set(), new Map());
    expect(found('Ann Lee', joann)).toEqual([]);
    expect(found('ann', joann)).toHaveLength(1);
  });

  const novelty = (typed: string) => {
    const line = typedPerson(typed);
    return newcomer(line, found(line.name, all), all);
  };
  it.each([
    ['Nick Hodgson', 'no'],
    ['NH', 'no'],
    ['Nick Hodg', 'perhaps'],
    ['Nick Hodg, Derbyshire CC', 'likely'],
    ['Somebody Else', 'likely'],
    ['', 'no'],
  ])('nobody is introduced twice by half a name: %j is new: %s', (typed, novel) => expect(novelty(typed)).toBe(novel));

  const known = { person: 'h', names: ['Councillor Martin Hill OBE'], initials: ['MH'] };
  it.each([
    ['Cllr Hill', 'Cllr Hill'],
    ['Councillor Martin Hill OBE', 'Councillor Martin Hill OBE'],
    ['hill', null],
    ['Mart', null],
    ['MH', null],
  ])('are printed as their name was written, and not by what found them: %s', (typed, name) =>
    expect(asPrinted(typedPerson(typed), known).name).toBe(name),
  );
  it('who are new are printed as they are introduced', () =>
    expect(asPrinted(typedPerson('Nick Hodgson (NH), Derbyshire CC'), null)).toEqual({
      name: 'Nick Hodgson',
      initials: 'NH',
      of: 'Derbyshire CC',
    }));
});
