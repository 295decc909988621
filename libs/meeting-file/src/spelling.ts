/** The known word that was probably meant: at most two slips, or a third of its letters. */
export const nearest = (written: string, known: readonly string[]): string | null => {
  const far = known.map((word) => ({ word, slips: slips(written.toLowerCase(), word.toLowerCase()) }));
  const best = far.toSorted((a, b) => a.slips - b.slips)[0];
  return best && best.slips <= Math.max(2, Math.floor(best.word.length / 3)) ? best.word : null;
};

/** Letters to change, add or drop (Levenshtein). */
const slips = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
};

export const orDid = (written: string, known: readonly string[]) => {
  const meant = nearest(written, known);
  return meant === null ? '' : ` Did you mean "${meant}"?`;
};
