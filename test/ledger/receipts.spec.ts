import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { canonical } from '#kernel/canonical.js';
import { alarmInWords } from '#ledger/alarm.js';
import { verifierKey } from '#ledger/keys.js';
import { verifyReceipt } from '#ledger/verify-receipt.js';
import { receiptFor, type Receipt } from '#shell/ledger/proofs.js';
import { MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { allIn, eraseIn, toldIn } from '#testing/told-book.js';

const newFolder = temporaryFolders();
const verifier = resolve('tools/verify/verify.mjs');
/** One letter of the signature is another. */
const otherSignature = (note: string) => `${note.slice(0, -20)}${note.at(-20) === 'A' ? 'B' : 'A'}${note.slice(-19)}`;
const said = (words: string) => words.trim().split('\n');

/** What both say: the product, and the program of its own. */
const verified = (receipt: string, kept: { checkpoint?: string; keys?: string } = {}) => {
  const dir = newFolder();
  const write = (name: string, words: string) => {
    writeFileSync(join(dir, name), words);
    return join(dir, name);
  };
  const given = kept.checkpoint ?? kept.keys;
  const { alarms, compared, ...count } = verifyReceipt(Buffer.from(receipt), {
    checkpoint: kept.checkpoint ?? null,
    keys: kept.keys ?? null,
  });
  const argv = ['--receipt', write('receipt.json', receipt), ...(given === undefined ? [] : ['--kept', write('kept', given)])];
  try {
    return {
      product: alarms.map(alarmInWords),
      compared,
      count,
      exit: 0,
      program: said(execFileSync(process.execPath, [verifier, ...argv], { encoding: 'utf8' })),
    };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { product: alarms.map(alarmInWords), compared, count, exit: status, program: said(stdout) };
  }
};

describe('a receipt', () => {
  let words: Receipt;
  let without: Receipt;
  let erased: Receipt;
  let older: string;
  let keys: string;
  let position: number;
  let stream: string;
  beforeAll(async () => {
    const book = await MinuteBook.open({ dir: newFolder() });
    const { digest } = await toldIn(book, 'Reported at length');
    older = (await book.ledger.newest())!;
    const lines = (await allIn(book.store))[0] as readonly string[];
    position = lines.findIndex((line) => line.includes('ActionReported'));
    ({ stream } = JSON.parse(lines[position]!) as { stream: string });
    words = await receiptFor(book, position, true);
    without = await receiptFor(book, position, false);
    keys = `${verifierKey(book.ledger.origin, book.ledger.keys.keys[0]!.key)}\n`;
    await eraseIn(book, stream, digest);
    await book.settled();
    erased = await receiptFor(book, position, true);
    await book.close();
  });
  const size = (receipt: Receipt) => receipt.checkpoint.split('\n')[1];

  it('is borne out by a checkpoint that was kept, or by a key', () => {
    const counted = `position ${position} of ${size(words)}`;
    for (const kept of [{ checkpoint: older }, { keys }]) {
      expect(verified(canonical(words), kept)).toMatchObject({
        product: [],
        compared: true,
        exit: 0,
        program: [`OK: ${counted}, 1 texts, 0 erased, 0 withheld`],
        count: { position, texts: 1 },
      });
      expect(verified(`${canonical(without)}\n`, kept)).toMatchObject({
        exit: 0,
        program: [`OK: ${counted}, 0 texts, 0 erased, 1 withheld`],
      });
    }
    expect(verified(canonical(erased), { keys })).toMatchObject({ product: [], exit: 0, count: { erased: 1, texts: 0 } });
    const leaf = { ...words, entry: { position, leaf: words.entry.leaf } };
    expect(verified(canonical(leaf), { keys })).toMatchObject({ product: [], exit: 0, count: { texts: 0 } });
  });

  it('that was compared with nothing proves nothing, and it is said', () => {
    expect(verified(canonical(words))).toMatchObject({
      product: [],
      compared: false,
      exit: 1,
      program: [expect.stringMatching(/^UNPROVED: position/)],
    });
  });

  it.each<[string, (receipt: any) => unknown, string, string?]>([
    ['another position', (one) => one.entry.position++, 'is not proved to be one of the'],
    ['a position beyond its checkpoint', (one) => (one.entry.position = 9999), 'is not proved to be one of the'],
    ['a proof that is too short', (one) => one.proof.pop(), 'is not proved to be one of the'],
    ['a proof that is too long', (one) => one.proof.push(one.entry.leaf), 'is not proved to be one of the'],
    ['another leaf', (one) => (one.entry.leaf = one.proof[0]), 'was changed'],
    ['another entry', (one) => (one.entry.envelope.recordedAt = '2020-01-01T00:00:00.000Z'), 'was changed'],
    ['other words', (one) => (one.entry.texts[0].text += '.'), 'was changed'],
    ['a text that is left out', (one) => (one.entry.texts = []), 'its texts are not those that it cites'],
    ['what is no envelope', (one) => (one.entry.envelope.e = 2), 'is not an envelope'],
    ['a checkpoint of another size', (one) => (one.checkpoint = one.checkpoint.replace(/\n\d+\n/, '\n9\n')), 'is not proved to be'],
  ])('with %s is not borne out', (_, change, says) => {
    const receipt = structuredClone(words);
    change(receipt);
    const { product, program, exit } = verified(canonical(receipt), { keys });
    expect(product.join()).toContain(says);
    expect(program.join()).toContain(says);
    expect([exit, program.at(-1)]).toEqual([1, expect.stringMatching(/^FAILED: /)]);
    expect(program.slice(0, -1).map((line) => line.split(': ')[1])).toEqual(
      expect.arrayContaining(product.filter((line) => line.startsWith('position')).map((line) => line.split(': ')[1])),
    );
  });

  it('under another checkpoint than was kept, or another key, is not borne out', () => {
    const other = verified(canonical(erased), { checkpoint: older });
    expect(other).toMatchObject({ product: ['the checkpoint that was kept is another than that of the receipt'], exit: 1 });
    expect(other.program[0]).toBe('ALARM kept: is another checkpoint than that of the receipt');
    const forged = verified(canonical({ ...words, checkpoint: otherSignature(words.checkpoint) }), { keys });
    expect(forged.product).toEqual(['its checkpoint is signed by no key that was kept']);
    expect(forged.program[0]).toBe('ALARM checkpoint: is signed by no key that was kept');
    const elsewhere = verified(canonical(words), { keys: verifierKey('minutebook/other', 'A'.repeat(43)) });
    expect(elsewhere).toMatchObject({ product: ['its checkpoint is signed by no key that was kept'], exit: 1 });
  });

  it.each([
    ['nothing', ''],
    ['other JSON', '{"checkpoint":"","entry":{},"proof":[]}'],
    ['another spelling', '{ }'],
  ])('is not %s', (_, file) => {
    expect(verified(file, { keys })).toMatchObject({
      product: ['this is not a receipt'],
      exit: 1,
      program: ['ALARM receipt: is not a receipt', 'FAILED: nothing was verified'],
    });
  });

  it('is verified by the command line without a book', async () => {
    const { commandLine } = await import('../e2e/command-line.js');
    const dir = newFolder();
    const { say } = commandLine(join(dir, 'no-book'));
    const at = (name: string, text: string) => (writeFileSync(join(dir, name), text), join(dir, name));
    const receipt = at('receipt.json', canonical(words));
    expect(await say('verify', '--receipt', receipt, '--keys', at('keys.txt', keys))).toMatchObject({
      exit: 0,
      out: `It is as it was signed: position ${position} of ${size(words)} entries, 1 text, 0 erased, 0 withheld.\n`,
    });
    expect(await say('verify', '--receipt', receipt, '--checkpoint', at('older.txt', older))).toMatchObject({ exit: 0 });
    expect(await say('verify', '--receipt', receipt)).toMatchObject({
      exit: 1,
      out: expect.stringContaining('compared with nothing that you kept'),
    });
    expect(await say('verify', '--receipt', at('none.json', '{}'))).toMatchObject({ exit: 1, out: 'This is not a receipt.\n' });
    expect(readFileSync(receipt, 'utf8')).toBe(canonical(words));
  });
});
