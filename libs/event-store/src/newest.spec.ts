import { describe, expect, it } from '@jest/globals';
import { entry, positions, upTo } from './contract-fixtures.js';
import { recordedFrom } from './envelope.js';
import { Tail } from './follow.js';
import { Newest } from './newest.js';

const pageSize = 4;

/** A log that grows, and how often it was read. */
const log = (length: number) => {
  const entries = upTo(length).map((n) => recordedFrom(n, entry('meeting-1', n)));
  const tail = new Tail();
  let reads = 0;
  const newest = new Newest(tail, pageSize, (after) => (reads++, entries.slice(after + 1, after + 1 + pageSize)));
  return {
    after: (seen: number) => positions(newest.after(seen)),
    readsFor: (seen: number) => ((reads = 0), newest.after(seen), reads),
    grow: (count = 1) => {
      for (const _ of upTo(count)) entries.push(recordedFrom(entries.length, entry('meeting-1', entries.length)));
      tail.wake();
    },
    /** By this program, which knows what it has written and where it came to stand. */
    write: (count = 1) => {
      const written = upTo(count).map((n) => recordedFrom(entries.length + n, entry('meeting-1', entries.length + n)));
      entries.push(...written);
      tail.wake();
      newest.wrote(written);
    },
    lose: (position: number) => entries.splice(position, 1),
  };
};

describe('the newest entries', () => {
  it('are read once for all who follow', () => {
    const { after, readsFor, grow } = log(3);
    expect(after(0)).toEqual([1, 2]);
    grow();
    expect(after(2)).toEqual([3]);
    expect([readsFor(2), readsFor(3), readsFor(0)]).toEqual([0, 0, 0]);
    expect(after(0)).toEqual([1, 2, 3]);
  });

  it('are looked for again whenever there may be more', () => {
    const { after, readsFor, grow } = log(2);
    expect(after(-1)).toEqual([0, 1]);
    expect([after(1), readsFor(1)]).toEqual([[], 0]);
    grow(2);
    expect(after(1)).toEqual([2, 3]);
    expect(after(3)).toEqual([]);
  });

  it('are not those of somebody who is far behind, and nothing is left out between', () => {
    const { after, grow } = log(3);
    after(-1);
    grow(9);
    const seen: number[] = [];
    for (let at = -1; ;) {
      const page = after(at);
      if (page.length === 0) break;
      seen.push(...page);
      at = page.at(-1)!;
    }
    expect(seen).toEqual(upTo(12));
    expect(after(2)).toEqual([3, 4, 5, 6]);
  });

  it('are not read where they were written here', () => {
    const { after, readsFor, write } = log(2);
    after(-1);
    write(2);
    expect([readsFor(1), readsFor(3), readsFor(0)]).toEqual([0, 0, 0]);
    expect([after(1), after(3)]).toEqual([[2, 3], []]);
  });

  it('are read where others have written between, and after it', () => {
    const { after, readsFor, grow, write } = log(2);
    after(-1);
    grow();
    write();
    expect(after(1)).toEqual([2, 3]);
    write();
    grow();
    expect([after(3), readsFor(4)]).toEqual([[4], 1]);
    expect(after(4)).toEqual([5]);
  });

  it('are let go of in time', () => {
    const { after, readsFor, write } = log(1);
    after(-1);
    for (const _ of upTo(2_000)) write();
    expect([readsFor(1_999), readsFor(1_900), readsFor(100)]).toEqual([0, 0, 1]);
    expect(after(100)).toEqual([101, 102, 103, 104]);
  });

  it('hide no gap from whoever follows', () => {
    const { after, lose } = log(4);
    lose(1);
    expect(after(-1)).toEqual([0, 2, 3]);
    expect(after(0)).toEqual([2, 3]);
  });
});
