import type { Replacement } from './corrections.js';
import { isCorrection, isKernelType, stands } from './stands.js';
import type { Answer, Context, Decider, Rule } from './decider.js';
import type { Fact } from './entry.js';
import { askedBy } from './event.js';
import { evolveBy, fold, startOf } from './fold.js';
import { Growing } from './growing.js';
import { eventId } from './ids.js';
import { createdIn, idsIn, type Ids } from './ids-in.js';
import { KnownIds } from './known-ids.js';
import { isRefusal, refusing, type Refusal } from './refusal.js';
import { occurred as occurredShape } from './times.js';
import type { Text } from './text.js';

export const streamRefusals = {
  'verb.unknown': { says: 'This book does not know that verb.', remedy: 'Use one of the verbs listed for this kind of stream.' },
  'id.used': { says: 'An id that this entry would create is in use in this stream.', remedy: 'Send the command again with new ids.' },
  'id.unknown': {
    says: 'This entry names something that does not stand in this stream.',
    remedy: 'Record that first, or name what is there.',
  },
  'entry.unknown': { says: 'No such entry is in this stream.', remedy: 'Name an entry of this stream.' },
  'entry.not-correctable': {
    says: 'This entry cannot be put right or struck out.',
    remedy: 'Record what happened instead as a new entry.',
  },
  'entry.corrected-since': {
    says: 'Somebody has put this entry right in the meantime.',
    remedy: 'Look at it as it now stands, and send the correction again naming the newest one.',
  },
  'entry.struck-already': { says: 'This entry is struck out already.', remedy: 'Nothing is left to do.' },
  'entry.other-type': { says: 'An entry is put right by an entry of its own type.', remedy: 'Strike it out and record the other one.' },
  'entry.other-ids': { says: 'An entry that is put right keeps the ids that it created.', remedy: 'Leave those ids as they are.' },
  'entry.built-on': {
    says: 'Other entries name what this one created.',
    remedy: 'Strike those out in the same command, or put this one right instead.',
  },
  'command.empty': { says: 'Nothing would be recorded.', remedy: 'Nothing is left to do.' },
} as const;
const refuse = refusing(streamRefusals);

/** A stream as it is held while commands are decided on it. */
export class Stream<S = any> {
  constructor(
    private readonly all: Growing<Fact>,
    private readonly standingNow: Growing<Fact>,
    readonly origin: Fact | null,
    readonly state: S,
    /** Every entry, and every id that one of them created, standing or not: what may not be created again. */
    readonly created: KnownIds,
    /** Every entry that stands, and every id that one of them created: what may be named. */
    readonly standingIds: KnownIds,
  ) {}

  /** In entries: the revision of the next. */
  get length(): number {
    return this.all.length;
  }
  get recorded(): readonly Fact[] {
    return this.all.all;
  }
  get standing(): readonly Fact[] {
    return this.standingNow.all;
  }

  /** With newer facts, none of which corrects anything: folded on. */
  grown(decider: Decider<any, S, any>, facts: readonly Fact[]): Stream<S> {
    const ids = createdBy(decider, facts);
    const all = this.all.with(...facts);
    const created = this.created.with(ids);
    // Until something is corrected all that is recorded stands: it is held once.
    const isUncorrected = this.standingNow === this.all;
    const standing = isUncorrected ? all : this.standingNow.with(...facts);
    const standingIds = isUncorrected ? created : this.standingIds.with(ids);
    return new Stream(all, standing, this.origin, fold(decider, facts, this.state), created, standingIds);
  }
}

/** @param origin the entry that this stream continues, as it stands in its own stream. */
export const streamOf = <S>(decider: Decider<any, S, any>, recorded: readonly Fact[], origin: Fact | null = null): Stream<S> => {
  const standing = stands(recorded);
  const all = Growing.of(recorded);
  const created = KnownIds.of(createdBy(decider, recorded));
  const state = fold(decider, standing, startOf(decider, origin));
  if (standing === recorded) return new Stream(all, all, origin, state, created, created);
  return new Stream(all, Growing.of(standing), origin, state, created, KnownIds.of(createdBy(decider, standing)));
};
/** The stream with newer facts: folded on where nothing was corrected, else anew. */
export const advance = <S>(decider: Decider<any, S, any>, stream: Stream<S>, facts: readonly Fact[]): Stream<S> =>
  facts.some((fact) => isCorrection(fact.type))
    ? streamOf(decider, [...stream.recorded, ...facts], stream.origin)
    : stream.grown(decider, facts);

/** Entries, and the ids that they created; a correction creates none but its own. */
const createdBy = (decider: Decider, facts: readonly Fact[]): readonly string[] =>
  facts.flatMap(({ type, data, entry }) => [
    entry.id,
    ...(type === 'PutRight' ? [] : createdIn(decider.events[type]!, data).map(({ id }) => id)),
  ]);

