/** How much of two texts' words is the same, from 0 to 1 (Dice, words counted as often as they occur). */
export const similarity = (one: readonly string[], other: readonly string[]): number => {
  if (one.length + other.length === 0) return 1;
  const left = new Map<string, number>();
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of other) {
    const more = left.get(word) ?? 0;
    if (more === 0) continue;
    left.set(word, more - 1);
    shared++;
  }
  return (2 * shared) / (one.length + other.length);
};

/** The words in a value, whatever holds them; what is not stated has none. */
export const wordsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.split(/\s+/);
  if (value === null) return [];
  if (typeof value !== 'object') return [JSON.stringify(value)];
  return Object.values(value).flatMap(wordsIn);
};

/** Which of two lists belong together, in order, so that the whole is most alike. @param alike 0 where they do not belong together. */
export const inOrder = (
  olds: number,
  news: number,
  alike: (o: number, n: number) => number,
): readonly (readonly [o: number, n: number])[] => {
  const best = Array.from({ length: olds + 1 }, () => new Float64Array(news + 1));
  for (let o = olds - 1; o >= 0; o--)
    for (let n = news - 1; n >= 0; n--) best[o]![n] = Math.max(best[o + 1]![n]!, best[o]![n + 1]!, together(best, o, n, alike(o, n)));
  const pairs: (readonly [number, number])[] = [];
  for (let o = 0, n = 0; o < olds && n < news;) {
    const score = alike(o, n);
    if (score > 0 && best[o]![n] === together(best, o, n, score)) pairs.push([o++, n++]);
    else if (best[o]![n] === best[o + 1]![n]) o++;
    else n++;
  }
  return pairs;
};
const together = (best: readonly Float64Array[], o: number, n: number, score: number) => (score > 0 ? score + best[o + 1]![n + 1]! : 0);
