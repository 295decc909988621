import { openLine, openList } from '#documents/open-minutes.js';
import type { OpenAgendaItem } from '#documents/open-agenda.js';
import type { OpenLine } from '#documents/open-model.js';
import { plain, type Speaker } from '#documents/speak.js';
import { printedLists } from '#views/minutes/actions.js';
import { GrowingLines, type LineAt } from '#views/minutes/growing-lines.js';
import type { Line } from '#views/minutes/model.js';
import { besideTheirLike } from '#views/minutes/order.js';
import { factsOf, known } from '../projection.js';
import { type Agenda, agenda, headings } from './agenda.js';
import { apologies, present } from './people.js';
import { type Meeting, type Printed, readerOf, type Row, rowsOf } from './rows.js';

/** Each part of the minutes grows apart; of their lines, each that an entry changes is a part of its own. */
export const linesOf = (meeting: Meeting) => {
  const lines = linesSoFar(meeting);
  const items = agenda(meeting);
  const shown = shownOf(meeting);
  const made = lines.changed();
  const isNew = shown.of !== lines.lines;
  if (isNew) Object.assign(shown, { of: lines.lines, items, parts: [], lengths: [], lines: new Map() });
  const { parts, lengths } = shown;
  const changed: number[] = [];
  for (let n = 0; n < beside.length; n++) {
    const rows = beside[n]!(meeting);
    if (parts[n] === rows && lengths[n] === rows.length) continue;
    [parts[n], lengths[n]] = [rows, rows.length];
    changed.push(n);
  }
  const again = shown.items === items ? made : new Set([...made, ...movedIn(shown, items)]);
  for (const entry of isNew ? lines.lines.keys() : again) {
    const line = lines.lines.get(entry)!;
    const under = itemOf(line, items);
    const place = shown.lines.get(entry)?.place ?? parts.length;
    parts[place] = spoken(meeting, line, under);
    shown.lines.set(entry, { place, line, under });
    changed.push(place);
  }
  shown.items = items;
  return { parts, changed };
};

/** What stands beside the lines of the minutes. */
const beside: readonly ((meeting: Meeting) => readonly Row[])[] = [present, apologies, headings, (meeting) => lists(meeting)];

type ShownAt = { readonly place: number; readonly line: LineAt; readonly under: OpenAgendaItem | null };
type Shown = {
  of: unknown;
  items: unknown;
  readonly parts: (readonly Row[])[];
  readonly lengths: number[];
  readonly lines: Map<string, ShownAt>;
};
const shownOf = known((_: Meeting): Shown => ({ of: null, items: null, parts: [], lengths: [], lines: new Map() }));

/** Lines whose item says something else by now. */
const movedIn = ({ lines }: Shown, items: Agenda): readonly string[] =>
  [...lines].flatMap(([entry, { line, under }]) => (itemOf(line, items) === under ? [] : [entry]));
const itemOf = ({ where }: LineAt, items: Agenda): OpenAgendaItem | null =>
  typeof where === 'object' ? (items.get(where.item) ?? null) : null;

/** A list repeats actions: found is only what it says otherwise. */
const lists = known((meeting: Meeting) => {
  const standing = factsOf(meeting, 'ConsolidatedListPrinted', 'ActionListed', 'DiscrepancySettled');
  const speaker = { ...readerOf(meeting), held: linesSoFar(meeting).held };
  const rows = printedLists(besideTheirLike(standing))
    .flatMap((list) => openList(list, speaker).lines)
    .filter(({ compared }) => compared === 'substantive' || compared === 'not compared')
    .map(({ runs, entries }): Printed => ({ kind: 'listed action', words: plain(runs), entries, item: null }));
  return rowsOf(meeting, 'list', rows);
});

type Spoken = { readonly lines: GrowingLines; followed: number };

const began = known((_: Meeting): { spoken: Spoken | null } => ({ spoken: null }));
const linesSoFar = (meeting: Meeting): GrowingLines => {
  const held = began(meeting);
  const standing = meeting.soFar;
  held.spoken ??= { lines: new GrowingLines(standing), followed: standing.length };
  const { spoken } = held;
  for (; spoken.followed < standing.length; spoken.followed++)
    spoken.lines.add(standing[spoken.followed]!, () => standing.slice(0, spoken.followed + 1));
  return spoken.lines;
};

/** A line under an item or beside them, with its bullets. */
const spoken = (meeting: Meeting, { line }: LineAt, item: OpenAgendaItem | null): readonly Row[] => {
  const { held } = linesSoFar(meeting);
  const told = speaking(meeting);
  if (told.speaker?.held !== held) told.speaker = { ...readerOf(meeting), held };
  return rowsOf(meeting, null, withBullets(openLine(line, told.speaker, told.openBullet), item));
};

type Speaking = { speaker: Speaker | null; readonly openBullet: (bullet: Line, speaker: Speaker) => OpenLine };
const speaking = known((_: Meeting): Speaking => {
  // Of lines that are made anew with one more of them.
  const opened = new WeakMap<Line, OpenLine>();
  const openBullet = (bullet: Line, speaker: Speaker): OpenLine => {
    const before = opened.get(bullet);
    if (before) return before;
    const open = openLine(bullet, speaker);
    opened.set(bullet, open);
    return open;
  };
  return { speaker: null, openBullet };
});

const withBullets = ({ kind, text, entries, bullets }: OpenLine, item: OpenAgendaItem | null): readonly Printed[] => [
  { kind, words: text, entries, item },
  ...bullets.flatMap((bullet) => withBullets(bullet, item)),
];
