import { describe, expect, it } from '@jest/globals';
import { draftKept, type Draft } from './draft.js';

const store = () => {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
    size: () => held.size,
  };
};
const typed = (words: string): Draft => ({ values: { words }, touched: ['words'], introduced: [], reason: '', called: [] });

describe('what is half typed', () => {
  it('survives a reload, with the form that was open', () => {
    const kept = store();
    draftKept('meeting-x', kept).of('RecordNote', null, 'one').keep(typed('The quay'));
    const again = draftKept('meeting-x', kept);
    expect(again.open()).toMatchObject({ verb: 'RecordNote', correct: null });
    // A page that has been read again may not know yet which item is in hand.
    expect(again.of('RecordNote', null, null).take()).toEqual(typed('The quay'));
  });
  it('is there when a form that was closed opens again, under the same item', () => {
    const drafts = draftKept('meeting-x', store());
    const note = drafts.of('RecordNote', null, 'one');
    note.keep(typed('The quay'));
    note.shut();
    expect(drafts.open()).toBeNull();
    expect(drafts.of('RecordNote', null, 'two').take()).toBeNull();
    expect(drafts.of('RecordNote', 'an entry', 'one').take()).toBeNull();
    expect(drafts.of('RecordNote', null, 'one').take()).toEqual(typed('The quay'));
  });
  it('of one form outlives another, and what is recorded leaves nothing behind', () => {
    const kept = store();
    const drafts = draftKept('meeting-x', kept);
    const note = drafts.of('RecordNote', null, 'one');
    note.keep(typed('The quay'));
    note.shut();
    const vote = drafts.of('RecordVote', null, 'one');
    vote.keep(typed('That it be repaired'));
    vote.forget();
    expect(drafts.of('RecordNote', null, 'one').take()).toEqual(typed('The quay'));
    drafts.of('RecordNote', null, 'one').forget();
    expect(kept.size()).toBe(0);
  });
});
