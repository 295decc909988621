import type { Fact } from '#kernel/entry.js';
import type { Said } from '#kernel/said.js';
import { newest, only, type MeetingData, type MeetingFact } from '../facts.js';
import { countsOf, isShared, prevailingOf, resultOf, type Counts, type Result } from './result.js';

export type Named = {
  readonly entry: string;
  readonly person: string;
  readonly vote: MeetingData<'NamedVoteRecorded'>['vote'];
  readonly option: string | null;
};
export type Casting = { readonly entry: string; readonly person: string; readonly vote: 'for' | 'against' };
export type Missing = 'method' | 'for' | 'against' | 'abstained' | 'votes of an option' | 'who may vote' | 'names';

type Common = {
  readonly entry: string;
  readonly division: string;
  readonly item: string;
  readonly question: Said | null;
  readonly method: MeetingData<'VoteRecorded'>['method'];
  readonly subjects: readonly string[];
  /** Who may vote, as fixed when the count was entered; empty where the record does not say. */
  readonly entitled: readonly string[];
  readonly named: readonly Named[];
  readonly notStated: readonly Missing[];
  /** Entries of the decisions and rulings that rest on it. */
  readonly decisions: readonly string[];
  readonly rulings: readonly string[];
};
export type ForAndAgainst = Common & {
  readonly of: 'for and against';
  readonly motion: string | null;
  readonly counts: Counts;
  readonly result: Result;
  readonly announced: 'carried' | 'lost' | 'tied' | null;
  readonly casting: Casting | null;
  /** What came of it: the casting vote settles it, else what was announced, else the count; a tie is lost where standing orders say so. */
  readonly outcome: Result;
  /** Votes for less votes against; null unless both are stated. */
  readonly margin: number | null;
};
export type OnOptions = Common & {
  readonly of: 'options';
  readonly options: readonly { readonly option: string; readonly words: Said; readonly count: number | null; readonly prevails: boolean }[];
  readonly abstained: number | null;
  readonly prevailing: string | null;
  readonly tied: boolean;
  /** Votes between the first option and the next; null unless all are stated. */
  readonly margin: number | null;
};
export type Division = ForAndAgainst | OnOptions;

export type Divisions = {
  readonly divisions: readonly Division[];
  /** Entries of decisions that no vote led to, with how they were taken as far as stated. */
  readonly undivided: readonly { readonly entry: string; readonly decision: string; readonly method: string }[];
};

/** Every vote of a meeting as it stands, and the decisions that were taken without one. */
export const divisionsOf = (standing: readonly Fact[]): Divisions => {
  const ofDivision = Map.groupBy(standing, ({ data }) => data['division'] ?? null);
  const orders = newest(standing, 'StandingOrdersTaken');
  const its = (division: string) => [...(orders ? [orders] : []), ...(ofDivision.get(division) ?? [])];
  return {
    divisions: only(standing, 'VoteRecorded', 'OptionVoteRecorded').map((vote) => divisionOf(vote, its(vote.data.divisionId))),
    undivided: only(ofDivision.get(null) ?? [], 'DecisionRecorded').map(({ data, entry }) => ({
      entry: entry.id,
      decision: data.decisionId,
      method: data.method,
    })),
  };
};

/** @param standing the meeting, or of it what was recorded of this vote, and its standing orders */
export const divisionOf = (vote: MeetingFact<'VoteRecorded' | 'OptionVoteRecorded'>, standing: readonly Fact[]): Division =>
  vote.type === 'VoteRecorded' ? forAndAgainst(vote, standing) : onOptions(vote, standing);

const forAndAgainst = (vote: MeetingFact<'VoteRecorded'>, standing: readonly Fact[]): ForAndAgainst => {
  const { data } = vote;
  const shared = common(vote, data.words, standing);
  const counts = countsOf(data, namedTotals(shared.named), howMany(data.entitled));
  const casting = only(standing, 'CastingVoteGiven').findLast((one) => one.data.division === data.divisionId);
  const result = resultOf(counts);
  return {
    ...shared,
    of: 'for and against',
    motion: data.motion,
    counts,
    result,
    announced: data.announced,
    casting: casting ? { entry: casting.entry.id, person: casting.data.person, vote: casting.data.vote } : null,
    outcome: outcomeOf(data.announced ?? result, casting?.data.vote ?? null, newest(standing, 'StandingOrdersTaken')?.data.tie ?? null),
    margin: data.for === null || data.against === null ? null : data.for - data.against,
    notStated: [...shared.notStated, ...(['for', 'against', 'abstained'] as const).filter((which) => data[which] === null)],
  };
};

const outcomeOf = (result: Result, casting: 'for' | 'against' | null, tie: MeetingData<'StandingOrdersTaken'>['tie'] | null): Result => {
  if (casting !== null) return casting === 'for' ? 'carried' : 'lost';
  return result === 'tied' && tie === 'not carried' ? 'lost' : result;
};

const onOptions = (vote: MeetingFact<'OptionVoteRecorded'>, standing: readonly Fact[]): OnOptions => {
  const { data } = vote;
  const shared = common(vote, data.words, standing);
  const { option: prevailing, margin } = prevailingOf(data.options, howMany(data.entitled));
  return {
    ...shared,
    of: 'options',
    options: data.options.map(({ optionId, words, count }) => ({ option: optionId, words, count, prevails: optionId === prevailing })),
    abstained: data.abstained,
    prevailing,
    tied: isShared(data.options),
    margin,
    notStated: [
      ...shared.notStated,
      ...(data.options.some(({ count }) => count === null) ? (['votes of an option'] as const) : []),
      ...(data.abstained === null ? (['abstained'] as const) : []),
    ],
  };
};

const common = (
  { data, entry }: MeetingFact<'VoteRecorded' | 'OptionVoteRecorded'>,
  question: Said | null,
  standing: readonly Fact[],
): Common => {
  const named = namedIn(data.divisionId, standing);
  return {
    entry: entry.id,
    division: data.divisionId,
    item: data.item,
    question,
    method: data.method,
    subjects: data.subjects,
    entitled: data.entitled,
    named,
    notStated: [
      ...(data.method === 'not stated' ? (['method'] as const) : []),
      ...(data.entitled.length === 0 ? (['who may vote'] as const) : []),
      ...(named.length === 0 ? (['names'] as const) : []),
    ],
    decisions: resting(data.divisionId, only(standing, 'DecisionRecorded')),
    rulings: resting(data.divisionId, only(standing, 'ChairRuled')),
  };
};

const namedIn = (division: string, standing: readonly Fact[]): readonly Named[] =>
  only(standing, 'NamedVoteRecorded')
    .filter(({ data }) => data.division === division)
    .map(({ data, entry }) => ({ entry: entry.id, person: data.person, vote: data.vote, option: data.option }));

const namedTotals = (named: readonly Named[]) => {
  const total = (vote: string) => named.filter((one) => one.vote === vote).length;
  return { for: total('for'), against: total('against'), abstained: total('abstained') };
};

const resting = (division: string, facts: readonly MeetingFact<'DecisionRecorded' | 'ChairRuled'>[]): readonly string[] =>
  facts.filter(({ data }) => data.division === division).map(({ entry }) => entry.id);

const howMany = (entitled: readonly string[]) => (entitled.length === 0 ? null : entitled.length);
