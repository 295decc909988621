import { originOfLog } from '#ledger/checkpoint.js';
import { idOf } from '#testing/log.js';
import type { Attack } from './attacks-on-entries.js';
import { first, ForgedLog, origin, third } from './forged-log.js';

const nobodys = (name: string) => `checkpoint ${name}: is signed by no key of this log`;
const log = () => new ForgedLog().begun();
const falseRoot = new Uint8Array(32);
export const onCheckpoints: readonly Attack[] = [
  ['none', () => log(), ['no checkpoint is here']],
  ['none but those that are none', () => log().with('1.txt', 'x'), ['checkpoint 1.txt: is not a checkpoint', 'no checkpoint is here']],
  [
    'a false root that nobody signed takes nothing from those that are good',
    () =>
      log()
        .add('a')
        .with('1.txt', log().note(third, { root: falseRoot }))
        .signed(),
    [nobodys('1.txt')],
  ],
  [
    'false roots by the key itself: said once, and what follows covers nothing',
    () => {
      const made = log().signed().add('a');
      made.with('2.txt', made.note(first, { root: falseRoot })).add('a');
      return made.with('3.txt', made.note(first, { root: falseRoot })).signed(first, '3b.txt');
    },
    ['checkpoint 2.txt: is not what stands at positions 1 to 1'],
  ],
  [
    'another root over as many entries, in the hands of the reader',
    () => {
      const made = log().add('a').signed();
      made.kept = made.note(first, { root: falseRoot });
      return made;
    },
    ['checkpoint kept: is not what stands at positions 0 to 1'],
  ],
  [
    'signatures that do not count',
    () => {
      const made = log().add('a');
      const [text, line] = made.note().split('\n\n') as [string, string];
      const [, , signature] = line.trimEnd().split(' ') as [string, string, string];
      const bytes = Buffer.from(signature, 'base64');
      const under = (name: string, signed: Uint8Array) => `${text}\n\n— ${name} ${Buffer.from(signed).toString('base64')}\n`;
      return made
        .with('a.txt', under(origin, Buffer.concat([Buffer.from([bytes[0]! ^ 1]), bytes.subarray(1)])))
        .with('b.txt', under(origin, bytes.subarray(0, 67)))
        .with('c.txt', under('witness.example/w', bytes))
        .with('d.txt', under(`${origin}0`, bytes));
    },
    ['a', 'b', 'c', 'd'].map((name) => nobodys(`${name}.txt`)),
  ],
  [
    'a signature beside those of others',
    () => {
      const made = log().add('a');
      return made.with('2.txt', made.note().replace('— ', `— witness.example/w ${Buffer.alloc(76).toString('base64')}\n— `));
    },
    [],
  ],
  [
    'what is none, by name',
    () => {
      const note = log().note();
      const none: Readonly<Record<string, string>> = {
        'a.txt': '',
        'b.txt': note.slice(0, -1),
        'c.txt': note.replaceAll('\n', '\r\n'),
        'd.txt': note.replace('\n1\n', '\n01\n'),
        'e.txt': note.replace('\n1\n', '\n0\n'),
        'f.txt': note.replace('\n1\n', '\n9007199254740992\n'),
        'g.txt': note.replace('\n1\n', '\n١\n'),
        'h.txt': note.replace('\n\n', '\nmore\n\n'),
        'i.txt': note.replace('—', '-'),
        'j.txt': note.replace('— ', '—  '),
        'k.txt': note.replace('— minute', '— minute+'),
        'l.txt': `${note}— a\u0085b AAAAAAA=\n`,
        'm.txt': `${note}— a AAAAAA==\n`,
        'n.txt': `${note}— a AAAAAAB=\n`,
        'o.txt': `${note}— a AAAA_AA=\n`,
        'p.txt': `${note}— ${'a'.repeat(4_096)} AAAAAAA=\n`,
        'q.txt': `\ufeff${note.slice(note.indexOf('\n'))}`,
      };
      return Object.entries(none).reduce((made, [name, one]) => made.with(name, one), log().signed());
    },
    'abcdefghijklmnop'
      .split('')
      .map((letter) => `checkpoint ${letter}.txt: is not a checkpoint`)
      .concat('checkpoint q.txt: is of another log'),
  ],
  [
    'those of more entries, of another log, and their order',
    () => {
      const made = log().add('a').signed();
      for (const [name, size] of [
        ['9.txt', 9],
        ['10.txt', 9],
        ['1.txt', 30],
      ] as const)
        made.with(name, made.note(first, { size }));
      return made.with('other.txt', made.note(first, { size: 1, of: originOfLog(idOf('other')) }));
    },
    [
      'checkpoint other.txt: is of another log',
      'checkpoint 10.txt: covers 9 entries, and there are 2',
      'checkpoint 9.txt: covers 9 entries, and there are 2',
      'checkpoint 1.txt: covers 30 entries, and there are 2',
    ],
  ],
];
