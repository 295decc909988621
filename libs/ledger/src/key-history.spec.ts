import { describe, expect, it } from '@jest/globals';
import {
  keysAt,
  keysNow,
  logAt,
  logNow,
  noKeys,
  recoveryKeyNow,
  signedKey,
  withFact,
  type KeyFact,
  type KeyHistory,
} from './key-history.js';
import { SigningKey } from './keys.js';

const log = '0d2f8d7e-0000-4000-8000-000000000001';
const [first, second, third, spare] = Array.from({ length: 4 }, () => SigningKey.make()) as [
  SigningKey,
  SigningKey,
  SigningKey,
  SigningKey,
];
const begun = (key: SigningKey | null, recoveryKey: SigningKey | null): KeyFact => ({
  position: 0,
  type: 'LogBegun',
  v: 2,
  data: { log, key: key?.publicKey ?? null, recoveryKey: recoveryKey?.publicKey ?? null },
});
const after = (...facts: readonly KeyFact[]): KeyHistory => facts.reduce(withFact, noKeys);
const accepted = (history: KeyHistory, position: number, key: SigningKey, replaces: SigningKey | null, signer: SigningKey): KeyFact => ({
  position,
  type: 'KeyAccepted',
  v: 1,
  data: signedKey(history, 'AcceptKey', { key: key.publicKey, replaces: replaces?.publicKey ?? null }, signer),
});

describe('the keys of a log', () => {
  const genesis = after(begun(first, spare));
  it('begin with those that genesis names', () => {
    expect([keysNow(genesis), recoveryKeyNow(genesis)]).toEqual([[first.publicKey], spare.publicKey]);
  });
  it('begin later where genesis names none: the first one needs nobody’s signature', () => {
    const fact = { position: 5, type: 'KeyAccepted', v: 1, data: { key: first.publicKey, replaces: null, signer: null, signature: null } };
    expect(keysNow(after(begun(null, null), fact))).toEqual([first.publicKey]);
    expect(withFact(genesis, fact).unsigned).toEqual([5]);
  });
  it('are replaced by one that an accepted key signed: each signs what lies in its time', () => {
    const rotated = withFact(genesis, accepted(genesis, 41, second, first, first));
    expect(keysNow(rotated)).toEqual([second.publicKey]);
    expect([keysAt(rotated, 0), keysAt(rotated, 1), keysAt(rotated, 41), keysAt(rotated, 42)]).toEqual([
      [],
      [first.publicKey],
      [first.publicKey],
      [second.publicKey],
    ]);
  });
  it('are joined by that of another server', () =>
    expect(keysNow(withFact(genesis, accepted(genesis, 41, second, null, first)))).toEqual([first.publicKey, second.publicKey]));
  it('are recovered by the recovery key, which a new one replaces', () => {
    const recovered = withFact(genesis, accepted(genesis, 41, second, first, spare));
    expect(keysNow(recovered)).toEqual([second.publicKey]);
    const data = signedKey(recovered, 'NameRecoveryKey', { key: third.publicKey }, second);
    expect(recoveryKeyNow(withFact(recovered, { position: 42, type: 'RecoveryKeyNamed', v: 1, data }))).toBe(third.publicKey);
  });
  it('are not joined by one that a stranger, or a key that was replaced, signed', () => {
    const rotated = withFact(genesis, accepted(genesis, 41, second, first, first));
    expect(withFact(rotated, accepted(rotated, 42, third, second, first))).toMatchObject({ unsigned: [42], keys: rotated.keys });
    expect(withFact(rotated, accepted(rotated, 42, third, second, third))).toMatchObject({ unsigned: [42] });
  });
  it('are not joined twice by one signature, nor by that of another log', () => {
    const fact = accepted(genesis, 41, second, null, first);
    expect(withFact(withFact(genesis, fact), { ...fact, position: 42 }).unsigned).toEqual([42]);
    expect(withFact({ ...genesis, log: '0d2f8d7e-0000-4000-8000-000000000002' }, fact).unsigned).toEqual([41]);
  });
  it('enter once: one that was replaced never signs again, and takes the place of none but one that signs', () => {
    const rotated = withFact(genesis, accepted(genesis, 41, second, first, first));
    for (const again of [first, second, spare]) {
      const next = withFact(rotated, accepted(rotated, 42, again, null, second));
      expect([next.unsigned, keysNow(next)]).toEqual([[42], [second.publicKey]]);
    }
    expect(withFact(rotated, accepted(rotated, 42, third, first, second)).unsigned).toEqual([42]);
    expect(withFact(rotated, accepted(rotated, 42, third, third, second)).unsigned).toEqual([42]);
    expect(withFact(rotated, accepted(rotated, 42, third, second, second)).unsigned).toEqual([]);
  });
  it('need a signature where there is a recovery key, though none has signed yet', () => {
    const unsigned = { position: 5, type: 'KeyAccepted', v: 1, data: { key: first.publicKey } };
    expect(withFact(after(begun(null, spare)), unsigned).unsigned).toEqual([5]);
    expect(keysNow(withFact(after(begun(null, null)), unsigned))).toEqual([first.publicKey]);
  });
  it('begin with the first entry alone, and with none in its first version', () => {
    expect(withFact(genesis, { ...begun(second, null), position: 7 })).toEqual({ ...genesis, begunAgain: [7] });
    expect(keysNow(after({ ...begun(first, null), v: 1 }))).toEqual([]);
    for (const data of [null, [], 'x', { log: 'minutebook' }, { log: log.toUpperCase() }])
      expect(after({ ...begun(first, null), data }).log).toBeNull();
  });
  const other = '0d2f8d7e-0000-4000-8000-000000000002';
  const fork: KeyFact = { position: 50, type: 'ForkDeclared', v: 1, data: { fork: other, after: 50 } };
  it('go on through a fork, each checkpoint under the id of its time', () => {
    const forked = after(begun(first, spare), fork);
    expect([logAt(forked, 0), logAt(forked, 50), logAt(forked, 51), logNow(forked)]).toEqual([log, log, other, other]);
    expect([keysNow(forked), recoveryKeyNow(forked)]).toEqual([[first.publicKey], spare.publicKey]);
  });
  it('are those of the log before a fork that is none', () => {
    for (const data of [null, { fork: 5 }, { fork: 'x' }, { fork: log }]) expect(withFact(genesis, { ...fork, data })).toEqual(genesis);
    expect(withFact(noKeys, fork)).toEqual(noKeys);
  });
  it('that were signed for one branch of a fork do not hold in the other', () => {
    const forked = withFact(genesis, fork);
    expect(withFact(forked, accepted(genesis, 60, second, first, first)).unsigned).toEqual([60]);
    expect(keysNow(withFact(forked, accepted(forked, 60, second, first, first)))).toEqual([second.publicKey]);
  });
});
