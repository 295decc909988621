import { canonical } from '#kernel/canonical.js';
import type { Replacement } from '#kernel/corrections.js';
import { isCorrection, isKernelType, stands } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import { askedBy, type Catalogue } from '#kernel/event.js';
import type { Occurred } from '#kernel/times.js';
import { catalogues, kindOf, type Kind } from '../catalogues.js';

/** A command on another stream, made of nothing but a fact: its ids, and its texts by digest. */
export type Carried = {
  readonly stream: string;
  readonly verb: string;
  readonly data: unknown;
  /** When it happened, as far as that can be said outside the fact's own stream. */
  readonly occurred: Occurred | null;
  /** The stream of the meeting whose entry the target continues. */
  readonly continues: string | null;
};

/** Carries facts of one kind of stream into another stream. Recorded as the fact was: by the same actor, live or not. */
export type Policy = {
  /** A code, such as `actions.carry`. */
  readonly name: string;
  readonly from: Kind;
  /** The types of facts that it carries. */
  readonly on: readonly string[];
  readonly carry: (fact: Fact) => readonly Carried[];
};

export const carriable =
  ({ from, on }: Policy) =>
  ({ type, entry }: Fact): boolean =>
    kindOf(entry.stream) === from && on.includes(type);

/** All that an entry has been: as it was recorded, and as each correction had it. */
export const versionsOf = (recorded: readonly Fact[], entry: string): readonly Fact[] =>
  recorded.flatMap((fact) => {
    if (fact.entry.id === entry) return [fact];
    if (fact.type !== 'PutRight' || fact.data.entry !== entry) return [];
    const original = recorded.find((one) => one.entry.id === entry);
    const { data, occurred } = fact.data.replacement as Replacement;
    return original ? [{ ...original, data, entry: { ...original.entry, occurred } }] : [];
  });

/** The events that may have caused what was carried of an entry: itself, and each correction of it. */
export const causesOf = (recorded: readonly Fact[], entry: string): ReadonlySet<string> =>
  new Set([entry, ...correctionsOf(recorded, entry).map((fact) => fact.entry.id)]);

/** The streams that a correction of an entry has to be carried to: where any of its versions belongs. */
export const targetsOf = (policy: Policy, versions: readonly Fact[]): readonly string[] => [
  ...new Set(versions.flatMap((fact) => policy.carry(fact)).map(({ stream }) => stream)),
];

/** What a correction has to be answered with in one target stream. */
export type Corrected = {
  readonly stream: string;
  /** The corrected fact as it stands with this correction; null where it was struck out. */
  readonly now: Fact | null;
  readonly correction: Fact;
  /** The target's entries that the fact or a correction of it has caused. */
  readonly carried: readonly Fact[];
  /** The target as recorded. */
  readonly target: readonly Fact[];
};
/** `n` stays the same when the same correction is answered again, half of it being done. */
export type Answer = Carried & { readonly n: number };

/**
 * Answers a correction of a carried fact: what was carried is put right where it is still to be carried there as the same type, else
 * struck out, and what was not carried yet is carried now. Nothing, where the target says so already.
 */
export const correctionOf = (policy: Policy, corrected: Corrected): readonly Answer[] => {
  const wanted = (corrected.now ? policy.carry(corrected.now) : []).filter(({ stream }) => stream === corrected.stream);
  const ours = correctionsCarried(corrected.carried);
  return ours.length > 0 ? correctAgain(corrected, wanted, ours) : align(corrected, wanted);
};

/** Corrections that were carried themselves, and not those that answered a correction of something carried. */
const correctionsCarried = (carried: readonly Fact[]) =>
  carried.filter(({ type, data }) => isCorrection(type) && !carried.some(({ entry }) => entry.id === data.entry));

type Target = Pick<Corrected, 'stream' | 'correction' | 'target'>;

