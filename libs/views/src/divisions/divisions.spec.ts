import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '#testing/runs.js';
import { stands } from '#kernel/stands.js';
import { text } from '#kernel/text.js';
import { meeting } from '#domain/meeting/index.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { divisionsOf } from './divisions.js';
import { countsOf, prevailingOf, resultOf } from './result.js';

const { given } = scenarios(meeting);
const divisions = (...facts: readonly Given[]) => divisionsOf(stands(given('ItemListed', ...facts).recorded));
const options = (...counts: readonly (number | null)[]) =>
  counts.map((count, n) => ({ optionId: `o${n}`, words: text(`Option ${n}`), count }));

describe('a vote on options', () => {
  it('6 to 1: the first prevails by 5, abstentions are not stated, nobody is named', () => {
    const { divisions: all } = divisions(['OptionVoteRecorded', { options: options(6, 1), entitled: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }]);
    expect(all).toMatchObject([{ of: 'options', prevailing: 'o0', margin: 5, tied: false, abstained: null, named: [] }]);
    expect(all[0]!.notStated).toEqual(['method', 'names', 'abstained']);
  });
  it.each([
    [[3, 3], null, null],
    [[3, null], 4, 'o0'],
    [[3, null], 6, null],
    [[3, null], null, null],
    [[null, null], 9, null],
  ])('%j of %s: %s prevails', (counts, entitled, prevailing) => {
    expect(prevailingOf(options(...counts), entitled).option).toBe(prevailing);
  });
});

describe('a vote for and against', () => {
  const vote = (more: object): Given => ['VoteRecorded', { motion: null, ...more }];
  it('has its decision, its ruling and its margin', () => {
    const facts: readonly Given[] = [
      vote({ for: 4, against: 1 }),
      ['DecisionRecorded', { division: 'vote' }, { as: 'd' }],
      ['ChairRuled', { division: 'vote' }, { as: 'r' }],
    ];
    expect(divisions(...facts)).toMatchObject({
      divisions: [{ margin: 3, outcome: 'carried', decisions: ['d'], rulings: ['r'] }],
      undivided: [],
    });
  });
  it('a casting vote settles a tie and stays apart from the count', () => {
    expect(divisions(vote({}), ['CastingVoteGiven', { vote: 'against' }]).divisions).toMatchObject([
      { result: 'tied', outcome: 'lost', counts: { against: { stated: 1 } } },
    ]);
  });
  it('a tie is lost only where standing orders say so', () => {
    expect(divisions(vote({})).divisions).toMatchObject([{ outcome: 'tied' }]);
    expect(divisions(['StandingOrdersTaken', { tie: 'not carried' }], vote({})).divisions).toMatchObject([{ outcome: 'lost' }]);
  });
  it('named votes bound a count that nobody stated from below', () => {
    const named = ['a', 'b'].map((person): Given => ['NamedVoteRecorded', { person, vote: 'against' }]);
    expect(divisions(vote({ for: 1, against: null, entitled: ['a', 'b', 'c'] }), ...named).divisions).toMatchObject([
      { counts: { against: { stated: null, least: 2, most: 2 } }, result: 'lost' },
    ]);
  });
  it('lists the decisions that no vote led to', () => {
    expect(divisions(['DecisionRecorded', { division: null, method: 'not stated' }, { as: 'd' }]).undivided).toMatchObject([
      { entry: 'd', method: 'not stated' },
    ]);
  });
});

it('what the result says of unknown counts holds for every count that is possible', () => {
  const vote = fc.record({
    for: fc.nat(5),
    against: fc.nat(5),
    abstained: fc.nat(3),
    hides: fc.array(fc.constantFrom('for', 'against', 'abstained')),
  });
  fc.assert(
    fc.property(vote, ({ hides, ...votes }) => {
      const none = { for: 0, against: 0, abstained: 0 };
      const known = { ...votes, ...Object.fromEntries(hides.map((which) => [which, null])) };
      const counts = countsOf(known, none, votes.for + votes.against + votes.abstained);
      const truth = resultOf(countsOf(votes, none, null));
      expect(['not known', truth]).toContain(resultOf(counts));
      for (const which of ['for', 'against', 'abstained'] as const) {
        expect(counts[which].least).toBeLessThanOrEqual(votes[which]);
        expect(counts[which].most).toBeGreaterThanOrEqual(votes[which]);
      }
    }),
    runs({ gate: 300, nightly: 50_000 }),
  );
});
