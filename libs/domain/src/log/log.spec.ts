import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { scenarios } from '#testing/scenario.js';
import { log } from './index.js';

const { given } = scenarios(log);
const genesis = { format: 0, log: 'log', origin: null, key: null, recoveryKey: null };

describe('the log', () => {
  it('begins once', () => {
    given().when('BeginLog', genesis).records(['LogBegun', genesis]);
    given('LogBegun').when('BeginLog', genesis).refused('log.begun-already');
  });
  it('says where each policy begins, once', () => {
    const begun = given('LogBegun').when('BeginPolicy', { policy: 'actions.carry', from: 7 });
    expect(begun.state.policies).toEqual({ 'actions.carry': 7 });
    begun.when('BeginPolicy', { policy: 'actions.carry', from: 9 }).refused('policy.begun-already');
    given().when('BeginPolicy', { policy: 'actions.carry', from: 7 }).refused('log.not-begun');
  });
  it('is not corrected', () => {
    given('LogBegun', 'PolicyBegun')
      .when('StrikeOut', { entries: [{ entry: 'e2', follows: null }], reason: text('Wrong'), authority: { clerk: true } })
      .refused('log.not-correctable');
  });
});
