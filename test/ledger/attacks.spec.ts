import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { alarmInWords } from '#ledger/alarm.js';
import { verifyLog } from '#ledger/verify-log.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { onCheckpoints } from './attacks-on-checkpoints.js';
import { onEntries, onKeys } from './attacks-on-entries.js';
import { ForgedLog } from './forged-log.js';
import { alone, type Verdict, verifiers, withoutPython } from './verifiers.js';

const newFolder = temporaryFolders();
const alarmsIn = (said: string): readonly string[] =>
  said
    .split('\n')
    .filter((line) => line.startsWith('ALARM '))
    .map((line) => line.slice(6));
const title = (words: string) => (withoutPython ? `${words} (verify.py ${withoutPython})` : words);
const verdictsOn = (dir: string, ...more: readonly string[]): Promise<readonly Verdict[]> =>
  Promise.all([...verifiers.map(([, verify]) => verify), alone].map((verify) => verify(dir, ...more)));
const otherKeys = 'keys.txt: names a key that the log did not accept';

describe(title('the product and the verifiers say the same of'), () => {
  it.each([...onKeys, ...onEntries, ...onCheckpoints])('%s', async (_, made, says) => {
    const forged = made();
    const dir = forged.asExport(newFolder());
    for (const { exit, said } of await verdictsOn(dir, ...(forged.kept === null ? [] : ['--kept', join(dir, 'kept')]))) {
      const alarms = alarmsIn(said);
      expect(alarms.filter((line) => line !== otherKeys)).toEqual(says);
      expect([exit, said]).toEqual(alarms.length > 0 ? [1, expect.stringContaining('FAILED: ')] : [0, expect.stringMatching(/^OK: /)]);
    }
    const { alarms } = await verifyLog({ store: forged.store, tree: null, checkpoints: forged.checkpoints });
    expect(alarms.map(alarmInWords).toSorted()).toEqual([...says].toSorted());
  });
});

