import { isStretch, type Said } from '#kernel/said.js';
import { Findings, type Finding } from '#kernel/stream.js';
import type { Decider } from '#kernel/decider.js';
import { deciders } from '#domain/deciders.js';
import { meeting as meetingDecider } from '#domain/meeting/index.js';
import { type Missing, openParts, openQuestions } from '#domain/meeting/missing.js';
import type { Meeting } from '#domain/meeting/state.js';
import type { Kind } from '#domain/catalogues.js';
import { known, projection, type StreamFacts } from '../projection.js';
import { notCarriedInWords } from './not-carried.js';
import { findingViews } from './views.js';

const tables = {
  finding: {
    kind: 'text',
    code: 'text',
    source: 'text',
    says: 'text',
    because: 'text',
    about: 'json',
    words: 'text?',
    entry: 'text',
    type: 'text',
    place: 'integer',
    overridden: 'integer',
    override_reason: 'text?',
  },
} as const;
type Row = {
  readonly key: string;
  readonly kind: 'finding' | 'not stated' | 'missing' | 'discrepancy';
  readonly code: string;
  readonly source: string;
  readonly says: string;
  readonly because: string;
  readonly about: readonly string[];
  readonly words: string | null;
  readonly entry: string;
  readonly type: string;
  readonly place: number;
  readonly overridden: number;
  readonly override_reason: string | null;
};

/** What the rules find in the record, what nobody can tell from it, what it leaves open, and where it disagrees with itself. */
export const findings = projection({
  name: 'findings',
  version: 5,
  tables,
  views: findingViews,
  of: {
    board: (stream) => rowsOf(stream),
    person: (stream) => rowsOf(stream),
    meeting: (stream) => rowsOf(stream, leftOpen(stream)),
    minutes: (stream) => rowsOf(stream),
    decision: (stream) => rowsOf(stream),
    action: (stream) => rowsOf(stream),
  },
});

/** Each part goes on behind those before it, however long they become. */
const partLength = 1_000_000;
const rowsOf = (stream: StreamFacts, open: readonly LeftOpen[] = []) => {
  const { found, notStated } = byRules(stream);
  const rows = ofStream(stream);
  const { parts } = rows.finding;
  [parts[0], parts[1], parts[2]] = [found, notStated, notCarried(stream)];
  for (let n = 0; n < open.length; n++) parts[firstOpen + n] = open[n]!.part.rows;
  return rows;
};
/** The list of its parts stays the same, and is looked through each time. */
const ofStream = known((_: StreamFacts) => ({ finding: { parts: [] as (readonly Row[])[] } }));

/** What an entry says, where it says anything: the condition, the question, the wording. */
const wordsOf = (stream: StreamFacts, entry: string): Said | null =>
  (stream.asItStands(entry)?.data as { readonly words?: Said | null } | undefined)?.words ?? null;

/** Rows of one part: several of one code about one entry are told apart by their number. */
class Part {
  readonly rows: Row[] = [];
  /** It cites words that may still come. */
  waits = false;
  private readonly seen = new Map<string, number>();
  constructor(
    private readonly stream: StreamFacts,
    private readonly nth: number,
  ) {}

  add(row: Omit<Row, 'key' | 'place' | 'words'>): void {
    const key = `${row.entry} ${row.code}`;
    const times = this.seen.get(key) ?? 0;
    this.seen.set(key, times + 1);
    const place = this.nth * partLength + this.rows.length;
    const named = `${key}${this.nth === 1 ? ' ?' : ''}${times === 0 ? '' : ` ${times}`}`;
    const words = wordsOf(this.stream, row.entry);
    this.rows.push({ ...row, key: named, words: words && this.stream.words(words), place });
    this.waits ||= words !== null && isStretch(words) && !this.stream.placeOf(words.in);
  }
}

type Asked = {
  readonly decider: Decider | null;
  readonly findings: Findings<unknown> | null;
  readonly found: Part;
  readonly notStated: Part;
  followed: number;
};
const begin = (stream: StreamFacts): Asked => {
  const decider = (deciders as Partial<Record<Kind, Decider>>)[stream.kind] ?? null;
  return {
    decider,
    findings: decider ? new Findings(decider, null) : null,
    found: new Part(stream, 0),
    notStated: new Part(stream, 1),
    followed: 0,
  };
};
const began = known((_: StreamFacts): { asked: Asked | null } => ({ asked: null }));

