import type { Fact } from '#kernel/entry.js';
import { fold } from '#kernel/fold.js';
import { refusing } from '#kernel/refusal.js';
import { isCorrection } from '#kernel/stands.js';
import { textsIn } from '#kernel/looking.js';
import { idOf, kindOf, specOf } from '#domain/catalogues.js';
import { meetingFold } from '#domain/meeting/fold.js';
import type { When } from '#registers/ask.js';
import { Refused } from '../command.js';
import type { MinuteBook } from '../minute-book.js';
import { idsOf } from './ids.js';
import { streamsAt, type Step, type Streams } from './streams.js';

/** What led to an entry and what followed from it, through the streams, as far as was known. */
export type Lineage = {
  readonly of: Step;
  /** What it rests on: what it names, what that names, and what brought it about elsewhere. */
  readonly ledTo: readonly Step[];
  /** Said and done before it on the same item, without being named. */
  readonly besides: readonly Step[];
  /** What names it, what names that, and what became of it elsewhere. */
  readonly followed: readonly Step[];
};

export const lineageRefusals = {
  'lineage.unknown': { says: 'No entry of this book has this id, as far as was known then.', remedy: 'Look for it in the audit trail.' },
} as const;

/** @throws Refused where the book held no such entry */
export const lineageOf = async (book: MinuteBook, entry: string, when: When): Promise<Lineage> => {
  const streams = streamsAt(book, when);
  const of = book.registers.auditTrail({ entry }, when).length === 0 ? null : await streams.made(entry);
  if (!of) throw new Refused(refusing(lineageRefusals)('lineage.unknown'));
  const ledTo = unique(of, await behind(streams, of));
  const followed = unique(of, await after(streams, of));
  const named = new Set(ledTo.map((fact) => fact.entry.id));
  const besides = (await onTheItem(streams, of)).filter((fact) => !named.has(fact.entry.id));
  const steps = async (facts: readonly Fact[]) => (await Promise.all(facts.map(streams.step))).toSorted((a, b) => a.position - b.position);
  return { of: await streams.step(of), ledTo: await steps(ledTo), besides: await steps(besides), followed: await steps(followed) };
};

const unique = (of: Fact, facts: readonly Fact[]): readonly Fact[] => {
  const byId = new Map(facts.map((fact) => [fact.entry.id, fact]));
  byId.delete(of.entry.id);
  return [...byId.values()];
};

const behind = async (streams: Streams, of: Fact): Promise<readonly Fact[]> => {
  const { web } = await streams.read(of.entry.stream);
  const corrected = isCorrection(of.type) ? [await streams.made(of.data.entry as string)] : [];
  const kind = kindOf(of.entry.stream);
  const origin = kind === 'action' || kind === 'decision' ? [await streams.made(idOf(of.entry.stream))] : [];
  // A decision approves minutes, agrees corrections, takes up what was decided earlier.
  const taken = of.type === 'DecisionRecorded' ? web.naming(of) : [];
  const elsewhere = await Promise.all([of, ...taken].flatMap(earlierIn).map(streams.made));
  const within = kind === 'meeting' ? web.behind(of) : [];
  return isThere([...within, ...corrected, ...origin, ...elsewhere, await streams.cause(of.entry.id)]);
};

/** What of an earlier meeting a fact takes up again. */
const earlier = ['decision', 'action', 'entry', 'condition'];
const earlierIn = (fact: Fact): readonly string[] =>
  idsOf(fact)
    .refers.filter(({ noun }) => earlier.includes(noun))
    .map(({ id }) => id);

const after = async (streams: Streams, of: Fact): Promise<readonly Fact[]> => {
  const { web, recorded } = await streams.read(of.entry.stream);
  const within = [of, ...web.after(of)];
  const corrections = recorded.filter(({ type, data }) => isCorrection(type) && data.entry === of.entry.id);
  const asked = await Promise.all(corrections.map(({ entry }) => streams.cause(entry.id)));
  const caused = (await Promise.all(within.map(({ entry }) => streams.caused(entry.id)))).flat().filter((fact) => !opens(fact));
  const lives = (await Promise.all(within.flatMap((fact) => idsOf(fact).creates).map((id) => lifeOf(streams, id)))).flat();
  return isThere([...within, ...asked, ...caused, ...lives, ...(await paperOf(streams, of)), await deferredTo(streams, of)]);
};

/** What became of an action or a decision after its meeting. */
const lifeOf = async (streams: Streams, id: string): Promise<readonly Fact[]> => {
  const all = await Promise.all([`action-${id}`, `decision-${id}`].map(streams.read));
  return all.flatMap(({ standing }) => standing.filter((fact) => !opens(fact)));
};
/** That a stream goes on with an action or a decision says nothing new. */
const opens = ({ entry }: Fact): boolean => ['action', 'decision'].includes(kindOf(entry.stream)!) && entry.revision === 0;

/** The versions of the minutes that print it, and their approval. */
const paperOf = async (streams: Streams, { entry }: Fact): Promise<readonly Fact[]> => {
  if (kindOf(entry.stream) !== 'meeting') return [];
  const { standing } = await streams.read(`minutes-${idOf(entry.stream)}`);
  const prints = ({ type, data }: Fact) =>
    (type === 'MinutesCirculated' && data.meetingRevision >= entry.revision) || type === 'MinutesApproved';
  return standing.filter(prints);
};

const deferredTo = async (streams: Streams, { type, data }: Fact): Promise<Fact | null> => {
  const due = type === 'DecisionRecorded' ? (data.deferredTo as { readonly meeting?: string } | null) : null;
  return due?.meeting === undefined ? null : ((await streams.read(`meeting-${due.meeting}`)).standing[0] ?? null);
};

const onTheItem = async (streams: Streams, of: Fact): Promise<readonly Fact[]> => {
  if (kindOf(of.entry.stream) !== 'meeting') return [];
  const { standing } = await streams.read(of.entry.stream);
  const order = fold(meetingFold, standing).order.all;
  const here = order.findIndex(({ entry }) => entry === of.entry.id);
  const item = order[here]?.item ?? null;
  const before = new Set(item === null ? [] : order.slice(0, here).flatMap((one) => (one.item === item ? [one.entry] : [])));
  return standing.filter((fact) => before.has(fact.entry.id) && says(fact));
};
const says = ({ type, data, entry }: Fact): boolean => textsIn(specOf(entry.stream, type)!.shape, data).length > 0;

const isThere = (facts: readonly (Fact | null)[]): readonly Fact[] => facts.filter((fact) => fact !== null);
