import type { Fact } from '#kernel/entry.js';
import { fold } from '#kernel/fold.js';
import type { Text } from '#kernel/text.js';
import { meetingFold } from '#domain/meeting/fold.js';
import type { Moment } from '#domain/meeting/state.js';
import { roles } from '#domain/roles.js';
import { clockTime } from '#documents/figures.js';
import { inWords, type Open } from '#documents/reader.js';
import { attendanceOf, type Attending, type Stay } from '#views/attendance/attendance.js';
import { divisionsOf, type Division } from '#views/divisions/divisions.js';
import { only } from '#views/facts.js';

/** From one step of the meeting to another. */
export type Span = {
  readonly from: number;
  readonly to: number;
  readonly is: 'there' | 'withdrew';
  readonly votes: boolean;
  readonly remote: boolean;
  /** The role, or why the person withdrew. */
  readonly words: string;
  readonly times: string | null;
};
export type Row = {
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly note: string | null;
  readonly spans: readonly Span[];
};
export type Mark = { readonly step: number; readonly is: 'vote' | 'decision'; readonly label: string; readonly says: string };
export type Segment = Pick<Span, 'from' | 'to'> & {
  readonly label: string;
  readonly heading: string | null;
  readonly time: string | null;
};
/** A meeting in steps: each arrival, withdrawal, vote, decision and turn to another item is one, in the order in which they happened. */
export type PresencePicture = {
  readonly steps: number;
  readonly items: readonly Segment[];
  readonly marks: readonly Mark[];
  readonly groups: readonly { readonly role: string; readonly rows: readonly Row[] }[];
};
export type Reading = { readonly name: (id: string) => string; readonly open: Open; readonly zone: string | null };

const votes = ['VoteRecorded', 'OptionVoteRecorded'];
/** Of an item, but said or sent ahead of it. */
const ahead = ['InterestDeclared', 'PaperAttached'];

export const presenceOf = (standing: readonly Fact[], reading: Reading): PresencePicture => {
  const order = fold(meetingFold, standing).order.all;
  const types = new Map(standing.map(({ type, entry }) => [entry.id as string, type]));
  const { steps, stepOf, turns } = stepsOf(order, (entry) => types.get(entry) ?? '');
  const rowOf = rowsFrom(standing, order, { steps, stepOf, ...reading });
  return {
    steps,
    items: segments(standing, turns, steps, reading),
    marks: marksOf(standing, stepOf),
    groups: byRole(attendanceOf(standing).people.map(rowOf)),
  };
};

type Turn = { readonly item: string; readonly step: number; readonly at: string | null };
const stepsOf = (order: readonly Moment[], typeOf: (entry: string) => string) => {
  const taken = order.some(({ takes }) => takes);
  const stepOf = new Map<string, number>();
  const turns: Turn[] = [];
  let step = 0;
  for (const moment of order) {
    const type = typeOf(moment.entry);
    const turned = moment.item !== null && moment.item !== turns.at(-1)?.item && (taken ? moment.takes : !ahead.includes(type));
    const isShown = (moment.move !== null && !moment.atTheStart) || votes.includes(type) || type === 'DecisionRecorded';
    if (turned) turns.push({ item: moment.item, step: ++step, at: moment.at });
    if (isShown) step++;
    stepOf.set(moment.entry, moment.atTheStart ? 0 : step);
  }
  return { steps: step + 1, stepOf, turns };
};

const segments = (standing: readonly Fact[], turns: readonly Turn[], steps: number, { open, zone }: Reading): readonly Segment[] => {
  const listed = new Map(only(standing, 'ItemListed', 'ItemAdded').map(({ data }) => [data.itemId as string, data]));
  return turns.map(({ item, step, at }, n) => ({
    from: step,
    to: turns[n + 1]?.step ?? steps,
    label: listed.get(item)?.label ?? '–',
    heading: listed.has(item) ? inWords(open(listed.get(item)!.heading as Text)) : null,
    time: at === null ? null : clockTime(at, zone),
  }));
};

