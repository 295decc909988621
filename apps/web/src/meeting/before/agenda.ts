import type { Fact } from '#kernel/entry.js';
import type { ActionKnown } from '#registers/action-tracker/queries.js';
import { dateInWords } from '#documents/figures.js';
import type { DecisionToFollow, MeetingDesk, MeetingWithPaper } from '#shell/desk/answers.js';

/** A line of an agenda that is being built: nothing of it is recorded yet. */
export type Line = {
  readonly key: string;
  readonly heading: string;
  readonly standing: string | null;
  /** The earlier business that it goes back to, in words. */
  readonly earlier: string | null;
  readonly chosen: boolean;
  /** The line that it is part of, by its key: a sub-item. */
  readonly under: string | null;
  /** As somebody typed it; null is counted. */
  readonly label: string | null;
};
/** A line with the number under which it will stand. */
export type Numbered = Line & { readonly number: string };

const line = (key: string, heading: string, more: Partial<Line> = {}): Line => ({
  key,
  heading,
  standing: null,
  earlier: null,
  chosen: true,
  under: null,
  label: null,
  ...more,
});
export const ownLine = (heading: string): Line => line(crypto.randomUUID(), heading);

const day = (date: string | null) => (date === null ? 'an earlier meeting' : dateInWords(date));

/** The meetings before this one, the newest last. */
export const earlierThan = ({ meeting, meetings }: Pick<MeetingDesk, 'meeting' | 'meetings'>): readonly MeetingWithPaper[] =>
  meetings
    .filter((one) => one.meeting !== meeting.meeting && (one.date ?? '') < (meeting.date ?? '9999'))
    .toSorted((a, b) => `${a.date ?? ''} ${a.start ?? ''}`.localeCompare(`${b.date ?? ''} ${b.start ?? ''}`));

type Usual = Readonly<Record<string, string>>;
/** How the board itself heads its standing items, by what they stand for. */
export const usualIn = (standing: readonly Fact[]): Usual =>
  Object.fromEntries(
    standing
      .filter(({ type, data }) => type === 'ItemListed' && typeof data.standing === 'string' && typeof data.heading === 'string')
      .filter(({ data }) => data.standing !== 'minutes')
      .map(({ data }) => [data.standing as string, data.heading as string]),
  );

/** What an agenda usually holds, in its usual order and the board's own words, and what earlier meetings left to this one. */
export const proposed = (desk: Pick<MeetingDesk, 'meeting' | 'meetings' | 'actions' | 'decisions'>, usual: Usual = {}): readonly Line[] => {
  const before = earlierThan(desk);
  const last = before.at(-1);
  const usually = (key: string, standing: string, heading: string) => line(key, usual[standing] ?? heading, { standing });
  const arising = [...desk.actions.map(ofAction), ...desk.decisions.flatMap(ofConditions)];
  const deferred = desk.decisions.filter(({ kind }) => kind === 'deferred');
  return [
    usually('apologies', 'apologies', 'Apologies'),
    usually('declarations', 'declarations', 'Declarations of Interest'),
    ...before.filter(isUnapproved).map(ofMinutes),
    ...(before.length > 0 || arising.length > 0 ? [usually('arising', 'matters arising', 'Matters Arising'), ...arising] : []),
    ...deferred.map((one) => ({ ...ofDeferred(one), chosen: one.meetingId === last?.meeting })),
    usually('other', 'any other business', 'Any Other Business'),
    usually('next', 'next meeting', 'Date of Next Meeting'),
  ];
};

const isUnapproved = ({ sent, status, minutes }: MeetingWithPaper) =>
  minutes.status !== 'approved' && (sent !== null || status === 'closed' || status === 'held');
/** Minutes that were not sent out can hardly be approved: they are offered, and not ticked. */
const ofMinutes = ({ meeting, date, label, sent }: MeetingWithPaper): Line =>
  line(`minutes-${meeting}`, `Minutes of ${day(date)}${label === null ? '' : ` (${label})`}`, {
    standing: 'minutes',
    chosen: sent !== null,
  });

const ofAction = ({ id, number, wording, owners, meeting, item }: ActionKnown): Line => {
  const owned = owners.map(({ printed, name }) => printed ?? name ?? '').filter((one) => one !== '');
  const words = wording ?? 'words erased';
  const heading = `Action${number === null ? '' : ` ${number}`}: ${words}${owned.length === 0 ? '' : ` – ${owned.join(', ')}`}`;
  return line(id, heading, { under: 'arising', earlier: placeOf(meeting, item) });
};
const ofConditions = ({ words, meeting, item, openConditions }: DecisionToFollow): readonly Line[] =>
  openConditions.map((one) =>
    line(one.condition, `Condition: ${one.words ?? 'words erased'}`, {
      under: 'arising',
      earlier: [placeOf(meeting, item), words].filter(Boolean).join(': '),
    }),
  );
