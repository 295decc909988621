import type { Fact } from '#kernel/entry.js';
import type { Said } from '#kernel/said.js';
import { findingsIn, type Finding } from '#kernel/stream.js';
import type { Decider } from '#kernel/decider.js';
import { deciders } from '#domain/deciders.js';
import { missingIn, openQuestions } from '#domain/meeting/missing.js';
import type { Kind } from '#domain/catalogues.js';
import { projection, type StreamFacts } from '../projection.js';
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
type Row = { readonly key: string; readonly kind: 'finding' | 'not stated' | 'missing' | 'discrepancy' } & Omit<Common, 'key'>;
type Common = {
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
  version: 3,
  tables,
  views: findingViews,
  of: {
    board: (stream) => rowsOf(stream, byRules(stream), notCarried(stream)),
    person: (stream) => rowsOf(stream, byRules(stream), notCarried(stream)),
    meeting: (stream) => rowsOf(stream, byRules(stream), missing(stream), notCarried(stream)),
    minutes: (stream) => rowsOf(stream, byRules(stream), notCarried(stream)),
    decision: (stream) => rowsOf(stream, byRules(stream), notCarried(stream)),
    action: (stream) => rowsOf(stream, byRules(stream), notCarried(stream)),
  },
});

const rowsOf = (stream: StreamFacts, ...parts: readonly (readonly Omit<Row, 'key' | 'place' | 'words'>[])[]) => {
  const seen = new Map<string, number>();
  const words = wordsOf(stream);
  return {
    finding: parts.flat().map((row, place) => {
      const key = `${row.entry} ${row.code}`;
      const nth = seen.get(key) ?? 0;
      seen.set(key, nth + 1);
      return { ...row, key: nth === 0 ? key : `${key} ${nth}`, words: words(row.entry), place };
    }),
  };
};

/** What an entry says, where it says anything: the condition, the question, the wording. */
const wordsOf = ({ standing, words }: StreamFacts): ((entry: string) => string | null) => {
  const said = new Map(standing.map(({ entry, data }) => [entry.id, (data as { readonly words?: Said | null }).words ?? null]));
  return (entry) => words(said.get(entry) ?? null);
};

const byRules = (stream: StreamFacts) => {
  const decider = (deciders as Partial<Record<Kind, Decider>>)[stream.kind];
  const { findings: found, notStated } = decider ? findingsIn(decider, stream.recorded) : { findings: [], notStated: [] };
  return [...found.map(asRow('finding', stream)), ...notStated.map(asRow('not stated', stream))];
};
const asRow = (kind: Row['kind'], stream: StreamFacts) => (one: Finding) => ({
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

const missing = (meeting: StreamFacts<'meeting'>) => {
  const types = new Map(meeting.standing.map(({ type, entry }) => [entry.id, type]));
  return missingIn(meeting.standing).map((one) => ({
    ...ours,
    kind: one.code === openQuestions.differs.code ? ('discrepancy' as const) : ('missing' as const),
    code: one.code,
    source: one.source,
    says: one.says,
    entry: one.entry,
    type: types.get(one.entry) ?? '',
  }));
};

/** What another stream recorded and this one could not follow. */
const notCarried = (stream: StreamFacts) =>
  stream.standing
    .filter(({ type }) => type === 'NotCarried')
    .map(({ type, data, entry }: Fact) => ({
      ...ours,
      kind: 'finding' as const,
      code: 'policy.not-carried',
      source: 'what meetings record is carried to the streams that it concerns',
      says: 'What was recorded elsewhere could not be carried over to here.',
      because: notCarriedInWords(data.type as string, data.because as string),
      entry: entry.id,
      type,
    }));