const idsOf = (decider: Decider, fact: Fact): Ids => {
  const { created, named } = idsIn(decider.events[fact.type]!, fact.data);
  const when: { noun: string; id: string }[] = [];
  if (fact.entry.occurred) occurredShape.map(fact.entry.occurred, { names: (noun, id) => (when.push({ noun, id }), id) });
  return { created, named: [...named, ...when] };
};

export type Override = { readonly rules: readonly string[]; readonly by: string | null; readonly authority: string; readonly reason: Text };
export type Asked = { readonly verb: string; readonly data: unknown; readonly override?: Override | null };

/** Decides one command: its facts with their ids, or why not. Deciders are pure, so a lost race is simply decided again. */
export const decideOn = <S>(
  decider: Decider<any, S, any>,
  stream: Stream<S>,
  asked: Asked,
  context: Context,
  streamName = decider.kind,
): readonly Fact[] | Refusal => {
  const decided = ask(decider, stream, asked, context);
  if (isRefusal(decided)) return decided;
  const override = asked.override ? [{ type: 'Overridden', data: asked.override }] : [];
  const facts = [...override, ...decided].map(({ type, data }, place): Fact => ({
    type,
    data,
    entry: {
      id: eventId(streamName, context.command, place),
      stream: streamName,
      revision: stream.length + place,
      command: context.command,
      actor: context.actor,
      recorded: context.recorded,
      recordedAt: context.now,
      enteredAt: null,
      occurred: context.occurred,
    },
  }));
  if (decided.length === 0) return refuse('command.empty');
  return wrongIds(decider, stream, facts) ?? forbidden(decider, stream, facts, asked.override ?? null) ?? facts;
};

const ask = (decider: Decider, stream: Stream, asked: Asked, context: Context) => {
  const kernel = { PutRight: putRight, StrikeOut: strikeOut }[asked.verb];
  if (kernel) return kernel(decider, stream, asked.data as any);
  const [type] = askedBy(decider.events, asked.verb) ?? [];
  if (type === 'TextsErased' && (asked.data as { digests: readonly string[] }).digests.length === 0) return [];
  if (type && isKernelType(type)) return [{ type, data: asked.data }];
  const decide = decider.decide[asked.verb] as ((data: unknown, state: unknown, context: Context) => any) | undefined;
  return decide ? decide(asked.data, stream.state, context) : refuse('verb.unknown', asked.verb);
};

const wrongIds = (decider: Decider, stream: Stream, facts: readonly Fact[]): Refusal | null => {
  const made = new Set<string>();
  for (const fact of facts) {
    // An entry may cite stretches of its own words.
    made.add(fact.entry.id);
    if (fact.type === 'PutRight') continue;
    const { created, named } = idsOf(decider, fact);
    const unknown = named.find(
      ({ id }) => !stream.standingIds.has(id) && !made.has(id) && !(isCorrection(fact.type) && stream.created.has(id)),
    );
    if (unknown) return refuse('id.unknown', `There is no such ${unknown.noun}.`);
    for (const { noun, id } of created) {
      if (stream.created.has(id) || made.has(id)) return refuse('id.used', `It is the ${noun} ${id}.`);
      made.add(id);
    }
  }
  return null;
};
const forbidden = (decider: Decider, stream: Stream, facts: readonly Fact[], override: Override | null): Refusal | null => {
  let state = stream.state;
  for (const [n, fact] of facts.entries()) {
    if (fact.entry.recorded === 'live')
      for (const rule of rulesFor(decider, fact)) {
        if (override?.rules.includes(rule.code) || rule.binds === 'F') continue;
        const answer = brokenBy(fact, rule, state);
        if (answer === null) continue;
        if (answer.answer === 'broken' || (answer.answer === 'cannot tell' && rule.refusesUnknown)) return byRule(rule, answer);
      }
    // Nobody asks what comes after the last.
    if (n + 1 < facts.length && !isCorrection(fact.type)) state = evolveBy(decider, state, fact);
  }
  return null;
};
const byRule = (rule: Rule<any, any>, { because, about }: Broken['answer']): Refusal => ({
  refused: rule.code,
  sentence: because ? `${rule.says} ${because}` : rule.says,
  remedy: rule.remedy,
  rule: rule.source,
  overridable: [rule.code],
  entries: about,
});

type Broken = { readonly answer: Exclude<Answer, { answer: 'holds' }> };
const rulesFor = (decider: Decider, { type }: Fact): readonly Rule<any, any>[] => decider.rules[type] ?? noRules;
const noRules: readonly Rule<any, any>[] = [];
const brokenBy = ({ data, entry }: Fact, rule: Rule<any, any>, before: unknown): Broken['answer'] | null => {
  const answer = rule.ask(data, before, entry);
  return answer.answer === 'holds' ? null : answer;
};

