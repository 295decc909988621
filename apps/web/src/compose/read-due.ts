/** Until when, as words say it, and where they say it, in UTF-16 units. What is expected is a month: which meeting that is is asked later. */
export type DueRead = { readonly due: Readonly<Record<string, unknown>>; readonly from: number; readonly to: number };
/** The day of the meeting that speaks, and the meeting that follows it, where the book holds exactly one. */
export type SaidAt = { readonly on: string | null; readonly next: string | null };

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const month = `(?<month>${months.join('|')})(?: (?<year>\\d{4}))?`;
const ordinary = '(?:ordinary |Board |board )?';
const until = '(?:to|at|by|before|for|until) ';
/** What is printed of it is the group `said`. */
const ways: readonly (readonly [RegExp, (said: Said) => Readonly<Record<string, unknown>> | null])[] = [
  [/(?<said>\b(?:all|every) future (?:\p{L}+ )?meetings?\b)/u, () => ({ standing: true })],
  [
    new RegExp(`\\b${until}(?<said>(?:the |its |our )?next ${ordinary}meeting)\\b`, 'u'),
    ({ next }) => (next === null ? null : { meeting: next }),
  ],
  [new RegExp(`\\b${until}(?<said>(?:the |its |our )?${month} ${ordinary}meeting)\\b`, 'u'), (said) => expected(said)],
  [new RegExp(`\\b${until}(?<said>the Board in ${month})\\b`, 'u'), (said) => expected(said)],
  [new RegExp(`\\bby (?<said>(?<day>\\d{1,2})(?:st|nd|rd|th)? ${month})\\b`, 'u'), (said) => dated(said)],
  [new RegExp(`\\bby (?<said>(?:the end of )?${month})\\b`, 'u'), (said) => dated(said)],
];
type Said = { readonly month: number; readonly year: string | undefined; readonly day: string | undefined } & SaidAt;

/** Until when something is to be done, where the words say so: "to the April Board meeting", "by 29 May". Nothing is guessed. */
export const dueIn = (words: string, at: SaidAt): DueRead | null => {
  for (const [pattern, read] of ways) {
    const found = new RegExp(pattern, 'du').exec(words);
    const span = found?.indices?.groups?.['said'];
    if (!found || !span) continue;
    const { month: name, year, day } = found.groups ?? {};
    const due = read({ ...at, month: months.indexOf(name ?? '') + 1, year, day });
    if (due !== null) return { due, from: span[0], to: span[1] };
  }
  return null;
};

const two = (count: number) => String(count).padStart(2, '0');
/** Said in January, April is this year's; said in April or later, next year's. */
const monthOf = ({ month: said, year, on }: Said): string | null => {
  if (year !== undefined) return `${year}-${two(said)}`;
  if (on === null || !/^\d{4}-\d{2}/.test(on)) return null;
  const [thisYear, thisMonth] = on.split('-').map(Number) as [number, number];
  return `${said > thisMonth ? thisYear : thisYear + 1}-${two(said)}`;
};
const expected = (said: Said) => {
  const when = monthOf(said);
  return when === null ? null : { expected: when };
};
const dated = (said: Said) => {
  if (said.day === undefined) {
    const when = monthOf(said);
    return when === null ? null : { date: when };
  }
  const day = Number(said.day);
  // This month counts until its day has gone.
  const sameMonth = said.year === undefined && said.on !== null && said.month === Number(said.on.slice(5, 7));
  const when = sameMonth && day >= Number(said.on!.slice(8, 10)) ? said.on!.slice(0, 7) : monthOf(said);
  return when === null || day < 1 || day > 31 ? null : { date: `${when}-${two(day)}` };
};
