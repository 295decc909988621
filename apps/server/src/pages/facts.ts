import { isCorrection } from '#kernel/stands.js';
import type { Fact, HowRecorded } from '#kernel/entry.js';
import { textsIn } from '#kernel/looking.js';
import type { Occurred } from '#kernel/times.js';
import { specOf } from '#domain/catalogues.js';
import type { MeetingEvent } from '#domain/meeting/events.js';
import { clockTime, dateInWords, moneyInWords } from '#documents/figures.js';
import type { OpenLine, OpenMinutes } from '#documents/open-model.js';
import type { Read } from '#shell/reading.js';

/** One standing fact of a meeting, as a page tells of it. */
export type FactShown = {
  readonly entry: string;
  readonly revision: number;
  readonly type: string;
  /** In the clerk's words. */
  readonly what: string;
  readonly known: 'stated' | 'inferred';
  readonly recorded: HowRecorded;
  /** When it happened, where the recorder said so. */
  readonly occurred: string | null;
  /** It was recorded at another place than where it happened. */
  readonly late: boolean;
  readonly putRight: boolean;
  /** The sentence of the minutes that holds it; null where they are silent on it. */
  readonly sentence: string | null;
};
export type FactsShown = ReadonlyMap<string, FactShown>;

export const factsOf = ({ recorded, standing }: Pick<Read, 'recorded' | 'standing'>, open: OpenMinutes): FactsShown => {
  const corrected = new Set(recorded.filter(({ type }) => isCorrection(type)).map(({ data }) => data.entry as string));
  const sentences = sentencesOf(open);
  const when = whenOf(recorded, open);
  return new Map(
    standing.map((fact) => [
      fact.entry.id,
      {
        entry: fact.entry.id,
        revision: fact.entry.revision,
        type: fact.type,
        what: whatOf(fact),
        known: fact.data.known ?? fact.data.arises ?? 'stated',
        recorded: fact.entry.recorded,
        occurred: fact.entry.occurred && when(fact.entry.occurred),
        late: fact.entry.occurred !== null && ('before' in fact.entry.occurred || 'after' in fact.entry.occurred),
        putRight: corrected.has(fact.entry.id),
        sentence: sentences.get(fact.entry.id) ?? null,
      },
    ]),
  );
};

/** What the minutes print of each entry. */
export const sentencesOf = (open: OpenMinutes): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const keep = (entries: readonly string[], sentence: string) => {
    for (const entry of entries) if (!found.has(entry)) found.set(entry, sentence);
  };
  const keepLine = (line: OpenLine) => {
    keep(line.entries, line.text);
    for (const bullet of line.bullets) keepLine(bullet);
  };
  const somebody = ({ line, of }: { line: string; of: string | null }) => (of === null ? line : `${line} — ${of}`);
  for (const { people, entries, heading } of open.present) {
    for (const one of people) keep(one.entries, `${heading.replace(/:$/, '')}: ${somebody(one)}`);
    keep(entries, heading);
  }
  for (const one of [...open.apologies, ...open.items.flatMap(({ apologies }) => apologies)])
    keep(one.entries, `Apologies: ${somebody(one)}`);
  for (const line of [...open.opening, ...open.items.flatMap(({ lines }) => lines), ...open.closing]) keepLine(line);
  for (const { entries, label, heading } of open.items) keep(entries, label === null ? heading : `${label}. ${heading}`);
  for (const { lines } of open.lists)
    for (const one of lines) keep(one.entries, `${one.label ? `Action ${one.label}: ` : ''}${one.runs.map(({ text }) => text).join('')}`);
  return found;
};

type Details = { readonly [E in MeetingEvent as E['type']]?: (data: E['data']) => string };
const details: Details = {
  DecisionRecorded: ({ kind }) => `decision: ${kind}`,
  ActionRaised: ({ label }) => (label === null ? 'action' : `action ${label}`),
  AllocationMade: ({ amount }) => `money allocated: ${amount === null ? 'amount not stated' : moneyInWords(amount)}`,
  AttendanceRecorded: ({ role }) => `present: ${role === 'not stated' ? 'role not stated' : role}`,
  ChairTaken: ({ as }) => (as === 'not stated' ? 'took the chair' : `took the chair: ${as}`),
  ConditionSet: () => 'condition',
  DelegatedApprovalEndorsed: () => 'endorsed a delegated approval',
  ActionReported: () => 'report on an action',
  CorrectionAgreed: () => 'correction of earlier minutes',
  DecisionTakenUp: ({ outcome }) => `earlier decision: ${outcome}`,
  MinutesApproved: () => 'earlier minutes approved',
  ListHeaded: ({ role }) => `list of those present: ${role}`,
  InterestDeclared: ({ class: type }) => `interest declared: ${type === 'unspecified' ? 'type not stated' : type}`,
  OptionVoteRecorded: () => 'vote between options',
  SubGroupEstablished: () => 'sub group established',
};

const whatOf = ({ type, data, entry }: Fact): string => {
  const spec = specOf(entry.stream, type);
  return (details as Readonly<Record<string, (data: unknown) => string>>)[type]?.(data) ?? spec?.say ?? type;
};

const whenOf = (recorded: readonly Fact[], { meeting, items }: OpenMinutes) => {
  const entryNo = (id: string) => {
    const found = recorded.find(({ entry }) => entry.id === id);
    return found ? `entry ${found.entry.revision}` : 'another entry';
  };
  return (occurred: Occurred): string => {
    if ('at' in occurred) return `at ${clockTime(occurred.at, occurred.zone ?? meeting.zone)}`;
    if ('date' in occurred) return `on ${dateInWords(occurred.date)}`;
    if ('before' in occurred) return `before ${entryNo(occurred.before)}`;
    if ('after' in occurred) return `after ${entryNo(occurred.after)}`;
    const item = items.find((one) => one.item === occurred.during);
    return item ? `during ${item.label === null ? item.heading : `item ${item.label}`}` : 'during an item';
  };
};

/** All words that an entry holds, in their order: what a list of entries shows of it. */
export const wordsIn = ({ type, data, entry }: Fact, open: Read['open']): readonly string[] =>
  textsIn(specOf(entry.stream, type)!.shape, data).map((text) => {
    const opened = open(text);
    return typeof opened === 'string' ? `[${opened}]` : opened.words;
  });
