import { describe, expect, it } from '@jest/globals';
import { entry, positions, upTo } from './contract-fixtures.js';
import { recordedFrom } from './envelope.js';
import { Tail } from './follow.js';
import { Newest } from './newest.js';
import type { Envelope } from './port.js';

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
    /** Appended here: what is in the log is told of, too. */
    add: (count = 1) => {
      const added = upTo(count).map((n) => entry('meeting-1', entries.length + n));
      for (const bytes of added) entries.push(recordedFrom(entries.length, bytes));
      newest.add(
        entries.length - 1,
        added,
        entries.slice(-count).map(({ envelope }) => envelope),
      );
    },
    /** By another process, of which nobody is told. */
    growElsewhere: () => void entries.push(recordedFrom(entries.length, entry('meeting-1', entries.length))),
    look: () => tail.wake(),
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

  it('need not be read where they were appended here', () => {
    const { after, readsFor, add } = log(2);
    expect([after(-1), after(1)]).toEqual([[0, 1], []]);
    add(2);
    add();
    expect([readsFor(1), readsFor(4)]).toEqual([0, 0]);
    expect([after(1), after(3), after(4)]).toEqual([[2, 3, 4], [4], []]);
  });

  it('are not parsed where what they say is at hand', () => {
    const newest = new Newest(new Tail(), pageSize, (after) => (after < 0 ? [recordedFrom(0, entry('meeting-1', 0))] : []));
    newest.after(-1);
    const bytes = entry('meeting-1', 1);
    const read = JSON.parse(new TextDecoder().decode(bytes)) as Envelope;
    newest.add(1, [bytes], [read]);
    expect(newest.after(0)).toEqual([recordedFrom(1, bytes)]);
    expect(newest.after(0)[0]!.envelope).toBe(read);
  });

  it('are read where another process has appended between, or after them', () => {
    const { after, readsFor, add, growElsewhere, look } = log(2);
    expect([after(-1), after(1)]).toEqual([[0, 1], []]);
    growElsewhere();
    add();
    expect(after(1)).toEqual([2, 3]);
    expect(after(3)).toEqual([]);
    add();
    growElsewhere();
    expect([after(3), after(4)]).toEqual([[4], []]);
    look();
    expect([after(4), after(5), readsFor(5)]).toEqual([[5], [], 0]);
  });

  it('are read once more where somebody may have appended before the end was seen', () => {
    const { after, growElsewhere, look, add, readsFor } = log(2);
    expect([after(-1), after(1)]).toEqual([[0, 1], []]);
    look();
    add();
    growElsewhere();
    expect(after(1)).toEqual([2]);
    expect([readsFor(2), after(2)]).toEqual([1, [3]]);
  });

  it('are kept some hundred, however many are appended here', () => {
    const { after, add, readsFor } = log(1);
    expect(after(-1)).toEqual([0]);
    for (const _ of upTo(2_000)) add();
    expect([after(1_996), readsFor(1_900), readsFor(1_000)]).toEqual([[1_997, 1_998, 1_999, 2_000], 0, 1]);
  });

  it('hide no gap from whoever follows', () => {
    const { after, lose } = log(4);
    lose(1);
    expect(after(-1)).toEqual([0, 2, 3]);
    expect(after(0)).toEqual([2, 3]);
  });
});
