import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { originOfLog, readNote } from '#ledger/checkpoint.js';
import { idOf } from '#testing/log.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { chance, type Chance } from './chance.js';
import { logId, MadeLog, type Given } from './made-log.js';
import { alone, nightly, verifiers, withoutPython } from './verifiers.js';

const newFolder = temporaryFolders();
const many = nightly ? 2_000 : 40;
const patience = nightly ? 3_600_000 : 120_000;

const madeBy = (any: Chance): { readonly dir: string; readonly log: MadeLog } => {
  const entries = 3 + any(40);
  const log = new MadeLog(entries, {
    keysEach: any(2) * (5 + any(9)),
    erasesEach: any(2) * (4 + any(5)),
    forksEach: any(2) * (6 + any(9)),
  });
  const shows: readonly Given[] = ['words', 'no words', 'leaf'];
  const plain = any(2) === 0;
  const given = (n: number) => (log.made[n]!.envelope.stream === 'log' || plain ? 'words' : shows[any(3)]!);
  const sizes = [...new Set([1 + any(entries), 1 + any(entries), entries])];
  const shown = log.made.map((_, n) => given(n));
  // A stream is given as a whole or not at all.
  const streams = new Map(log.made.map(({ envelope }, n) => [envelope.stream, shown[n]!]));
  return { log, dir: log.asExport(newFolder(), sizes, (n) => streams.get(log.made[n]!.envelope.stream)!) };
};