export type Finding = {
  readonly code: string;
  readonly source: string;
  readonly says: string;
  readonly because: string;
  /** The entries or people that it speaks of. */
  readonly about: readonly string[];
  readonly entry: Fact['entry'];
  readonly type: string;
  /** The recorded permission to proceed, if there is one. */
  readonly override: Override | null;
};
/** Each rule asked before each standing entry: what is broken, and apart from it what nobody can tell. */
export const findingsIn = <S>(decider: Decider<any, S, any>, recorded: readonly Fact[], origin: Fact | null = null) => {
  const found = new Findings(decider, origin);
  for (const fact of stands(recorded)) found.add(fact);
  return { findings: found.findings, notStated: found.notStated };
};

/** The findings of a stream as it grows, as long as nothing is corrected in it. */
export class Findings<S> {
  readonly findings: Finding[] = [];
  readonly notStated: Finding[] = [];
  private readonly overrides = new Map<string, Override>();
  private state: S;

  constructor(
    private readonly decider: Decider<any, S, any>,
    origin: Fact | null,
  ) {
    this.state = startOf(decider, origin);
  }

  /** @param fact the next one that stands. @param folded the state with it, for whoever has folded it already */
  add(fact: Fact, folded?: S | null): void {
    if (fact.type === 'Overridden') this.overrides.set(fact.entry.command, fact.data);
    for (const rule of rulesFor(this.decider, fact)) {
      if (rule.binds === 'E' && fact.entry.recorded !== 'live') continue;
      const answer = brokenBy(fact, rule, this.state);
      if (answer === null) continue;
      const override = this.overrides.get(fact.entry.command);
      const finding = {
        code: rule.code,
        source: rule.source,
        says: rule.says,
        because: answer.because,
        about: answer.about,
        entry: fact.entry,
        type: fact.type,
        override: override?.rules.includes(rule.code) ? override : null,
      };
      (answer.answer === 'broken' ? this.findings : this.notStated).push(finding);
    }
    this.state = folded ?? evolveBy(this.decider, this.state, fact);
  }
}

type PutRightData = { entry: string; follows: string | null; replacement: Replacement; reason: Text; authority: unknown };
const putRight = (decider: Decider, stream: Stream, data: PutRightData) => {
  const fact = correctable(decider, stream, data);
  if (isRefusal(fact)) return fact;
  const { replacement } = data;
  if (replacement.type !== fact.type) return refuse('entry.other-type', `It is ${fact.type}.`, [fact.entry.id]);
  const was = createdIn(decider.events[fact.type]!, fact.data).map(({ id }) => id);
  const is = idsOf(decider, { ...fact, data: replacement.data, entry: { ...fact.entry, occurred: replacement.occurred } });
  if (was.join() !== is.created.map(({ id }) => id).join()) return refuse('entry.other-ids', '', [fact.entry.id]);
  const before = new Set(
    createdBy(
      decider,
      stream.standing.filter((one) => one.entry.revision < fact.entry.revision),
    ),
  );
  const unknown = is.named.find(({ id }) => !before.has(id) && !was.includes(id) && id !== fact.entry.id);
  if (unknown) return refuse('id.unknown', `There is no such ${unknown.noun} before this entry.`, [fact.entry.id]);
  return [{ type: 'PutRight', data }];
};

type StrikeOutData = { entries: readonly { entry: string; follows: string | null }[]; reason: Text; authority: unknown };
const strikeOut = (decider: Decider, stream: Stream, { entries, reason, authority }: StrikeOutData) => {
  const facts: Fact[] = [];
  for (const one of entries) {
    const fact = correctable(decider, stream, { ...one, authority });
    if (isRefusal(fact)) return fact;
    if (!stream.standing.some((other) => other.entry.id === one.entry)) return refuse('entry.struck-already', '', [one.entry]);
    facts.push(fact);
  }
  const gone = new Set(facts.map((fact) => fact.entry.id));
  const lost = new Set(facts.flatMap((fact) => [fact.entry.id, ...createdIn(decider.events[fact.type]!, fact.data).map(({ id }) => id)]));
  const builtOn = stream.standing.filter((fact) => !gone.has(fact.entry.id) && idsOf(decider, fact).named.some(({ id }) => lost.has(id)));
  if (builtOn.length > 0)
    return refuse(
      'entry.built-on',
      `There are ${builtOn.length}.`,
      builtOn.map((fact) => fact.entry.id),
    );
  return entries.map((one) => ({ type: 'StruckOut', data: { ...one, reason, authority } }));
};

/** The entry as recorded, or why it cannot be corrected now. */
const correctable = (
  decider: Decider,
  stream: Stream,
  data: { entry: string; follows: string | null; authority: unknown },
): Fact | Refusal => {
  const fact = stream.recorded.find((one) => one.entry.id === data.entry);
  if (!fact) return refuse('entry.unknown', '', [data.entry]);
  if (fact.entry.revision === 0 || isKernelType(fact.type)) return refuse('entry.not-correctable', '', [data.entry]);
  const newest = stream.recorded.findLast((one) => isCorrection(one.type) && one.data.entry === data.entry)?.entry.id ?? null;
  if (newest !== data.follows) return refuse('entry.corrected-since', '', newest ? [newest] : [data.entry]);
  return decider.mayCorrect?.(fact, data.authority, stream.state) ?? fact;
};
