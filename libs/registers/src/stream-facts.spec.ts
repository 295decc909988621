import { describe, expect, it } from '@jest/globals';
import { add, streamOf } from '#testing/growing-rows.js';
import { factOf } from '#testing/fact.js';
import { catalogues } from '#domain/catalogues.js';
import { known, type StreamFacts } from './projection.js';

describe('what is made of a stream as it grows', () => {
  it('is made anew for whatever was looked at, also where the first look ended with an error', () => {
    const stream = streamOf('board');
    let trouble = true;
    const aliases = known((board: StreamFacts) => {
      const { length } = board.facts(['BoardAliased']);
      if (trouble) throw new Error('out of order');
      return length;
    });
    add(stream, factOf(catalogues.board, 'BoardEstablished', {}, { id: 'e0' }), 0);
    expect(() => aliases(stream)).toThrow('out of order');
    trouble = false;
    expect(aliases(stream)).toBe(0);
    add(stream, factOf(catalogues.board, 'BoardAliased'), 1);
    expect(aliases(stream)).toBe(1);
  });
});
