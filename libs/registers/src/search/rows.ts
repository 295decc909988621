import type { Fact } from '#kernel/entry.js';
import type { Opened, Text } from '#kernel/text.js';
import type { OpenAgendaItem } from '#documents/open-agenda.js';
import type { Reader } from '#documents/reader.js';
import type { LineKind } from '#views/minutes/model.js';
import type { Noun } from '#views/minutes/parts.js';
import { erasedWords, known, type StreamFacts } from '../projection.js';

export type Meeting = StreamFacts<'meeting'>;

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

export type Printed = {
  readonly kind: FoundKind;
  readonly words: string;
  readonly entries: readonly string[];
  readonly item: OpenAgendaItem | null;
};

type Part = 'present' | 'apology' | 'heading' | 'list' | null;
/** Of lines that begin with one entry the first has its name, and the next ones their number. */
export const rowsOf = (meeting: Meeting, part: Part, printed: readonly Printed[]): readonly Row[] => {
  const seen = new Map<string, number>();
  const rows: Row[] = [];
  for (const line of printed) {
    const [entry] = line.entries;
    if (entry === undefined || line.words === '') continue;
    const nth = seen.get(entry) ?? 0;
    seen.set(entry, nth + 1);
    const name = part === null ? entry : `${entry} ${part}`;
    const key = nth === 0 ? name : `${name} ${nth}`;
    rows.push(part === null && printed.length === 1 ? rowOf(meeting, key, entry, line) : asBefore(meeting, key, entry, line));
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

export type Row = ReturnType<typeof rowOf>;

export const readerOf = known((meeting: Meeting): Reader => ({
  open: (text: Text): Opened => {
    const words = meeting.words(text);
    if (words === null) return 'withheld';
    return words === erasedWords ? 'erased' : { words: words.replaceAll(steering, ' ') };
  },
  name: (id, as) => ({ words: `${nameMark}${as} ${id}${nameMark}` }),
}));
/** Control characters of ASCII, and the mark of a name: nobody sees them in print. */
const steering = /[\p{Cc}\ufffc](?<![\u0080-\u009f])/gu;
const names = new RegExp(`${nameMark}([a-z]+) ([^${nameMark}]*)${nameMark}`, 'g');

const noNames: readonly Named[] = [];
const wordsAndNames = (words: string): { readonly words: string; readonly named: readonly Named[] } => {
  if (!words.includes(nameMark)) return { words, named: noNames };
  return {
    words: words.replaceAll(names, nameMark),
    named: [...words.matchAll(names)].map(([, as, id]): Named => ({ id: id!, as: as as Noun })),
  };
};

type About = { readonly decision: string | null; readonly action: string | null };

/** Of which decision, and which action, an entry speaks. */
const aboutOf = (fact: Fact | undefined): About => {
  if (!fact) return { decision: null, action: null };
  const its = fact.data as { readonly decisionId?: string; readonly actionId?: string; decision?: string | null; action?: string | null };
  const arises = fact.type === 'ActionRaised';
  return { decision: its.decisionId ?? (arises ? null : (its.decision ?? null)), action: its.actionId ?? its.action ?? null };
};
