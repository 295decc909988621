import { describe, expect, it } from '@jest/globals';
import { entries, filed, sealed } from '../contract-fixtures.js';
import type { Answer, Request } from './requests.js';
import { answered, packed, unpacked } from './wire.js';

const crossed = <T>(words: T): T => structuredClone(words);
const append = (n: number, count: number, texts: readonly string[]): Request => ({
  n,
  asked: { do: 'append', stream: `s${n}`, expected: n - 1, entries: entries(`s${n}`, n, count).map(filed), texts: texts.map(sealed) },
});
/** As plain bytes, whatever kind of array they came in. */
const plain = (requests: readonly Request[]) =>
  requests.map(({ n, asked }) => ({
    n,
    asked: asked.do === 'append' ? { ...asked, entries: asked.entries.map((entry) => ({ ...entry, bytes: [...entry.bytes] })) } : asked,
  }));

describe('what crosses to the thread of the writer', () => {
  const requests = [append(0, 1, []), append(1, 3, ['words', '']), append(2, 0, ['«é»\u0000\ufeff']), append(3, 2, ['last'])];

  it('are appends as they were asked for, in their order', () => {
    const sent = packed([
      ...requests,
      { n: 4, asked: { ...requests[3]!.asked, texts: [{ digest: 'd', salt: 's', text: null }] } as never },
    ]);
    expect('words' in sent).toBe(true);
    const come = unpacked(crossed(sent));
    expect(plain(come).slice(0, 4)).toEqual(plain(requests));
    expect(come[4]!.asked).toMatchObject({ texts: [{ digest: 'd', salt: 's', text: null }] });
  });

  it('is anything else as it is, with what is asked beside it, and none of the memory that its bytes share', () => {
    const shared = new Uint8Array(1_000_000).subarray(10, 14);
    const others: readonly Request[] = [
      requests[1]!,
      { n: 7, asked: { do: 'put', digest: 'd', salt: 's', bytes: shared } },
      { n: 8, asked: { do: 'erase', digests: ['d'] } },
    ];
    const come = unpacked(crossed(packed(others)));
    expect(plain(come.slice(0, 1))).toEqual(plain(others.slice(0, 1)));
    expect(come.slice(1)).toEqual(others.slice(1));
    expect((come[1]!.asked as { bytes: Uint8Array }).bytes.buffer.byteLength).toBe(4);
  });

  it('is nothing but what was asked: what is changed afterwards stays behind', () => {
    const [one] = [append(0, 1, [])];
    const before = plain([one!]);
    const sent = packed([one!]);
    (one!.asked as { entries: readonly { bytes: Uint8Array }[] }).entries[0]!.bytes.fill(0);
    expect(plain(unpacked(sent))).toEqual(before);
  });

  it('are answers: what was appended in a row, all others as they are', () => {
    const failed: Answer = { n: 2, failed: { as: 'text-was-erased', digest: 'd' } };
    const answers: readonly Answer[] = [{ n: 0, done: { revision: 3, position: 9 } }, { n: 1, done: null }, failed];
    expect(answered(answers)).toEqual({ done: [0, 3, 9], others: [{ n: 1, done: null }, failed] });
  });
});
