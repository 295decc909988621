import { describe, expect, it } from '@jest/globals';
import { Lately } from './lately.js';

const streams = (...names: readonly string[]) => names.map((name): [string, number] => [name, 100]);
const holding = (most: number) => {
  const lately = new Lately<{ readonly soFar: { readonly size: number } }>(most);
  const follow = (...names: readonly string[]) => {
    const staying = lately.chosen(streams(...names));
    return names.map((name) => {
      if (staying.has(name)) lately.keep(name, { soFar: { size: 100 } });
      else lately.letGo(name);
      return held(...names).length;
    });
  };
  const held = (...names: readonly string[]) => names.filter((name) => lately.get(name));
  return { follow, held };
};
const names = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `s${from + n}`);

describe('streams that were followed lately', () => {
  it('stay while there is room', () => {
    const { follow, held } = holding(1_000);
    follow(...names(0, 6));
    follow(...names(6, 10));
    expect(held(...names(0, 10))).toEqual(names(0, 10));
    follow('s10');
    expect(held(...names(0, 11))).toEqual(names(1, 11));
  });

  it('of which more come together than there is room for: those that were recorded last stay, and no other one is held in between', () => {
    const { follow, held } = holding(500);
    const many = names(0, 20);
    const inBetween = follow(...many);
    expect(held(...many)).toEqual(names(15, 20));
    expect(inBetween.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => 0));
  });

  it('stay, a few of them, however long they are', () => {
    const { follow, held } = holding(50);
    follow(...names(0, 6));
    expect(held(...names(0, 6))).toEqual(names(2, 6));
  });
});
