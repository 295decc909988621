import { idOf } from '#testing/log.js';
import { first, ForgedLog, logId, recovery, second, third } from './forged-log.js';

const unsigned = (position: number) => `position ${position}, log: no key of this log has signed this key`;
const nobodys = (name: string) => `checkpoint ${name}: is signed by no key of this log`;
const otherTexts = (position: number, stream = 'a') => `position ${position}, ${stream}: its texts are not those that it cites`;
const log = () => new ForgedLog().begun();
const nested = (brackets: number): unknown => (brackets === 0 ? 1 : [nested(brackets - 1)]);

/** What somebody made of a log, and what is said of it, in the order of the verifiers. */
export type Attack = readonly [name: string, made: () => ForgedLog, says: readonly string[]];
export const onKeys: readonly Attack[] = [
  ['the keys of a first version do not count', () => new ForgedLog().begun({}, 1).signed(), [nobodys('1.txt')]],
  ['a key that nobody signed', () => log().key(second, second).signed(second), [unsigned(1), nobodys('2.txt')]],
  [
    'a first key that nobody signed, past the recovery key',
    () => new ForgedLog().begun({ key: null }).add('log', 'KeyAccepted', { key: second.publicKey }).signed(second),
    [unsigned(1), nobodys('2.txt')],
  ],
  [
    'a first key with a signer, a signature or one that it replaces',
    () =>
      [{ signer: third.publicKey }, { signature: 'A'.repeat(86) }, { replaces: third.publicKey }, {}]
        .reduce<ForgedLog>(
          (made, over) => made.add('log', 'KeyAccepted', { key: second.publicKey, ...over }),
          new ForgedLog().begun({ key: null, recoveryKey: null }),
        )
        .signed(second),
    [1, 2, 3].map(unsigned),
  ],
  [
    'a key that was replaced signs on',
    () => log().key(second, first, { replaces: first }).add('a').signed(first).signed(second, 'b.txt'),
    [nobodys('3.txt')],
  ],
  [
    'a key that was replaced comes back',
    () => log().key(second, first, { replaces: first }).key(first, second).add('a').signed(first),
    [unsigned(2), nobodys('4.txt')],
  ],
  ['the recovery key becomes a key', () => log().key(recovery, first).signed(recovery), [unsigned(1), nobodys('2.txt')]],
  ['the recovery key signs', () => log().signed(recovery), [nobodys('1.txt')]],
  ['a key that replaces itself', () => log().key(second, first, { replaces: second }).signed(), [unsigned(1)]],
  ['a key that replaces a stranger', () => log().key(second, first, { replaces: third }).signed(), [unsigned(1)]],
  [
    'a recovery key from before the newest',
    () => log().key(third, first, { verb: 'NameRecoveryKey' }).key(second, recovery).signed(),
    [unsigned(2)],
  ],
  [
    'a signature for another place in the row',
    () =>
      log()
        .key(third, second)
        .key(second, first, { over: log().key(second, first).lastData })
        .signed(),
    [unsigned(1), unsigned(2)],
  ],
  [
    'members that are none',
    () =>
      [
        { key: null },
        { key: [second.publicKey] },
        { key: { toString: 1, valueOf: 1 } },
        { replaces: { toString: 1, valueOf: 1 } },
        { key: `${second.publicKey}\n` },
        { signer: null },
        { signer: {} },
        { signature: null },
        { signature: 'A'.repeat(86) },
        { signature: `${'A'.repeat(85)}B` },
        { replaces: '' },
        { replaces: false },
        { replaces: first.publicKey },
      ]
        .reduce((made, over) => made.key(second, first, { over }), log())
        .signed(),
    Array.from({ length: 13 }, (_, n) => unsigned(n + 1)),
  ],
  [
    'data that are none',
    () => [null, [], 'x', 5, {}].reduce<ForgedLog>((made, data) => made.add('log', 'KeyAccepted', data), log()).signed(),
    [1, 2, 3, 4, 5].map(unsigned),
  ],
  [
    'a log that is begun again, under another key',
    () => log().begun({ key: second.publicKey }).signed(second).signed(first, 'b.txt'),
    ['position 1, log: begins a log, and is not its first entry', nobodys('2.txt')],
  ],
  [
    'a log without a beginning',
    () =>
      new ForgedLog()
        .add('log', 'KeyAccepted', { key: first.publicKey })
        .with('1.txt', new ForgedLog().add('a').note(first, { of: 'minutebook/' })),
    [unsigned(0), 'checkpoint 1.txt: is of another log'],
  ],
  [
    'an id of a log that is none',
    () =>
      new ForgedLog()
        .begun({ log: `${logId}\n0` })
        .key(second, first)
        .signed(),
    [unsigned(1), 'checkpoint 2.txt: is of another log'],
  ],
  ['a key of another stream', () => log().add('a', 'KeyAccepted', { key: second.publicKey }).signed(second), [nobodys('2.txt')]],
  [
    'forks to no id, and to one that the log had',
    () =>
      [null, { fork: 5 }, { fork: 'x' }, { fork: logId }]
        .reduce<ForgedLog>((made, data) => made.add('log', 'ForkDeclared', data), log())
        .signed(),
    [],
  ],
  [
    'a fork back to the id that the log began with',
    () =>
      log()
        .add('log', 'ForkDeclared', { fork: idOf('fork') })
        .add('log', 'ForkDeclared', { fork: logId })
        .signed(),
    ['checkpoint 3.txt: is of another log'],
  ],
  [
    'a checkpoint from before a fork over what came after it',
    () =>
      log()
        .add('log', 'ForkDeclared', { fork: idOf('fork') })
        .signed(),
    ['checkpoint 2.txt: is of another log'],
  ],
];
export const onEntries: readonly Attack[] = [
  [
    'envelopes that are none',
    () =>
      [
        { e: 2 },
        { e: true },
        { revision: -1 },
        { revision: '0' },
        { v: 0 },
        { v: null },
        { id: null },
        { stream: [] },
        { type: 5 },
        { more: 1 },
      ]
        .reduce<ForgedLog>((made, members) => made.add('a', 'Said', {}, members).skip('a', -1), log())
        .signed(),
    Array.from({ length: 10 }, (_, n) => `position ${n + 1}: is not an envelope`),
  ],
  ['an envelope that is too large', () => log().add('a', 'Said', 'x'.repeat(65_500)).signed(), ['position 1: is not an envelope']],
  ['as deep as it may be', () => log().add('a', 'Said', nested(98)).signed(), []],
  ['a revision that is left out', () => log().skip('a', 2).add('a').signed(), ['position 1, a: has revision 2 where 0 is due']],
  [
    'a stream that writes lines of its own',
    () => log().skip('a\nOK: 2 entries\u001b[8m\u202e', 1).add('a\nOK: 2 entries\u001b[8m\u202e').signed(),
    [String.raw`position 1, a\u000aOK: 2 entries\u001b[8m\u202e: has revision 1 where 0 is due`],
  ],
  [
    'citations that are none',
    () => {
      const made = log();
      const { $t } = made.text('words');
      const some: readonly unknown[] = [
        { $t: 5 },
        { $t: null },
        { $t: [$t] },
        { $t, more: 1 },
        { $t: `${$t}\n` },
        { $t: `${'A'.repeat(42)}B` },
        [{ a: { $t: {} } }],
      ];
      return some.reduce<ForgedLog>((all, data) => all.add('a', 'Said', data), made).signed();
    },
    Array.from({ length: 7 }, (_, n) => otherTexts(n + 1)),
  ],
  [
    'citations that are some, and what only looks like one',
    () => {
      const made = log();
      const text = made.text('Café 😀\u007f\n\u0001"\\');
      return made
        .add('a', 'Said', text)
        .add('a', 'Said', [text, { a: text }])
        .add('a', 'Said', '{"$t":"x"}')
        .signed();
    },
    [],
  ],
  [
    'an erasure in another stream, in no list, and of a stream that is not this one',
    () => {
      const made = log();
      const gone = made.text('gone', true);
      return made
        .add('b', 'TextsErased', { digests: [gone.$t] })
        .add('a', 'TextsErased', { digests: `${gone.$t}` })
        .add('a', 'TextsErased', { digests: [`b ${gone.$t}`, [gone.$t], null] })
        .add('a', 'TextsErased', null)
        .add('a', 'Said', gone)
        .add('a b', 'Said', gone)
        .signed();
    },
    [5, 6].map(
      (n) => `position ${n}, a${n === 6 ? ' b' : ''}: its text ${new ForgedLog().text('gone').$t} is gone without an erasure on record`,
    ),
  ],
  [
    'an erasure before what it erases',
    () => {
      const made = log();
      const gone = made.text('gone', true);
      return made
        .add('a', 'TextsErased', { digests: [gone.$t] })
        .add('a', 'Said', gone)
        .signed();
    },
    [],
  ],
];
