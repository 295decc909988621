import { describe, expect, it } from '@jest/globals';
import type { ShownEntry } from '#shell/shown.js';
import { factOf, openerOf, valueAt } from './shown.js';

const digest = 'd'.repeat(43);
const shown = (data: unknown, texts: ShownEntry['texts'] = []): ShownEntry => ({
  id: 'e1',
  stream: 'meeting-x',
  revision: 3,
  command: 'c1',
  actor: 'a1',
  actorName: 'Member A',
  recorded: 'live',
  recordedAt: '2026-03-10T10:00:00.000Z',
  enteredAt: null,
  occurred: null,
  position: 7,
  type: 'NoteRecorded',
  data,
  texts,
  stands: true,
  correctedBy: null,
});
const sealed = { $t: digest } as never;

describe('an entry as the server shows it', () => {
  it('is a fact, with nothing in it that is only shown', () => {
    const fact = factOf(shown({ words: 'Safe.' }));
    expect(fact).toEqual({
      type: 'NoteRecorded',
      data: { words: 'Safe.' },
      entry: {
        id: 'e1',
        stream: 'meeting-x',
        revision: 3,
        command: 'c1',
        actor: 'a1',
        recorded: 'live',
        recordedAt: '2026-03-10T10:00:00.000Z',
        enteredAt: null,
        occurred: null,
      },
    });
  });

  it('is opened as far as the server has opened it', () => {
    const open = openerOf([]);
    expect(open('Safe.' as never)).toEqual({ words: 'Safe.' });
    expect(open({ erased: true } as never)).toBe('erased');
    expect(open({ withheld: true } as never)).toBe('withheld');
  });

  it('opens a digest that a correction cites from the entry that holds the words', () => {
    const open = openerOf([shown({ points: [{ words: 'Safe.' }] }, [{ at: 'points[0].words', digest }] as never)]);
    expect(open(sealed)).toEqual({ words: 'Safe.' });
  });

  it('withholds a digest that nothing here holds', () => {
    expect(openerOf([])(sealed)).toBe('withheld');
  });
});

describe('a place in data', () => {
  it.each([
    ['words', 'a'],
    ['points[1].words', 'c'],
    ['list[0]', 'd'],
    ['nowhere.at[3].all', undefined],
  ])('%s', (place, value) => {
    expect(valueAt({ words: 'a', points: [{ words: 'b' }, { words: 'c' }], list: ['d'] }, place)).toBe(value);
  });
});