type Lines = string[];
const changes: Readonly<Record<string, (lines: Lines, any: Chance) => void>> = {
  'a byte of an entry': (lines, any) => {
    const n = any(lines.length);
    const bytes = Buffer.from(lines[n]!);
    bytes[any(bytes.length)]! ^= 1 << any(7);
    lines[n] = bytes.toString('latin1').includes('\n') ? `${lines[n]} ` : bytes.toString('utf8');
  },
  'an entry is gone': (lines, any) => void lines.splice(any(lines.length), 1),
  'an entry stands twice': (lines, any) => {
    const n = any(lines.length);
    lines.splice(n, 0, lines[n]!);
  },
  'two entries changed places': (lines, any) => {
    const n = any(lines.length - 1);
    [lines[n], lines[n + 1]] = [lines[n + 1]!, lines[n]!];
  },
  'the end is cut off': (lines) => void lines.pop(),
  'half an entry': (lines) => void lines.push(lines.pop()!.slice(0, -9)),
  'a number that is none': (lines) => void (lines[0] = lines[0]!.replace('"position":0', '"position":0.0')),
  'a number that is too large': (lines) => void (lines[0] = lines[0]!.replace('"e":1', '"e":9007199254740993')),
  'another form of envelope': (lines) => void (lines[0] = lines[0]!.replace('"e":1,', '"e":2,')),
  'a member twice': (lines) => void (lines[0] = lines[0]!.replace('{"envelope"', '{"envelope":{},"envelope"')),
  'a member too many': (lines) => void (lines[0] = lines[0]!.replace('"position"', '"note":null,"position"')),
  'half a character': (lines) => void (lines[0] = lines[0]!.replace('"LogBegun"', String.raw`"LogBegun\ud800"`)),
  'a space': (lines) => void (lines[0] = lines[0]!.replace('":', '": ')),
  'a character in another spelling': (lines) => void (lines[0] = lines[0]!.replace('LogBegun', String.raw`\u004cogBegun`)),
  'a value that is no JSON': (lines) => void (lines[0] = lines[0]!.replace('"position":0', '"position":NaN')),
  'nesting without end': (lines) => void (lines[0] = lines[0]!.replace('"origin":null', `"origin":${'['.repeat(400)}${']'.repeat(400)}`)),
  'another revision': (lines) => void (lines[0] = lines[0]!.replace('"revision":0', '"revision":1')),
  'another leaf': (lines, any) => {
    const n = any(lines.length);
    lines[n] = lines[n]!.replace(/"leaf":"(.)/, (_, letter: string) => `"leaf":"${letter === 'A' ? 'B' : 'A'}`);
  },
  'other words': (lines) => {
    const n = lines.findIndex((line) => line.includes('"text":"'));
    if (n < 0) return void lines.pop();
    lines[n] = lines[n]!.replace('"text":"', '"text":"not ');
  },
  'a text that is left out': (lines) => {
    const n = lines.findIndex((line) => /"texts":\[\{/.test(line));
    if (n < 0) return void lines.pop();
    lines[n] = lines[n]!.replace(/"texts":\[.*\]\}$/, '"texts":[]}');
  },
  'a text that is said to be erased': (lines) => {
    const n = lines.findIndex((line) => line.includes('"text":"'));
    if (n < 0) return void lines.pop();
    lines[n] = lines[n]!.replace(/,"salt":"[^"]*","text":"(?:[^"\\]|\\.)*"/, ',"erased":true');
  },
  'nothing at all': (lines) => void (lines.length = 0),
};
const elsewhere: Readonly<Record<string, (dir: string, log: MadeLog) => void>> = {
  'no checkpoint': (dir) => rmSync(join(dir, 'checkpoints'), { recursive: true }),
  'a checkpoint by another key': (dir, log) => writeFileSync(join(dir, 'checkpoints/1.txt'), log.checkpoint(1, log.recovery)),
  'a checkpoint that is none': (dir) => writeFileSync(join(dir, 'checkpoints/1.txt'), 'minutebook/x\n1\n'),
  'a checkpoint with a byte too many': (dir, log) => writeFileSync(join(dir, 'checkpoints/1.txt'), `${log.checkpoint(1)}\n`),
  'a checkpoint of a longer log': (dir, log) =>
    writeFileSync(join(dir, 'checkpoints/1.txt'), log.checkpoint(2).replace('\n2\n', '\n200\n')),
  'a checkpoint of the log before its fork': (dir, log) => {
    const note = log.checkpoint(log.made.length);
    writeFileSync(
      join(dir, 'checkpoints/1.txt'),
      note.replaceAll(readNote(note).checkpoint.origin, originOfLog(log.forks > 0 ? logId : idOf('before'))),
    );
  },
  'a checkpoint of another log': (dir, log) =>
    writeFileSync(join(dir, 'checkpoints/1.txt'), log.checkpoint(1).replaceAll('minutebook/', 'minutebook/x')),
  'a key that nobody accepted': (dir) => writeFileSync(join(dir, 'keys.txt'), 'minutebook/x+00000000+AAAA\n'),
  'a line too many among the keys': (dir) => writeFileSync(join(dir, 'keys.txt'), `${readFileSync(join(dir, 'keys.txt'), 'utf8')}\r\n`),
};
const spoilt = (dir: string, log: MadeLog, n: number, any: Chance): string => {
  const all = [...Object.entries(changes), ...Object.entries(elsewhere)];
  const [name] = all[n % all.length]!;
  const path = join(dir, 'entries.jsonl');
  if (name in elsewhere) elsewhere[name]!(dir, log);
  else {
    const lines = readFileSync(path, 'utf8').slice(0, -1).split('\n');
    changes[name]!(lines, any);
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  }
  return name;
};

/** One in four is also verified without what makes verify.mjs faster. */
const said = async (dir: string, n: number) => {
  const asked = [...verifiers.map(([, verify]) => verify), ...(n % 4 === 0 ? [alone] : [])];
  const verdicts = await Promise.all(asked.map((verify) => verify(dir)));
  return { verdicts, first: verdicts[0]! };
};
const title = (words: string) => (withoutPython ? `${words} (verify.py ${withoutPython})` : words);

describe(title('the verifiers agree'), () => {
  it(
    `on ${many} logs that are good`,
    async () => {
      for (let n = 0; n < many; n++) {
        const { dir } = madeBy(chance(n));
        const { verdicts, first } = await said(dir, n);
        expect(first).toEqual({ exit: 0, said: expect.stringMatching(/^OK: \d+ entries/) });
        for (const verdict of verdicts) expect(verdict).toEqual(first);
      }
    },
    patience,
  );
  it(
    `on ${many} logs that are bad, and on why`,
    async () => {
      for (let n = 0; n < many; n++) {
        const any = chance(many + n);
        const { dir, log } = madeBy(any);
        const how = spoilt(dir, log, n, any);
        const { verdicts, first } = await said(dir, n);
        expect([how, first.exit]).toEqual([how, 1]);
        for (const verdict of verdicts) expect([how, verdict]).toEqual([how, first]);
      }
    },
    patience,
  );
});