const align = (corrected: Corrected, wanted: readonly Carried[]): readonly Answer[] => {
  const left = corrected.carried.filter(({ type }) => !isKernelType(type) && !continues(type));
  const answers = wanted.flatMap((one, n): Answer[] => {
    const type = typeOf(one);
    const place = left.findIndex((fact) => fact.type === type);
    if (place < 0) return [{ ...one, n }];
    const [was] = left.splice(place, 1);
    return becomes(corrected, was!, one).map((answer) => ({ ...answer, n }));
  });
  const standing = new Set(stands(corrected.target).map(({ entry }) => entry.id));
  const gone = left.filter(({ entry }) => standing.has(entry.id)).map(({ entry }) => entry.id);
  return [...strikeOut(corrected, gone).map((answer) => ({ ...answer, n: wanted.length })), ...answers];
};

const continues = (type: string) => type === 'ActionContinued' || type === 'DecisionContinued';
const catalogueOf = (stream: string): Catalogue => catalogues[kindOf(stream)!];
const typeOf = ({ stream, verb }: Carried) => askedBy(catalogueOf(stream), verb)?.[0];

const becomes = (at: Target, was: Fact, { data, occurred }: Pick<Carried, 'data' | 'occurred'>): readonly Carried[] => {
  const now = stands(at.target).find(({ entry }) => entry.id === was.entry.id);
  if (now && same([now.data, now.entry.occurred], [data, occurred])) return [];
  const replacement = { type: was.type, v: catalogueOf(at.stream)[was.type]!.v, data, occurred };
  return [answer(at, 'PutRight', { entry: was.entry.id, follows: newestOf(at.target, was.entry.id), replacement })];
};

const strikeOut = (at: Target, entries: readonly string[]): readonly Carried[] =>
  entries.length === 0
    ? []
    : [answer(at, 'StrikeOut', { entries: entries.map((entry) => ({ entry, follows: newestOf(at.target, entry) })) })];

const answer = ({ stream, correction }: Target, verb: string, data: object): Carried => ({
  stream,
  verb,
  data: { ...data, reason: correction.data.reason, authority: correction.data.authority },
  occurred: null,
  continues: null,
});

/** What was carried was itself a correction: it is not corrected, but followed by another one. */
const correctAgain = (at: Target, wanted: readonly Carried[], ours: readonly Fact[]): readonly Answer[] => {
  const entries = [...new Set(ours.map(({ data }) => data.entry as string))];
  const asked = (entry: string) => wanted.find(({ data }) => (data as { entry: string }).entry === entry);
  const back = entries.flatMap((entry, k) =>
    asked(entry) ? [] : asBefore(at, entry, ours).map((carried) => ({ ...carried, n: wanted.length + k })),
  );
  return [...back, ...wanted.flatMap((one, n) => followUp(at, one, ours).map((carried) => ({ ...carried, n })))];
};

/** Follows our own newest correction of the entry; where somebody else has corrected it since, it is sent as it is and refused there. */
const followUp = (at: Target, one: Carried, ours: readonly Fact[]): readonly Carried[] => {
  const data = one.data as { entry: string; replacement: Replacement };
  const last = ours.findLast((fact) => fact.data.entry === data.entry);
  if (last?.type === 'PutRight' && same(last.data.replacement, data.replacement)) return [];
  const newest = newestOf(at.target, data.entry);
  return [last && newest === last.entry.id ? { ...one, data: { ...data, follows: newest } } : one];
};

/** The entry as it stood before we corrected it, unless somebody else has corrected it since. */
const asBefore = (at: Target, entry: string, ours: readonly Fact[]): readonly Carried[] => {
  const mine = ours.filter((fact) => fact.data.entry === entry);
  if (mine.at(-1)?.entry.id !== newestOf(at.target, entry)) return [];
  const earlier = at.target.filter((fact) => fact.entry.revision < mine[0]!.entry.revision);
  const before = stands(earlier).find((fact) => fact.entry.id === entry);
  if (before) return becomes(at, before, { data: before.data, occurred: before.entry.occurred });
  return strikeOut(at, mine.at(-1)?.type === 'StruckOut' ? [] : [entry]);
};

const correctionsOf = (recorded: readonly Fact[], entry: string) =>
  recorded.filter((fact) => isCorrection(fact.type) && fact.data.entry === entry);
const newestOf = (recorded: readonly Fact[], entry: string) => correctionsOf(recorded, entry).at(-1)?.entry.id ?? null;
const same = (a: unknown, b: unknown) => canonical(a) === canonical(b);