/** What was found stays found: each rule was asked before its entry. */
const byRules = (stream: StreamFacts) => {
  const held = began(stream);
  if (!held.asked || held.asked.found.waits || held.asked.notStated.waits) held.asked = begin(stream);
  const { asked } = held;
  const { decider, findings: answers, found, notStated } = asked;
  const { soFar } = stream;
  for (; answers && asked.followed < soFar.length; asked.followed++) {
    answers.add(soFar[asked.followed]!, stream.stateAfter(decider!, asked.followed + 1));
    for (let n = found.rows.length; n < answers.findings.length; n++) found.add(asRow('finding', stream, answers.findings[n]!));
    for (let n = notStated.rows.length; n < answers.notStated.length; n++)
      notStated.add(asRow('not stated', stream, answers.notStated[n]!));
  }
  return { found: found.rows, notStated: notStated.rows };
};
const asRow = (kind: Row['kind'], stream: StreamFacts, one: Finding) => ({
  kind,
  code: one.code,
  source: one.source,
  says: one.says,
  because: one.because,
  about: one.about,
  entry: one.entry.id,
  type: one.type,
  overridden: one.override ? 1 : 0,
  override_reason: stream.words(one.override?.reason ?? null),
});

const ours = { because: '', about: [], overridden: 0, override_reason: null };

/** What is left open of one part of a meeting, and what it was made from. */
type LeftOpen = { state: Meeting | null; missing: readonly Missing[]; part: Part };
const firstOpen = 3;

const leftOpen = (meeting: StreamFacts<'meeting'>): readonly LeftOpen[] => {
  const state = meeting.state(meetingDecider);
  const held = heldOpen(meeting);
  for (let n = 0; n < openParts.length; n++) {
    const last = held[n];
    if (last?.state && !last.part.waits && isFrom(openParts[n]!, last.state, state)) continue;
    held[n] = openAgain(meeting, n, state, last);
  }
  return held;
};
const isFrom = ({ from }: (typeof openParts)[number], before: Meeting, now: Meeting): boolean => {
  for (const one of from) if (before[one] !== now[one]) return false;
  return true;
};
const openAgain = (meeting: StreamFacts<'meeting'>, n: number, state: Meeting, last: LeftOpen | undefined): LeftOpen => {
  const begin = (): LeftOpen => ({ state: null, missing: [], part: new Part(meeting, firstOpen + n) });
  const missing = openParts[n]!.missing(state);
  const grown = last && !last.part.waits && isGrown(last.missing, missing) ? last : begin();
  for (const one of missing.slice(grown.missing.length)) grown.part.add(asOpen(meeting, one));
  return { state, missing, part: grown.part };
};
const heldOpen = known((_: StreamFacts<'meeting'>): LeftOpen[] => []);
const isGrown = (before: readonly Missing[], now: readonly Missing[]) =>
  before.length <= now.length && before.every(({ code, entry }, n) => now[n]!.code === code && now[n]!.entry === entry);

const asOpen = (meeting: StreamFacts<'meeting'>, { code, source, says, entry }: Missing) => ({
  ...ours,
  kind: code === openQuestions.differs.code ? ('discrepancy' as const) : ('missing' as const),
  code,
  source,
  says,
  entry,
  type: meeting.asItStands(entry)?.type ?? '',
});

/** What another stream recorded and this one could not follow. */
const notCarried = known((stream: StreamFacts) => {
  const part = new Part(stream, 2);
  for (const { type, data, entry } of stream.facts(['NotCarried']))
    part.add({
      ...ours,
      kind: 'finding' as const,
      code: 'policy.not-carried',
      source: 'what meetings record is carried to the streams that it concerns',
      says: 'What was recorded elsewhere could not be carried over to here.',
      because: notCarriedInWords(data.type as string, data.because as string),
      entry: entry.id,
      type,
    });
  return part.rows;
});
