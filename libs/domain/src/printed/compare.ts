/** How two printed wordings of one thing compare. */
export type Compared = 'same' | 'typographic' | 'substantive';

const abbreviations: Readonly<Record<string, string>> = { cllr: 'councillor', clr: 'councillor', cllrs: 'councillors', '&': 'and' };

/** What a reader would call the same words: quotes, dashes, spaces, the first letter and abbreviations of titles do not count. */
const asRead = (words: string) =>
  words
    .normalize('NFKC')
    .replace(/[‘’ʼ`´"“”„]/g, "'")
    .replace(/\s*[‐‑‒–—−-]\s*/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/[ .]+$/, '')
    .trim()
    .replace(/^./, (first) => first.toLowerCase())
    .replace(/(?<![\p{L}&])(\p{L}+|&)(?![\p{L}&])\.?/gu, (word, letters: string) => abbreviations[letters.toLowerCase()] ?? word);

export const compared = (one: string, other: string): Compared =>
  one === other ? 'same' : asRead(one) === asRead(other) ? 'typographic' : 'substantive';
