import { spawnSync } from 'node:child_process';
import { isUtf8 } from 'node:buffer';
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { canonical, isSpelling } from '#kernel/canonical.js';
import { leafHash, textDigest } from '#event-store/digests.js';
import { strangeness } from '#event-store/envelope.js';
import type { Envelope } from '#event-store/port.js';
import { citationsIn } from '#ledger/cited.js';
import { isHash } from '#ledger/keys.js';
import { usualIn } from '#ledger/usual.js';
import { idOf } from '#testing/log.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { chance, type Chance } from './chance.js';
import { nightly, withoutPython } from './verifiers.js';

const many = nightly ? 400_000 : 20_000;
const patience = nightly ? 3_600_000 : 60_000;

type Words = { readonly digest: string; readonly salt: string; readonly text: string };
const words = (text: string): Words => ({ digest: textDigest('c2FsdA', text), salt: 'c2FsdA', text });
const said = ['The quay was repaired', '«5 × 5»\n"yes"\t\\', '𝔐inutes {3} [4]', 'a\u0007b', '\u007f\u2028 end'].map(words);
const cite = ({ digest }: Words) => ({ $t: digest });
const someData = [
  { item: idOf('item'), words: cite(said[0]!) },
  { item: null, more: cite(said[1]!), words: cite(said[0]!) },
  { count: -12, list: [cite(said[2]!), cite(said[3]!)], nested: { deep: { deeper: cite(said[4]!) }, of: [] } },
  { all: [1, 20, 300], big: 9_007_199_254_740_991, no: false, none: null, yes: true },
  { braces: '}{', escaped: 'a"b\\c\n', words: cite(said[0]!) },
  {},
];
const occurrences = [null, { date: '2010-04' }, { at: '2010-04-14T10:00:00Z', zone: 'Europe/London' }];

const envelopes: readonly Envelope[] = someData.flatMap((data, n) =>
  occurrences.map((occurred) => ({
    ...{ e: 1 as const, id: idOf(`entry ${n}`), stream: `meeting-${idOf('meeting')}`, revision: 0, type: `Kind${n}`, v: 1 },
    ...{ command: idOf('command'), commandHash: said[0]!.digest, causation: null, correlation: n % 2 ? idOf('one') : null },
    ...{ actor: idOf('clerk'), recordedAt: '2026-01-20T14:32:00.000Z', enteredAt: null, occurred, recorded: 'live', nonce: 'n', data },
  })),
);
const spelt = envelopes.map(canonical);
const lines = envelopes.map((envelope) => {
  const leaf = Buffer.from(leafHash(Buffer.from(canonical(envelope)))).toString('base64url');
  const texts = (citationsIn(envelope.data) ?? []).map((digest) => said.find((one) => one.digest === digest));
  return canonical({ envelope, leaf, position: 0, texts });
});

