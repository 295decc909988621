/** Words, and whether they are those that were looked for. */
export type Segment = { readonly text: string; readonly hit: boolean };

const longest = 240;
const before = 60;

/** A long line around what was found first in it, cut between words; a short one whole. */
export const snippetOf = (segments: readonly Segment[]): readonly Segment[] => {
  const words = segments.map(({ text }) => text).join('');
  if (words.length <= longest) return joined(segments);
  const first = lengthOf(
    segments.slice(
      0,
      segments.findIndex(({ hit }) => hit),
    ),
  );
  const from = first <= before ? 0 : words.indexOf(' ', first - before) + 1;
  const to = words.length - from <= longest ? words.length : endOf(words, from + longest);
  return joined([gap(from > 0, '… '), ...stretch(segments, Math.min(from, first), to), gap(to < words.length, ' …')]);
};

const endOf = (words: string, most: number): number => {
  const space = words.lastIndexOf(' ', most);
  return space > most - before ? space : wholeLetter(words, most);
};
/** Never between the halves of one character. */
const wholeLetter = (words: string, at: number) => (/[\udc00-\udfff]/.test(words[at] ?? '') ? at - 1 : at);

const lengthOf = (segments: readonly Segment[]) => segments.reduce((sum, { text }) => sum + text.length, 0);
const gap = (is: boolean, text: string): Segment => ({ text: is ? text : '', hit: false });

const stretch = (segments: readonly Segment[], from: number, to: number): readonly Segment[] => {
  let passed = 0;
  return segments.map(({ text, hit }) => {
    const begins = passed;
    passed += text.length;
    return { text: text.slice(Math.max(0, from - begins), Math.max(0, to - begins)), hit };
  });
};

const joined = (segments: readonly Segment[]): readonly Segment[] =>
  segments.reduce<readonly Segment[]>((all, segment) => {
    const last = all.at(-1);
    if (segment.text === '') return all;
    return last?.hit === segment.hit ? [...all.slice(0, -1), { text: last.text + segment.text, hit: last.hit }] : [...all, segment];
  }, []);
