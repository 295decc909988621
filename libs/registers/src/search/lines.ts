import type { Fact } from '#kernel/entry.js';
import type { Opened, Text } from '#kernel/text.js';
import { openAgendaItem, type OpenAgendaItem } from '#documents/open-agenda.js';
import { openApology, openLine, openList, openRoster } from '#documents/open-minutes.js';
import type { OpenLine } from '#documents/open-model.js';
import type { Reader } from '#documents/reader.js';
import { plain } from '#documents/speak.js';
import { printedLists } from '#views/minutes/actions.js';
import { agendaOf } from '#views/minutes/agenda.js';
import { GrowingLines, type LineAt } from '#views/minutes/growing-lines.js';
import type { LineKind } from '#views/minutes/model.js';
import { besideTheirLike } from '#views/minutes/order.js';
import type { Noun } from '#views/minutes/parts.js';
import { apologiesOf, rostersOf } from '#views/minutes/rosters.js';
import { erasedWords, factsOf, known, type StreamFacts } from '../projection.js';

type Meeting = StreamFacts<'meeting'>;

/** What a line is: as the minutes have it, or what stands beside their lines. */
export const foundKinds = [
  'heading',
  'paper',
  'present',
  'apology',
  'decision',
  'action',
  'listed action',
  'motion',
  'vote',
  'option',
  'detail',
  'discussion',
  'point',
  'note',
  'advice',
  'correspondence',
  'declaration',
  'report',
  'ruling',
  'subject',
  'nil',
  'passage',
  'correction',
  'presence',
  'procedure',
] as const satisfies readonly (LineKind | 'heading' | 'paper' | 'present' | 'apology' | 'listed action')[];
export type FoundKind = (typeof foundKinds)[number];

/** What a line names has its words in another stream, and may be called otherwise one day, or nothing any more. */
export type Named = { readonly id: string; readonly as: Noun };
/** Stands in the words for each of those. */
export const nameMark = '\ufffc';

type Printed = {
  readonly kind: FoundKind;
  readonly words: string;
  readonly entries: readonly string[];
  readonly item: OpenAgendaItem | null;
};

/** Each part of the minutes grows apart; of their lines, each that an entry changes is a part of its own. */
export const linesOf = (meeting: Meeting) => {
  const lines = linesSoFar(meeting);
  const beside = [present(meeting), apologies(meeting), headings(meeting), lists(meeting)];
  const shown = shownOf(meeting);
  const isNew = shown.of !== lines.lines || shown.items !== agenda(meeting);
  if (isNew) Object.assign(shown, { of: lines.lines, items: agenda(meeting), parts: [...beside], places: new Map() });
  const { parts, places } = shown;
  const changed = beside.flatMap((rows, n) => (parts[n] === rows ? [] : [n]));
  for (const n of changed) parts[n] = beside[n]!;
  const made = lines.changed();
  for (const entry of isNew ? lines.lines.keys() : made) {
    const place = places.get(entry) ?? parts.length;
    places.set(entry, place);
    parts[place] = spoken(meeting, lines.lines.get(entry)!);
    changed.push(place);
  }
  return { parts, changed };
};

type Shown = { of: unknown; items: unknown; readonly parts: (readonly Row[])[]; readonly places: Map<string, number> };
const shownOf = known((_: Meeting): Shown => ({ of: null, items: null, parts: [], places: new Map() }));

type Part = 'present' | 'apology' | 'heading' | 'list' | null;
/** Of lines that begin with one entry the first has its name, and the next ones their number. */
const rowsOf = (meeting: Meeting, part: Part, printed: readonly Printed[]): readonly Row[] => {
  const seen = new Map<string, number>();
  const rows: Row[] = [];
  for (const line of printed) {
    const [entry] = line.entries;
    if (entry === undefined || line.words === '') continue;
    const nth = seen.get(entry) ?? 0;
    seen.set(entry, nth + 1);
    const name = part === null ? entry : `${entry} ${part}`;
    const key = nth === 0 ? name : `${name} ${nth}`;
    rows.push(part === null ? rowOf(meeting, key, entry, line) : asBefore(meeting, key, entry, line));
  }
  return rows;
};

const before = known((_: Meeting) => new Map<string, { readonly line: Printed; readonly row: Row }>());
/** What is printed as it was before keeps its row: nobody compares the two. */
const asBefore = (meeting: Meeting, key: string, entry: string, line: Printed): Row => {
  const held = before(meeting).get(key);
  if (held && isSame(held.line, line)) return held.row;
  const row = rowOf(meeting, key, entry, line);
  before(meeting).set(key, { line, row });
  return row;
};
const isSame = (one: Printed, other: Printed): boolean =>
  one.kind === other.kind &&
  one.words === other.words &&
  one.item?.item === other.item?.item &&
  one.item?.label === other.item?.label &&
  one.item?.heading === other.item?.heading &&
  one.entries.length === other.entries.length &&
  one.entries.every((entry, n) => entry === other.entries[n]);

