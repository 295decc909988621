import { describe, expect, it } from '@jest/globals';
import { sealed } from '../contract-fixtures.js';
import { jsonBytes } from './on-server.js';
import { isThere, TextIndex, type Group } from './text-index.js';

const text = sealed('words');
const group: Group = { leaf: 'leaf', revision: 3, bound: false, texts: [text] };
const event = (revision: number, groups: readonly Group[]) => ({
  stream: 'side',
  revision,
  id: '',
  type: '',
  bytes: jsonBytes({ groups }),
  at: { commit: 0n, prepare: 0n },
});

describe('where a text lies', () => {
  const steps: readonly (readonly [string, (index: TextIndex) => void])[] = [
    ['the entry comes to stand', (index) => index.takeEntry('s', 3, 'leaf')],
    ['what remains was written again', (index) => index.takeTexts('s', event(1, [group]), index.placeOf(text.digest) ? 3 : 2)],
  ];
  it.each([
    ['before', steps.toReversed()],
    ['after', steps],
  ])('is where it was written last, when that was %s its entry came to stand, and what lay before is cut off', (_, order) => {
    const index = new TextIndex();
    index.takeTexts('s', event(0, [group]), 2);
    expect(index.placeOf(text.digest)).toBeUndefined();
    for (const [, step] of order) step(index);
    index.takeCut('s', 1);
    const place = index.placeOf(text.digest)!;
    expect([place.revision, isThere(place), index.sidesWithLosses]).toEqual([1, true, []]);
  });

  it('is nowhere, where another entry came to stand', () => {
    const index = new TextIndex();
    index.takeTexts('s', event(0, [group]), 2);
    index.takeEntry('s', 3, 'another leaf');
    expect(index.placeOf(text.digest)).toBeUndefined();
    expect(index.sidesWithLosses).toHaveLength(1);
    expect([...index.holding([text.digest])]).toHaveLength(1);
    index.takeCut('s', 1);
    expect(index.sidesWithLosses).toEqual([]);
  });

  it('is in both streams that it came with at once, so that an erasure finds it in both', () => {
    const index = new TextIndex();
    for (const stream of ['s', 't']) index.takeTexts(stream, event(0, [{ ...group, bound: true }]), 3);
    index.takeErased({ ...event(0, []), bytes: jsonBytes({ digests: [text.digest] }) });
    expect([...index.holding([text.digest])].map(({ stream }) => stream)).toEqual(['s', 't']);
    index.takeCut('s', 1);
    expect(index.leftToErase).toEqual([text.digest]);
    index.takeCut('t', 1);
    expect(index.leftToErase).toEqual([]);
  });
});
