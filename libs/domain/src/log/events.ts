import { withCorrections } from '#kernel/corrections.js';
import { event, type EventsOf, type IntentsOf } from '#kernel/event.js';
import { code, count, id, maybe, publicKey, signature, words } from '#kernel/shape.js';
import { text } from '#kernel/text.js';
import { instant } from '#kernel/times.js';

const aKey = 'ZXhhbXBsZSBrZXkgb2YgdGhpcnR5LXR3byBieXRlcy4';
const anotherKey = 'YW5vdGhlciBleGFtcGxlIGtleSBvZiBhcyBtYW55Li4';
const aSignature = 'c2lnbmF0dXJlIG9mIDY0IGJ5dGVzIGFzIGFuIGV4YW1wbGUgb25seTogaXQgcHJvdmVzIG5vdGhpbmcgaGVyZQ';

export const logEvents = withCorrections({
  LogBegun: event({
    v: 2,
    by: 'BeginLog',
    say: 'begin the log',
    doc: 'The genesis of a log: its format, its id, its origin and its first keys. A log from before there was a ledger names none: its first key enters later.',
    data: { format: count, log: id('log'), origin: maybe(words), key: maybe(publicKey), recoveryKey: maybe(publicKey) },
    example: { format: 0, log: 'log', origin: text('A board’s own computer'), key: aKey, recoveryKey: anotherKey },
    // Version 1 had texts in these places, and there never was one.
    upcast: { 1: (data) => ({ ...data, key: null, recoveryKey: null }) },
  }),
  PolicyBegun: event({
    v: 1,
    by: 'BeginPolicy',
    say: 'begin a policy',
    doc: 'A policy carries facts from this position of the log on.',
    data: { policy: code, from: count },
    example: { policy: 'actions.carry', from: 0 },
  }),
  KeyAccepted: event({
    v: 1,
    by: 'AcceptKey',
    say: 'accept a key',
    doc: 'Checkpoints are signed by this key from now on, beside the others or in place of the one that it replaces. A key that is accepted, or the recovery key, has signed it; the first key of a log that began without one needs no signature.',
    data: { key: publicKey, replaces: maybe(publicKey), signer: maybe(publicKey), signature: maybe(signature) },
    example: { key: anotherKey, replaces: aKey, signer: aKey, signature: aSignature },
  }),
  RecoveryKeyNamed: event({
    v: 1,
    by: 'NameRecoveryKey',
    say: 'name the recovery key',
    doc: 'From now on this is the key by which a new one is accepted where all others are lost. A key that is accepted, or the recovery key before it, has signed it.',
    data: { key: publicKey, signer: publicKey, signature },
    example: { key: anotherKey, signer: aKey, signature: aSignature },
  }),
  LogClosed: event({
    v: 1,
    by: 'CloseLog',
    say: 'close the log for its successor',
    doc: 'This store of the log takes nothing more: the log goes on, with this entry, in the store that is named, and in no other.',
    data: { successor: id('store') },
    example: { successor: 'store' },
  }),
  LeastReaderRaised: event({
    v: 1,
    by: 'RaiseLeastReader',
    say: 'raise the least reader',
    doc: 'From here on the log holds entries that only a reader of this version or a newer one knows. An older one stops here and skips nothing.',
    data: { version: count },
    example: { version: 1 },
  }),
  ForkDeclared: event({
    v: 1,
    by: 'DeclareFork',
    say: 'declare a fork',
    doc: 'A copy of the log was put back that may not be its newest state: it goes on from here as a log of its own, with another id. What others hold of the log that it was, and what came there after this place, stays theirs.',
    data: { fork: id('log'), after: count, taken: instant, reason: maybe(words) },
    example: { fork: 'another log', after: 41, taken: '2026-01-20T14:32:00.000Z', reason: text('The disk of the office computer failed') },
  }),
});
export type LogEvent = EventsOf<typeof logEvents>;
export type LogIntent = IntentsOf<typeof logEvents>;