const rowOf = (meeting: Meeting, key: string, entry: string, line: Printed) => {
  const { position, envelope } = meeting.placeOf(entry);
  const about = line.entries.map((one) => aboutOf(meeting.asItStands(one)));
  return {
    key,
    meeting: meeting.id,
    place: envelope.revision,
    kind: line.kind,
    ...wordsAndNames(line.words),
    item: line.item?.item ?? null,
    item_label: line.item?.label ?? null,
    item_heading: line.item === null ? null : wordsAndNames(line.item.heading).words,
    entry,
    position,
    decision: about.find(({ decision }) => decision)?.decision ?? null,
    action: about.find(({ action }) => action)?.action ?? null,
  };
};

const present = known((meeting: Meeting) => {
  const standing = factsOf(meeting, 'ListHeaded', 'AttendanceRecorded', 'ArrivalRecorded', 'SubstitutionRecorded');
  const people = rostersOf(besideTheirLike(standing)).flatMap((roster) => openRoster(roster, readerOf(meeting)).people);
  return rowsOf(
    meeting,
    'present',
    people.map(({ line, of, entries }) => person('present', line, of, entries, null)),
  );
});

const agenda = known((meeting: Meeting) => {
  const items = agendaOf(factsOf(meeting, 'ItemListed', 'ItemAdded', 'ItemTaken', 'PaperAttached'));
  const opened = items.map((item) => openAgendaItem(item, items, readerOf(meeting)));
  return new Map(opened.map((item) => [item.item, item]));
});

const apologies = known((meeting: Meeting) => {
  const items = agenda(meeting);
  const sent = besideTheirLike(factsOf(meeting, 'ApologyRecorded'));
  const rows = [null, ...items.keys()].flatMap((id) =>
    apologiesOf(sent, new Set(items.keys()), id).map((one) => {
      const { line, of, entries } = openApology(one, readerOf(meeting));
      return person('apology', line, of, entries, id === null ? null : items.get(id)!);
    }),
  );
  return rowsOf(meeting, 'apology', rows);
});

const headings = known((meeting: Meeting) =>
  rowsOf(
    meeting,
    'heading',
    [...agenda(meeting).values()].flatMap((item): readonly Printed[] => [
      { kind: 'heading', words: item.heading, entries: item.entries, item },
      ...item.papers.map(({ title, reference, entry }): Printed => {
        const words = reference === null ? title : `${title} (${reference})`;
        return { kind: 'paper', words, entries: [entry], item };
      }),
    ]),
  ),
);

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

type Row = ReturnType<typeof rowOf>;
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
const spoken = (meeting: Meeting, { where, line }: LineAt): readonly Row[] => {
  const item = typeof where === 'object' ? (agenda(meeting).get(where.item) ?? null) : null;
  const speaker = { ...readerOf(meeting), held: linesSoFar(meeting).held };
  return rowsOf(meeting, null, withBullets(openLine(line, speaker), item));
};

const readerOf = known((meeting: Meeting): Reader => ({
  open: (text: Text): Opened => {
    const words = meeting.words(text);
    if (words === null) return 'withheld';
    return words === erasedWords ? 'erased' : { words: words.replaceAll(steering, ' ') };
  },
  name: (id, as) => ({ words: `${nameMark}${as} ${id}${nameMark}` }),
}));
/** Control characters, and the mark of a name: nobody sees them in print. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const steering = /[\u0000-\u001f\u007f\ufffc]/g;
const names = new RegExp(`${nameMark}([a-z]+) ([^${nameMark}]*)${nameMark}`, 'g');

const noNames: readonly Named[] = [];
const wordsAndNames = (words: string): { readonly words: string; readonly named: readonly Named[] } => {
  if (!words.includes(nameMark)) return { words, named: noNames };
  return {
    words: words.replaceAll(names, nameMark),
    named: [...words.matchAll(names)].map(([, as, id]): Named => ({ id: id!, as: as as Noun })),
  };
};

const person = (
  kind: 'present' | 'apology',
  line: string,
  of: string | null,
  entries: readonly string[],
  item: OpenAgendaItem | null,
): Printed => ({ kind, words: of === null ? line : `${line}, ${of}`, entries, item });

const withBullets = ({ kind, text, entries, bullets }: OpenLine, item: OpenAgendaItem | null): readonly Printed[] => [
  { kind, words: text, entries, item },
  ...bullets.flatMap((bullet) => withBullets(bullet, item)),
];

type About = { readonly decision: string | null; readonly action: string | null };

/** Of which decision, and which action, an entry speaks. */
const aboutOf = (fact: Fact | undefined): About => {
  if (!fact) return { decision: null, action: null };
  const its = fact.data as { readonly decisionId?: string; readonly actionId?: string; decision?: string | null; action?: string | null };
  const arises = fact.type === 'ActionRaised';
  return { decision: its.decisionId ?? (arises ? null : (its.decision ?? null)), action: its.actionId ?? its.action ?? null };
};
