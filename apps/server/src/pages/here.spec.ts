import { describe, expect, it } from '@jest/globals';
import { waysFrom } from './here.js';

describe('a way on', () => {
  it('is the bare address where nothing was asked', () => expect(waysFrom({})('/actions')).toBe('/actions'));
  it('keeps the moment that was asked for, before the anchor', () =>
    expect(waysFrom({ at: '12', on: '2026-04-01' })('/a/b#e-1')).toBe('/a/b?at=12&on=2026-04-01#e-1'));
  it('takes questions of its own and leaves out those that are empty', () =>
    expect(waysFrom({ at: undefined })('/actions', { who: 'A & B', board: undefined, show: '' })).toBe('/actions?who=A+%26+B'));
});
