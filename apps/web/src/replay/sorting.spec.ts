import { describe, expect, it } from '@jest/globals';
import { inOrder, type Order } from './sorting.js';

const rows = ['10', null, '2', 'a'].map((cell, n) => ({ key: `${n}`, meeting: null, entry: null, cells: [cell] }));
const read = (order: Order) => inOrder({ headings: ['No.'], rows }, order).map(({ cells }) => cells[0]);

describe('a register in an order', () => {
  it('is in that of the record where nobody asks for another', () => expect(read(null)).toEqual(['10', null, '2', 'a']));
  it('puts numbers by their value, and what is not stated last', () =>
    expect(read({ by: 'No.', descending: false })).toEqual(['2', '10', 'a', null]));
  it('leaves what is not stated last when it is turned round', () =>
    expect(read({ by: 'No.', descending: true })).toEqual(['a', '10', '2', null]));
  it('stays as it is where the column is gone', () => expect(read({ by: 'Due', descending: false })).toEqual(['10', null, '2', 'a']));
});
