import { beforeAll, describe, expect, it } from '@jest/globals';
import { minutesOfSeed, printed, seedLog } from './seed.js';

/** Typographic differences folded: markup, quotation marks, dashes, white space. */
const folded = (text: string): string =>
  text
    .replace(/<\/?sup>|\*\*|^#+ |\\$|^_|_$|^- /gm, '')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[-–—]/g, ' ')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** Every other difference, with its reason. */
const differences: readonly { readonly paper: string; readonly minutes: string; readonly because: string }[] = [
  {
    paper: 'East Midlands Property Alliance (EMPA) and the Midlands\n\nHighway Alliance (MHA)',
    minutes: 'East Midlands Property Alliance (EMPA) and the Midlands Highway Alliance (MHA)',
    because: 'a page break splits the sentence',
  },
];
const paperLines = () => {
  const paper = differences.reduce((text, { paper: was, minutes }) => text.replace(was, minutes), printed);
  return paper.split('\n').map(folded).filter(Boolean);
};

/** Paragraphs of the paper that hold several facts are printed as a paragraph for each: so a line is looked for by its sentences. */
const sentences = (line: string) => line.split(/(?<=[.:]) (?=[A-Z])/);

let minutes: string;
let ownWords: string;
beforeAll(async () => {
  const { markdown } = await minutesOfSeed(await seedLog());
  const [body, own] = markdown.split('## Priority Actions, as the items record them');
  minutes = body!;
  ownWords = own!;
});

describe('the minutes of 20 January 2010, held against the paper', () => {
  it('hold every sentence of the paper, in its order', () => {
    let rest = folded(minutes);
    for (const sentence of paperLines().flatMap(sentences)) {
      const at = rest.indexOf(sentence);
      if (at < 0) throw new Error(`not in the minutes, or not in its place: ${sentence}`);
      rest = rest.slice(at + sentence.length);
    }
  });
  it('print nothing that the paper does not, but their own status', () => {
    let rest = folded(paperLines().join(' '));
    const lines = minutes.split('\n').map(folded).filter(Boolean);
    const [status] = lines.splice(
      lines.findIndex((line) => line.startsWith('From printed minutes')),
      1,
    );
    expect(status).toMatch(
      /^From printed minutes, whose approval is not recorded\. The record as it stood on 1 January 2026, 00:00 UTC, position \d+\.$/,
    );
    for (const line of lines) {
      const at = rest.indexOf(line);
      if (at < 0) throw new Error(`not on the paper, or not in its place: ${line}`);
      rest = rest.slice(at + line.length);
    }
    expect(rest.trim()).toBe('');
  });
  it('print the formal acts of the paper, and no other, in bold', () => {
    const bold = (text: string) => [...text.matchAll(/^\*\*(The Board .+)\*\*$/gm)].map(([, words]) => folded(words!));
    expect(bold(minutes)).toEqual(bold(printed));
    expect(bold(minutes)).toHaveLength(7);
  });
  it('say what is not stated and what is inferred, apart from what the paper says', () => {
    expect(ownWords).toContain('Not stated: chair, quorum, start, end, place');
    expect(ownWords).toContain('Inferred: those under “In attendance” attended as voting member');
    expect(ownWords).toContain('Inferred: how it was decided under item 5.');
    expect(ownWords).toContain('Action 2 reads otherwise in the printed list');
  });
  it.each(differences)('differ where $because', ({ paper, minutes: other }) => {
    expect(printed).toContain(paper);
    expect(folded(minutes)).toContain(folded(other));
  });
});
