import type { Opened, Text } from '#kernel/text.js';
import { openMinutes } from '#documents/open-minutes.js';
import type { OpenItem, OpenLine, OpenList, OpenMinutes } from '#documents/open-model.js';
import type { Reader } from '#documents/reader.js';
import { plain } from '#documents/speak.js';
import { minutesOf } from '#views/minutes/minutes.js';
import type { LineKind } from '#views/minutes/model.js';
import type { Noun } from '#views/minutes/parts.js';
import { erasedWords, type StreamFacts } from '../projection.js';

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
  readonly item: OpenItem | null;
};

export const linesOf = (meeting: Meeting) => {
  const about = aboutIn(meeting);
  const seen = new Map<string, number>();
  return printedIn(openMinutes(minutesOf(meeting.standing), readerOf(meeting), { at: '', position: null })).map((line, place) => {
    const [entry] = line.entries as readonly [string];
    const nth = seen.get(entry) ?? 0;
    seen.set(entry, nth + 1);
    return {
      key: nth === 0 ? entry : `${entry} ${nth}`,
      meeting: meeting.id,
      place,
      kind: line.kind,
      ...wordsAndNames(line.words),
      item: line.item?.item ?? null,
      item_label: line.item?.label ?? null,
      item_heading: line.item === null ? null : wordsAndNames(line.item.heading).words,
      entry,
      position: meeting.placeOf(entry).position,
      decision: line.entries.map((one) => about.get(one)?.decision).find(Boolean) ?? null,
      action: line.entries.map((one) => about.get(one)?.action).find(Boolean) ?? null,
    };
  });
};

const readerOf = (meeting: Meeting): Reader => ({
  open: (text: Text): Opened => {
    const words = meeting.words(text);
    if (words === null) return 'withheld';
    return words === erasedWords ? 'erased' : { words: words.replaceAll(steering, ' ') };
  },
  name: (id, as) => ({ words: `${nameMark}${as} ${id}${nameMark}` }),
});
/** Control characters, and the mark of a name: nobody sees them in print. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const steering = /[\u0000-\u001f\u007f\ufffc]/g;
const names = new RegExp(`${nameMark}([a-z]+) ([^${nameMark}]*)${nameMark}`, 'g');

const wordsAndNames = (words: string) => ({
  words: words.replaceAll(names, nameMark),
  named: [...words.matchAll(names)].map(([, as, id]): Named => ({ id: id!, as: as as Noun })),
});

const printedIn = (minutes: OpenMinutes): readonly Printed[] =>
  [
    ...minutes.present.flatMap(({ people }) => people.map(({ line, of, entries }) => person('present', line, of, entries, null))),
    ...minutes.apologies.map(({ line, of, entries }) => person('apology', line, of, entries, null)),
    ...minutes.opening.flatMap((line) => withBullets(line, null)),
    ...minutes.items.flatMap(itemIn),
    ...minutes.closing.flatMap((line) => withBullets(line, null)),
    ...minutes.lists.flatMap(listIn),
  ].filter(({ entries, words }) => entries.length > 0 && words !== '');

const itemIn = (item: OpenItem): readonly Printed[] => [
  { kind: 'heading', words: item.heading, entries: item.entries, item },
  ...item.papers.map(({ title, reference, entry }): Printed => {
    const words = reference === null ? title : `${title} (${reference})`;
    return { kind: 'paper', words, entries: [entry], item };
  }),
  ...item.apologies.map(({ line, of, entries }) => person('apology', line, of, entries, item)),
  ...item.lines.flatMap((line) => withBullets(line, item)),
];

const person = (
  kind: 'present' | 'apology',
  line: string,
  of: string | null,
  entries: readonly string[],
  item: OpenItem | null,
): Printed => ({ kind, words: of === null ? line : `${line}, ${of}`, entries, item });

const withBullets = ({ kind, text, entries, bullets }: OpenLine, item: OpenItem | null): readonly Printed[] => [
  { kind, words: text, entries, item },
  ...bullets.flatMap((bullet) => withBullets(bullet, item)),
];

/** A list repeats actions: found is only what it says otherwise. */
const listIn = ({ lines }: OpenList): readonly Printed[] =>
  lines
    .filter(({ compared }) => compared === 'substantive' || compared === 'not compared')
    .map(({ runs, entries }) => ({ kind: 'listed action', words: plain(runs), entries, item: null }));

type About = { readonly decision: string | null; readonly action: string | null };

/** Of which decision, and which action, each entry speaks. */
const aboutIn = ({ standing }: Meeting): ReadonlyMap<string, About> =>
  new Map(
    standing.map(({ type, data, entry }) => {
      const its = data as { readonly decisionId?: string; readonly actionId?: string; decision?: string | null; action?: string | null };
      const arises = type === 'ActionRaised';
      return [
        entry.id,
        { decision: its.decisionId ?? (arises ? null : (its.decision ?? null)), action: its.actionId ?? its.action ?? null },
      ];
    }),
  );