const marksOf = (standing: readonly Fact[], stepOf: ReadonlyMap<string, number>): readonly Mark[] => {
  const at = (entry: string) => stepOf.get(entry) ?? 0;
  const taken = divisionsOf(standing).divisions.map((one) => ({ step: at(one.entry), is: 'vote' as const, says: voteSays(one) }));
  const decided = only(standing, 'DecisionRecorded').map(({ entry, data }) => ({
    step: at(entry.id),
    is: 'decision' as const,
    says: `${data.kind}, ${data.method === 'not stated' ? 'how is not stated' : `by ${data.method}`}`,
  }));
  const inOrder = <T extends { readonly step: number }>(all: readonly T[]) => all.toSorted((a, b) => a.step - b.step);
  const numbered = (letter: string, all: readonly Omit<Mark, 'label'>[]) =>
    inOrder(all).map((one, n): Mark => ({ ...one, label: `${letter}${n + 1}` }));
  return inOrder([...numbered('V', taken), ...numbered('D', decided)]);
};

const said = (count: number | null) => (count === null ? 'not stated' : `${count}`);
const voteSays = (vote: Division): string => {
  if (vote.of === 'options')
    return `${vote.options.map(({ count }, n) => `option ${n + 1}: ${said(count)}`).join(', ')}, abstained ${said(vote.abstained)}`;
  return `for ${said(vote.counts.for.stated)}, against ${said(vote.counts.against.stated)}, abstained ${said(vote.counts.abstained.stated)}: ${vote.outcome === 'not known' ? 'result not stated' : vote.outcome}`;
};

type Stepped = Reading & { readonly steps: number; readonly stepOf: ReadonlyMap<string, number> };
const rowsFrom = (standing: readonly Fact[], order: readonly Moment[], stepped: Stepped) => {
  const { steps, stepOf, name, open, zone } = stepped;
  const at = (entry: string) => stepOf.get(entry) ?? 0;
  const clock = (instant: string | null) => (instant === null ? null : clockTime(instant, zone));
  const times = (from: string | null, until: string | null) =>
    from === null && until === null ? null : [clock(from) ?? '…', clock(until) ?? '…'].join(' to ');
  const why = (entry: string): string => {
    const data = only(standing, 'WithdrawalRecorded').find((one) => one.entry.id === entry)?.data;
    if (data?.reason) return inWords(open(data.reason as Text));
    return data?.interest ? 'interest declared' : 'reason not stated';
  };
  const there = ({ role, attends, from, until }: Stay): Span => ({
    from: at(from.entry),
    to: until === null ? steps : at(until.entry),
    is: 'there',
    votes: role === 'voting member',
    remote: attends === 'remotely',
    words: role,
    times: times(from.at, until?.at ?? null),
  });
  const away = (person: string, { role, until }: Stay): Span | null => {
    if (until?.how !== 'withdrew') return null;
    const out = order.findIndex(({ entry }) => entry === until.entry);
    const next = order.find(({ move }, n) => n > out && move?.person === person);
    const to = next ? at(next.entry) : steps;
    return {
      from: at(until.entry),
      to,
      is: 'withdrew',
      votes: role === 'voting member',
      remote: false,
      words: why(until.entry),
      times: times(until.at, next?.at ?? null),
    };
  };
  return ({ person, role, stays, substitutesFor, substitutedBy, apologies }: Attending): Row => ({
    person,
    name: name(person),
    role: role ?? 'apologies',
    note:
      [
        substitutesFor !== null && `for ${name(substitutesFor)}`,
        substitutedBy !== null && `sent ${name(substitutedBy)}`,
        role !== null && apologies.length > 0 && 'sent apologies',
      ]
        .filter(Boolean)
        .join(', ') || null,
    spans: stays.flatMap((stay) => [there(stay), away(person, stay)]).filter((span): span is Span => span !== null && span.to > span.from),
  });
};

const places: readonly string[] = [...roles, 'not stated', 'apologies'];
const byRole = (rows: readonly Row[]): PresencePicture['groups'] => {
  const groups = Map.groupBy(rows, ({ role }) => role);
  return [...groups].map(([role, of]) => ({ role, rows: of })).toSorted((a, b) => places.indexOf(a.role) - places.indexOf(b.role));
};
