/** How wide words are in the sans face, near enough to keep them from running into each other. */
export const widthOf = (words: string, size = 13): number => Math.ceil(words.length * size * 0.56);

/** Words cut to a width, with a sign that they are cut. */
export const fit = (words: string, width: number, size = 13): string => {
  if (widthOf(words, size) <= width) return words;
  const room = Math.max(1, Math.floor(width / (size * 0.56)) - 1);
  return `${words.slice(0, room).trimEnd()}…`;
};

/** A column as wide as the longest of these, up to a third of the room; none where they are better put over their rows. */
export const columnFor = (all: readonly string[], room: number): number =>
  room < 560 ? 0 : Math.min(Math.floor(room / 3), Math.max(80, ...all.map((words) => widthOf(words) + 12)));

/** Words in lines of a width, the last one cut where there are more than fit. */
export const wrap = (words: string, width: number, lines: number, size = 13): readonly string[] => {
  const made: string[] = [];
  for (const word of words.split(/\s+/).filter((one) => one !== '')) {
    const longer = made.length === 0 ? word : `${made.at(-1)} ${word}`;
    if (made.length > 0 && (widthOf(longer, size) <= width || made.length === lines)) made[made.length - 1] = longer;
    else made.push(word);
  }
  return made.map((line) => fit(line, width, size));
};

export type Extent = { readonly from: number; readonly to: number };

/** Puts each extent into the first lane where it touches no other; they come in the order of their beginnings. */
export const lanes = (extents: readonly Extent[], gap = 2): readonly number[] => {
  const ends: number[] = [];
  return extents.map(({ from, to }) => {
    const free = ends.findIndex((end) => end + gap <= from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = to;
    return lane;
  });
};

const day = 86_400_000;
/** Days from one full date to another; null where either is not stated to the day. */
export const daysBetween = (from: string | null, to: string | null): number | null => {
  const [begun, ended] = [from, to].map((date) => (date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : null));
  return begun === null || begun === undefined || ended === null || ended === undefined ? null : Math.round((ended - begun) / day);
};
/** The last day of a date as far as it is stated; null where its year is not. */
export const lastDay = (date: string | null): string | null => {
  const [year, month, of] = date?.split('-') ?? [];
  if (!/^\d{4}$/.test(year ?? '')) return null;
  if (of !== undefined) return date;
  return new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0)).toISOString().slice(0, 10);
};