const ofDeferred = ({ id, words, meeting, item, subjects }: DecisionToFollow): Line =>
  line(id, item.heading ?? subjects[0]?.name ?? words ?? 'A deferred item', {
    earlier: [placeOf(meeting, item), words].filter(Boolean).join(': '),
  });

/** `10 March 2026 (2), item 3`: the meeting's name begins with its date. */
const placeOf = (meeting: string | null, item: { readonly label: string | null } | null): string => {
  const [, date, nth] = /^([\dX-]+)( \(\d+\))?$/.exec(meeting ?? '') ?? [];
  const when = date === undefined ? (meeting ?? 'an earlier meeting') : `${dateInWords(date)}${nth ?? ''}`;
  return item?.label ? `${when}, item ${item.label}` : when;
};

/** Without what the agenda has already: one standing item of each kind, and no heading twice. */
export const missingIn = (
  lines: readonly Line[],
  listed: readonly { readonly heading: string; readonly standing: string | null }[],
): readonly Line[] => {
  const kinds = new Set(listed.map(({ standing }) => standing).filter((one) => one !== 'minutes'));
  const headings = new Set(listed.map(({ heading }) => heading.toLowerCase()));
  const left = lines.filter(({ standing, heading }) => !headings.has(heading.toLowerCase()) && (standing === null || !kinds.has(standing)));
  const keys = new Set(left.map(({ key }) => key));
  return left.map((one) => (one.under !== null && !keys.has(one.under) ? { ...one, under: null } : one));
};

/** Those that will be recorded: of a part, only with its whole. */
export const chosenIn = (lines: readonly Line[]): readonly Line[] => {
  const chosen = new Set(lines.filter((one) => one.chosen).map(({ key }) => key));
  return lines.filter(({ key, under }) => chosen.has(key) && (under === null || chosen.has(under)));
};

/** 5, 5.1, 5.2, 6 … after the numbers that the agenda has; a number that somebody typed stays. */
export const numbered = (chosen: readonly Line[], labels: readonly (string | null)[] = []): readonly Numbered[] => {
  let whole = Math.max(0, ...labels.map((label) => Number(/^\d+/.exec(label ?? '')?.[0] ?? 0)));
  let part = 0;
  let current = '';
  return chosen.map((one) => {
    if (one.under !== null && current !== '') return { ...one, number: one.label ?? `${current}.${++part}` };
    whole++;
    part = 0;
    current = one.label ?? String(whole);
    return { ...one, number: current };
  });
};

/** A line goes up or down with its parts; a part stays with its whole. */
export const moved = (lines: readonly Line[], key: string, by: -1 | 1): readonly Line[] => {
  const one = lines.find((each) => each.key === key);
  if (!one) return lines;
  if (one.under !== null) return swapped(lines, key, by, (other) => other.under === one.under);
  const blocks = lines.filter(({ under }) => under === null);
  const order = swapped(blocks, key, by, () => true);
  return order.flatMap((whole) => [whole, ...lines.filter(({ under }) => under === whole.key)]);
};
const swapped = (lines: readonly Line[], key: string, by: -1 | 1, isAlike: (other: Line) => boolean): readonly Line[] => {
  const from = lines.findIndex((one) => one.key === key);
  const other = lines[from + by];
  if (!other || !isAlike(other)) return lines;
  return lines.with(from, other).with(from + by, lines[from]!);
};

/** Part of the line above, or a line of its own again. */
export const nested = (lines: readonly Line[], key: string): readonly Line[] => {
  const at = lines.findIndex((one) => one.key === key);
  const one = lines[at];
  if (!one) return lines;
  if (one.under !== null) return leftOut(lines, one);
  const above = lines.slice(0, at).findLast(({ under }) => under === null);
  if (!above || lines.some(({ under }) => under === key)) return lines;
  return lines.with(at, { ...one, under: above.key });
};
/** Behind the whole of which it was a part. */
const leftOut = (lines: readonly Line[], one: Line): readonly Line[] => {
  const without = lines.filter(({ key }) => key !== one.key);
  const last = without.findLastIndex(({ key, under }) => key === one.under || under === one.under);
  return without.toSpliced(last + 1, 0, { ...one, under: null });
};