const two = () => {
  const made = new ForgedLog().begun();
  return made.add('a', 'Said', made.text('live')).signed();
};
const within = (from: string, to: string | Uint8Array) => (line: Buffer) => {
  const at = line.lastIndexOf(from);
  return Buffer.concat([line.subarray(0, at), Buffer.from(to), line.subarray(at + from.length)]);
};
const brackets = (many: number) => `${'['.repeat(many)}${']'.repeat(many)}`;
/** What stands in the place of the second line. */
const lines: readonly (readonly [name: string, changed: (line: Buffer) => Uint8Array])[] = [
  ['nothing', () => Buffer.alloc(0)],
  ['a carriage return', (line) => Buffer.concat([line, Buffer.from('\r')])],
  ['a mark before it', (line) => Buffer.concat([Buffer.from('\ufeff'), line])],
  ['a space', within('":', '": ')],
  ['what is not UTF-8', within('live', Uint8Array.of(0xff))],
  ['half a character, in bytes', within('live', Uint8Array.of(0xed, 0xa0, 0x80))],
  ['half a character, escaped', within('live', String.raw`\ud800`)],
  ['a character that is longer than it need be', within('live', Uint8Array.of(0xc0, 0x80))],
  ['an escape that is not needed', within('live', String.raw`\u0061ive`)],
  ['an escape in capitals', within('live', String.raw`\u001F`)],
  ['a slash that is escaped', within('live', String.raw`\/`)],
  ['a member twice', within('"position":1', '"position":1,"position":1')],
  ['a member too many', within('"position":1', '"more":1,"position":1')],
  ['members in another order', () => Buffer.from(`{"position":1,"leaf":"${'A'.repeat(43)}"}`)],
  ['null', () => Buffer.from('null')],
  ['a list', () => Buffer.from('[]')],
  ['a number with a point', within('"e":1', '"e":1.0')],
  ['a nought with a sign', within('"revision":0', '"revision":-0')],
  ['a number that is too large', within('"e":1', '"e":9007199254740992')],
  ['a number without end', within('"e":1', `"e":${'9'.repeat(100_000)}`)],
  ['an infinite number', within('"e":1', '"e":1e999')],
  ['a position that is a string', within('"position":1', '"position":"1"')],
  ['a leaf in another spelling', within('"leaf":"', `"leaf":"${'A'.repeat(42)}B","more":"`)],
  ['a leaf with its padding', (line) => Buffer.from(line.toString('utf8').replace(/"leaf":"([^"]*)"/, '"leaf":"$1="'))],
  ['an envelope that is a list', () => Buffer.from(`{"envelope":[],"leaf":"${'A'.repeat(43)}","position":1,"texts":[]}`)],
  ['a name that is a number', within('"e":1', '"0":1,"e":1')],
  ['a name that is not of ASCII', within('"v":1', '"v":1,"é":1')],
  ['a name by which JavaScript means something', within('"e":1', '"__proto__":1,"e":1')],
  ['brackets without end', (line) => Buffer.concat([line.subarray(0, -1), Buffer.from(`,"x":${brackets(100_000)}}`)])],
  ['one bracket too many', within('"occurred":null', `"occurred":${brackets(99)}`)],
  ['more than a line may hold', within('live', 'x'.repeat(2 ** 24))],
];
const changed = (change: (line: Buffer) => Uint8Array): string => {
  const dir = two().asExport(newFolder());
  const [one, other] = readFileSync(join(dir, 'entries.jsonl'), 'utf8').split('\n') as [string, string];
  writeFileSync(join(dir, 'entries.jsonl'), Buffer.concat([Buffer.from(`${one}\n`), change(Buffer.from(other)), Buffer.from('\n')]));
  return dir;
};
describe(title('both verifiers read no further than'), () => {
  it.each(lines)('a line with %s', async (_, change) => {
    for (const { exit, said } of await verdictsOn(changed(change)))
      expect([exit, alarmsIn(said)]).toEqual([
        1,
        ['position 1: is not a line of an export', 'checkpoint 2.txt: covers 2 entries, and there are 1'],
      ]);
  });
  it('and a citation that is none has no text, not even one whose digest is null', async () => {
    const without = (line: Buffer) => {
      const words = line.toString('utf8').replace(/"\$t":"[^"]*"/, '"$t":5');
      return Buffer.from(words.replace(/"texts":.*$/, '"texts":[{"digest":null,"withheld":true}]}'));
    };
    for (const { exit, said } of await verdictsOn(changed(without)))
      expect([exit, alarmsIn(said)]).toEqual([1, expect.arrayContaining(['position 1, a: its texts are not those that it cites'])]);
  });
  it('and a line that is as deep and as long as it may be is one', async () => {
    for (const change of [
      within('"occurred":null', `"occurred":${brackets(98)}`),
      within('"text":"live"', `"text":"${'x'.repeat(2 ** 24 - 900)}"`),
    ])
      for (const { exit, said } of await verdictsOn(changed(change)))
        expect([exit, alarmsIn(said)]).toEqual([1, [expect.stringMatching(/^position 1, a: .*was changed$/)]]);
  });
});

describe(title('both verifiers say of a folder'), () => {
  const ok = /^OK: 2 entries, 0 as their leaf alone, 1 texts, 0 erased, 0 withheld, 1 checkpoints, 2 entries covered\n$/;
  const after = async (spoil: (dir: string) => unknown, ...more: readonly string[]) => {
    const dir = two().asExport(newFolder());
    spoil(dir);
    return verdictsOn(dir, ...more.map((word) => word.replace('DIR', dir)));
  };
  it('that is whole, whatever else lies in it, that all is well', async () => {
    const spoil = (dir: string) => {
      writeFileSync(join(dir, 'checkpoints/README.md'), 'x');
      writeFileSync(join(dir, 'keys.txt'), readFileSync(join(dir, 'keys.txt'), 'utf8').trimEnd());
    };
    for (const { exit, said } of await after(spoil)) expect([exit, said]).toEqual([0, expect.stringMatching(ok)]);
  });
  it('without checkpoints that none is here', async () => {
    for (const { exit, said } of await after((dir) => rmSync(join(dir, 'checkpoints'), { recursive: true })))
      expect([exit, alarmsIn(said)]).toEqual([1, ['no checkpoint is here']]);
  });
  it('what in it is no checkpoint, each name as it can be shown', async () => {
    const spoil = (dir: string) => {
      mkdirSync(join(dir, 'checkpoints/1.txt'));
      symlinkSync(join(dir, 'nowhere'), join(dir, 'checkpoints/0.txt'));
      writeFileSync(Buffer.concat([Buffer.from(join(dir, 'checkpoints/')), Uint8Array.of(0xff, 0x0a), Buffer.from('.txt')]), '');
      writeFileSync(join(dir, 'checkpoints/9.txt'), 'x'.repeat(1e6));
    };
    const says = ['0', '1', '9', String.raw`\ufffd\u000a`].map((name) =>
      `checkpoint ${name}.txt: is not a checkpoint`.replace(String.raw`\ufffd`, '\ufffd'),
    );
    for (const { exit, said } of await after(spoil)) expect([exit, alarmsIn(said)]).toEqual([1, says]);
  });
  it.each<[string, (dir: string) => unknown, ...string[]]>([
    ['without entries', (dir) => rmSync(join(dir, 'entries.jsonl'))],
    ['without keys', (dir) => rmSync(join(dir, 'keys.txt'))],
    ['that is none', (dir) => rmSync(dir, { recursive: true })],
    ['with a kept checkpoint that is not there', () => null, '--kept', 'DIR/nowhere'],
    ['with an option that is none', () => null, '--keep', 'DIR/kept'],
    ['with more than they take', () => null, '--kept', 'DIR/keys.txt', 'DIR'],
  ])('%s nothing, and it is no verdict', async (_, spoil, ...more) => {
    for (const { exit, said } of await after(spoil, ...more)) expect([exit, said]).toEqual([2, '']);
  });
  it('with keys of others that the log did not accept them', async () => {
    for (const more of ['\n', 'x\n', 'minutebook/x+00000000+AAAA\n', '\r\n']) {
      const spoil = (dir: string) => writeFileSync(join(dir, 'keys.txt'), `${readFileSync(join(dir, 'keys.txt'), 'utf8')}${more}`);
      for (const { exit, said } of await after(spoil)) expect([exit, alarmsIn(said)]).toEqual([1, [otherKeys]]);
    }
  });
});