const pieces = ['"$t":', '{"$t":"', '\\', '\\u0041', '\\n', '\\"', 'null', 'true', '0', '-0', '00', '1.0', '1e3', '9007199254740993', ','];
pieces.push('"', '{', '}', '[', ']', ':', '{}', '[]', '""', '"a":1,', '\u0000', '\n', ' ', 'é', '\u2028', '\ud800', '"erased":true', '1');
/** What somebody may have done to it; now and then nothing. */
const changed = (text: string, any: Chance): Buffer => {
  const at = any(text.length);
  const ways: readonly (() => string)[] = [
    () => text,
    () => text.slice(0, at) + pieces[any(pieces.length)]! + text.slice(at),
    () => text.slice(0, at) + text.slice(at + 1 + any(3)),
    () => text.slice(0, at) + pieces[any(pieces.length)]! + text.slice(at + 1),
    () => text.slice(0, at) + text.slice(at, at + any(60)) + text.slice(at),
    () => text.replace(/"(?=[a-z])/g, (mark) => (any(40) === 0 ? `${mark}${pieces[any(pieces.length)]!}` : mark)),
    () => text.replace(/\d+/g, (digits) => (any(40) === 0 ? String(any(99)) : digits)),
  ];
  const bytes = Buffer.from(ways[any(ways.length)]!());
  if (any(10) === 0) bytes[any(bytes.length)]! ^= 1 << any(8);
  return bytes;
};
const inOrder = (digests: readonly string[]) => [...new Set(digests)].toSorted();

describe('what is read without parsing it is read as if it had been parsed', () => {
  it(
    `by minutebook, of ${many} envelopes that were changed`,
    () => {
      const any = chance(1);
      let usual = 0;
      for (let n = 0; n < many; n++) {
        const bytes = n < spelt.length ? Buffer.from(spelt[n]!) : changed(spelt[any(spelt.length)]!, any);
        const read = usualIn(bytes);
        if (!read) continue;
        usual++;
        const envelope = JSON.parse(bytes.toString()) as Envelope;
        const { id, stream, revision, command, commandHash, type } = envelope;
        expect([bytes.toString(), strangeness(bytes, envelope)]).toEqual([bytes.toString(), null]);
        expect(read).toEqual({ id, stream, revision, command, commandHash, type, cited: read.cited });
        expect(inOrder(read.cited)).toEqual(citationsIn(envelope.data));
        expect([stream === 'log', type === 'TextsErased']).toEqual([false, false]);
      }
      expect(usual).toBeGreaterThan(many / 10);
      console.log(`${usual} of ${many} envelopes needed no parser`);
    },
    patience,
  );

  type Held = { readonly digest: string; readonly salted: string | null };
  type Read = Pick<Whole, 'position' | 'leaf'> & {
    readonly spelt?: string;
    readonly envelope: Partial<Envelope> | null;
    readonly texts: readonly Held[] | null;
  };
  const newFolder = temporaryFolders();
  /** How verify.mjs reads each at a glance, null where it has to look at it, and how it reads each in full. */
  const readBy = (program: string, made: readonly Uint8Array[]): readonly [glance: Read | null, full: Read | null][] => {
    const input = made.map((bytes) => Buffer.from(bytes).toString('base64')).join('\n');
    const { stdout, stderr } = spawnSync(process.execPath, [program, resolve('tools/verify/usual.mjs')], {
      ...{ input, maxBuffer: 512e6, encoding: 'utf8' },
    });
    expect(stderr).toBe('');
    return stdout.split('\n').map((line) => JSON.parse(line) as [Read | null, Read | null]);
  };

  it(
    `by verify.mjs, of ${many} lines that were changed`,
    () => {
      const dir = newFolder();
      copyFileSync(resolve('tools/verify/verify.mjs'), join(dir, 'verify.mjs'));
      copyFileSync(resolve('test/ledger/at-a-glance.mjs'), join(dir, 'usual.mjs'));
      const any = chance(2);
      let usual = 0;
      for (let from = 0; from < many; from += 20_000) {
        const made = Array.from({ length: Math.min(20_000, many - from) }, (_, n) =>
          from + n < lines.length ? Buffer.from(lines[from + n]!) : changed(lines[any(lines.length)]!, any),
        );
        for (const [n, [glance, full]] of readBy(join(dir, 'verify.mjs'), made).entries()) {
          const where = made[n]!.toString();
          expect([where, full]).toEqual([where, expectedOf(lineIn(made[n]!))]);
          if (!glance) continue;
          usual++;
          const { stream, revision, type } = full!.envelope!;
          expect([where, glance]).toEqual([where, { ...full, envelope: { stream, revision, type } }]);
          expect([stream === 'log', type === 'TextsErased']).toEqual([false, false]);
        }
      }
      expect(usual).toBeGreaterThan(many / 100);
      console.log(`${usual} of ${many} lines were right at a glance`);
    },
    patience,
  );
  const expectedOf = (line: Whole | null): Read | null => {
    if (!line) return null;
    const { position, leaf } = line;
    if (!line.envelope) return { position, leaf, envelope: null, texts: null };
    const spelling = canonical(line.envelope);
    const isOne = strangeness(Buffer.from(spelling), line.envelope) === null;
    const cited = isOne ? citationsIn((line.envelope as Envelope).data) : [];
    const texts = heldIn(line.texts);
    const areCited =
      cited !== null &&
      texts !== undefined &&
      isDeepStrictEqual(
        cited,
        texts.map(({ digest }) => digest),
      );
    return { position, leaf, spelt: spelling, envelope: isOne ? line.envelope : null, texts: areCited ? texts : null };
  };

  (withoutPython ? it.skip : it)(
    `by verify.py, of ${many / 4} lines that were changed${withoutPython ? ` (${withoutPython})` : ''}`,
    () => {
      const any = chance(3);
      const made = Array.from({ length: many / 4 }, (_, n) =>
        n < lines.length ? Buffer.from(lines[n]!) : changed(lines[any(lines.length)]!, any),
      );
      const input = Buffer.concat(made.flatMap((bytes) => [bytes, Buffer.from('\n')]));
      const args = [resolve('test/ledger/at_a_glance.py'), resolve('tools/verify/verify.py')];
      const { stdout, stderr } = spawnSync('python3', args, { input, maxBuffer: 64e6, encoding: 'utf8' });
      expect(stderr).toBe('');
      const wrongly = Array.from(stdout.trim(), (letter, n) => (letter === 'n' ? n : -1)).filter((n) => n >= 0);
      expect(wrongly).toEqual([]);
      expect(stdout.split('y').length - 1).toBeGreaterThan(many / 100);
      console.log(`${stdout.split('y').length - 1} of ${made.length} lines were right at a glance`);
    },
    patience,
  );
});

type Whole = { readonly leaf: string; readonly position: number; readonly envelope?: object; readonly texts?: unknown };
const lineIn = (bytes: Uint8Array): Whole | null => {
  if (!isUtf8(bytes)) return null;
  try {
    const text = Buffer.from(bytes).toString();
    const value = JSON.parse(text) as Whole;
    const names = Object.keys(value).join();
    const isPlain = typeof value.envelope === 'object' && value.envelope !== null && !Array.isArray(value.envelope);
    const isWhole = names === 'envelope,leaf,position,texts' && isPlain;
    return isSpelling(text, value) && (isWhole || names === 'leaf,position') && isHash(value.leaf) && Number.isInteger(value.position)
      ? value
      : null;
  } catch {
    return null;
  }
};
const heldIn = (texts: unknown) => {
  if (!Array.isArray(texts)) return undefined;
  const read = (texts as readonly Record<string, unknown>[]).map((one) => {
    const names = typeof one === 'object' && one !== null ? Object.keys(one).join() : '';
    const digest = one?.['digest'] as string;
    if (names === 'digest,salt,text' && typeof one['salt'] === 'string' && typeof one['text'] === 'string')
      return { digest, salted: canonical([one['salt'], one['text']]) };
    if (names === 'digest,erased' && one['erased'] === true) return { digest, erased: true, salted: null };
    return names === 'digest,withheld' && one['withheld'] === true ? { digest, salted: null } : undefined;
  });
  return read.every((one) => one !== undefined) ? read : undefined;
};
