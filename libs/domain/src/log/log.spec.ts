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
  const [key, other, third] = ['k', 'o', 't'].map((letter) => letter.repeat(43)) as [string, string, string];
  const signature = 's'.repeat(86);
  const named = { ...genesis, key, recoveryKey: other };
  it('accepts a key that one of its own, or the recovery key, has signed', () => {
    const begun = given(['LogBegun', named]);
    const rotated = begun.when('AcceptKey', { key: third, replaces: key, signer: key, signature });
    expect(rotated.state).toMatchObject({ keys: [third], replaced: [key], recoveryKey: other });
    expect(begun.when('AcceptKey', { key: third, replaces: null, signer: other, signature }).state.keys).toEqual([key, third]);
    begun.when('AcceptKey', { key: third, replaces: null, signer: third, signature }).refused('key.signer-unknown');
    begun.when('AcceptKey', { key: third, replaces: null, signer: null, signature: null }).refused('key.signer-unknown');
    begun.when('AcceptKey', { key, replaces: null, signer: key, signature }).refused('key.accepted-already');
    begun.when('AcceptKey', { key: third, replaces: other, signer: key, signature }).refused('key.replaces-none');
    rotated.when('AcceptKey', { key, replaces: null, signer: third, signature }).refused('key.accepted-already');
    given().when('AcceptKey', { key: third, replaces: null, signer: key, signature }).refused('log.not-begun');
  });
  it('that began without a key takes its first one unsigned, once', () => {
    const first = given(['LogBegun', genesis]).when('AcceptKey', { key, replaces: null, signer: null, signature: null });
    expect(first.state.keys).toEqual([key]);
    first.when('AcceptKey', { key: third, replaces: null, signer: null, signature: null }).refused('key.signer-unknown');
  });
  it('names another recovery key', () => {
    const begun = given(['LogBegun', named]);
    expect(begun.when('NameRecoveryKey', { key: third, signer: key, signature }).state.recoveryKey).toBe(third);
    begun.when('NameRecoveryKey', { key: third, signer: third, signature }).refused('key.signer-unknown');
    begun.when('NameRecoveryKey', { key: other, signer: key, signature }).refused('key.accepted-already');
    given().when('NameRecoveryKey', { key: third, signer: key, signature }).refused('log.not-begun');
  });
  it('is closed for a successor, and by that one for the next, never for one that held it before', () => {
    given().when('CloseLog', { successor: 'one' }).refused('log.not-begun');
    const moved = given('LogBegun').when('CloseLog', { successor: 'one' });
    expect(moved.state.successors).toEqual(['one']);
    moved.when('CloseLog', { successor: 'one' }).refused('log.successor-held');
    expect(moved.when('CloseLog', { successor: 'two' }).state.successors).toEqual(['one', 'two']);
  });
  it('is not corrected', () => {
    given('LogBegun', 'PolicyBegun')
      .when('StrikeOut', { entries: [{ entry: 'e2', follows: null }], reason: text('Wrong'), authority: { clerk: true } })
      .refused('log.not-correctable');
  });
  it('goes on under another id where a copy of it was put back', () => {
    const fork = { fork: 'fork', after: 7, taken: '2026-01-20T14:32:00.000Z', reason: null };
    const forked = given(['LogBegun', genesis]).when('DeclareFork', fork).records(['ForkDeclared', fork]);
    expect(forked.state.forks).toEqual(['fork']);
    given(['LogBegun', genesis], ['ForkDeclared', fork]).when('DeclareFork', fork).refused('fork.not-new');
    given(['LogBegun', genesis])
      .when('DeclareFork', { ...fork, fork: 'log' })
      .refused('fork.not-new');
    given().when('DeclareFork', fork).refused('log.not-begun');
  });
  it('asks for a reader that knows what comes, and for no older one again', () => {
    given().when('RaiseLeastReader', { version: 2 }).refused('log.not-begun');
    const raised = given(['LogBegun', genesis]).when('RaiseLeastReader', { version: 2 });
    expect(raised.state.leastReader).toBe(2);
    raised.when('RaiseLeastReader', { version: 2 }).refused('reader.raised-already');
    given(['LogBegun', genesis]).when('RaiseLeastReader', { version: 1 }).refused('reader.raised-already');
  });
});
