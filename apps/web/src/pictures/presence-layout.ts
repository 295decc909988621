import { columnFor, lanes, widthOf } from './geometry.js';
import type { Mark, PresencePicture, Row, Segment, Span } from './presence.js';

export type Bar = { readonly span: Span; readonly x: number; readonly y: number; readonly width: number };
export type LaidRow = { readonly row: Row; readonly y: number; readonly textY: number; readonly bars: readonly Bar[] };
export type PresenceLayout = {
  readonly width: number;
  readonly height: number;
  /** Where the bars begin; 0 where each name stands over its bar. */
  readonly left: number;
  readonly top: number;
  /** Where the last row with a bar ends: nobody below it was in the room. */
  readonly bottom: number;
  readonly items: readonly { readonly item: Segment; readonly x: number; readonly width: number; readonly roomForTime: boolean }[];
  readonly marks: readonly { readonly mark: Mark; readonly x: number; readonly y: number; readonly width: number }[];
  readonly heads: readonly { readonly role: string; readonly y: number }[];
  readonly rows: readonly LaidRow[];
};
export const barHeight = 16;
const itemBand = 40;
const lane = 19;
const head = 24;
const narrowest = 6;

/** What stands beside or over a row. */
export const rowWords = ({ name, note }: Row): string => (note === null ? name : `${name}, ${note}`);

/** Everything at its place in pixels. Beside the names where there is room; else the names stand over their bars. */
export const layPresence = ({ steps, items, marks, groups }: PresencePicture, room: number): PresenceLayout => {
  const left = columnFor(
    groups.flatMap(({ rows: all }) => all.map(rowWords)),
    room,
  );
  const width = Math.max(room, left + steps * narrowest);
  // A hair's breadth is left at the end, so that no edge of a bar is cut.
  const x = (step: number) => left + (step / steps) * (width - left - 2);
  const laidMarks = marksAt(marks, x, width);
  const top = itemBand + (Math.max(-1, ...laidMarks.map((one) => one.lane)) + 1) * lane + 4;
  const rowHeight = left === 0 ? barHeight + 24 : barHeight + 10;
  let y = top;
  const heads: { role: string; y: number }[] = [];
  const rows: LaidRow[] = [];
  for (const { role, rows: of } of groups) {
    heads.push({ role, y: y + 16 });
    y += head;
    for (const row of of) {
      const barY = left === 0 ? y + 18 : y + 2;
      const bars = row.spans.map((span) => ({ span, x: x(span.from), y: barY, width: x(span.to) - x(span.from) }));
      rows.push({ row, y: barY, textY: left === 0 ? y + 12 : y + 15, bars });
      y += rowHeight;
    }
  }
  return {
    width,
    height: y + 6,
    left,
    top,
    bottom: Math.max(top, ...rows.filter(({ bars }) => bars.length > 0).map(({ y: at }) => at + barHeight)),
    items: items.map((item) => {
      const wide = x(item.to) - x(item.from);
      return { item, x: x(item.from), width: wide, roomForTime: item.time !== null && widthOf(item.time, 12) + 4 <= wide };
    }),
    marks: laidMarks.map(({ lane: which, ...one }) => ({ ...one, y: itemBand + which * lane })),
    heads,
    rows,
  };
};

const marksAt = (marks: readonly Mark[], x: (step: number) => number, width: number) => {
  const placed = marks.map((mark) => {
    const wide = widthOf(mark.label, 12) + 8;
    return { mark, x: x(mark.step), from: Math.min(x(mark.step) - wide / 2, width - wide), width: wide };
  });
  const which = lanes(placed.map(({ from, width: wide }) => ({ from, to: from + wide })));
  return placed.map(({ mark, x: at, width: wide }, n) => ({ mark, x: Math.min(at, width - wide / 2), width: wide, lane: which[n]! }));
};
