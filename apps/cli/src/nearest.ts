/** The known word that is fewest slips away, if it is near enough to be meant. */
export const nearest = (word: string, known: readonly string[]): string | null => {
  const ranked = known
    .map((candidate) => ({ candidate, slips: candidate.startsWith(word) && word.length > 1 ? 0 : slipsBetween(word, candidate) }))
    .sort((a, b) => a.slips - b.slips);
  const best = ranked[0];
  return best && best.slips <= slipsIn(word) ? best.candidate : null;
};

/** Of four letters, two that differ are another word. */
const slipsIn = (word: string): number => (word.length <= 4 ? 1 : Math.max(2, Math.floor(word.length / 3)));

/** Letters to put in, leave out, replace, or swap with the next (Levenshtein, with Damerau's swaps). */
const slipsBetween = (a: string, b: string): number => {
  let [before, row]: [readonly number[], readonly number[]] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const one = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(isSwap ? Math.min(one, before[j - 2]! + 1) : one);
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
};
