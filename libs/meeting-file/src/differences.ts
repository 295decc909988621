import { isSymbol, symbolsIn, withIds, type Draft } from './draft.js';
import { inOrder, similarity, wordsIn } from './similar.js';

/** An entry of the meeting as the files so far have made it: the fact that it holds, and its ids in the log. */
export type Kept = {
  readonly draft: Draft;
  readonly entry: string;
  readonly run: number;
  /** Its place among all entries that the runs recorded: what it names must stand before it. */
  readonly rank: number;
  /** Beside which entry a later run placed it. */
  readonly beside: Beside | null;
  /** Its data and time as the log holds them, ids and all. */
  readonly data: unknown;
  readonly occurred: Draft['occurred'];
};

export type Beside = { readonly after: string } | { readonly before: string };

export type Change =
  | { readonly change: 'put right'; readonly old: Kept; readonly now: Kept }
  | { readonly change: 'struck out'; readonly old: Kept }
  | { readonly change: 'new'; readonly now: Kept };

type IdOf = (symbol: string) => string;
/** The meeting's own entries; what the file says of board and people is added to, and put right in its own pages. */
const entriesOf = (drafts: readonly Draft[]) => drafts.filter(({ kind, verb }) => kind === 'meeting' && verb !== 'ReadMeetingFile');

/** The entries of a first run. */
export const recordedFirst = (drafts: readonly Draft[], idOf: IdOf): readonly Kept[] =>
  entriesOf(drafts).map((draft, rank) => ({
    draft,
    entry: idOf(`@entry ${draft.place}`),
    run: 1,
    rank,
    beside: null,
    ...withIds(draft, idOf),
  }));

/**
 * Lays a changed file beside what the files before it recorded.
 * @returns the entries as they then are, in the new file's order, and what has to be recorded for it.
 */
export const differences = (
  before: readonly Kept[],
  drafts: readonly Draft[],
  run: number,
  idOf: IdOf,
): { readonly kept: readonly Kept[]; readonly changes: readonly Change[] } => {
  const now = entriesOf(drafts);
  const partner = feasible(before, now, aligned(before, now), idOf);
  const ids = idsIn(before, now, partner, idOf);
  const kept = keptBy(before, now, partner, run, ids);
  const gone = before.filter((old) => !partner.has(old)).map((old): Change => ({ change: 'struck out', old }));
  return { kept, changes: [...changesIn(kept, partner), ...gone] };
};

type Partner = ReadonlyMap<Kept, Draft>;

const aligned = (before: readonly Kept[], now: readonly Draft[]): Partner => {
  const olds = before.map(({ draft }) => signature(draft));
  const news = now.map(signature);
  let head = 0;
  while (head < olds.length && head < news.length && olds[head]!.all === news[head]!.all) head++;
  let tail = 0;
  while (tail < Math.min(olds.length, news.length) - head && olds.at(-1 - tail)!.all === news.at(-1 - tail)!.all) tail++;
  const middle = inOrder(olds.length - head - tail, news.length - head - tail, (o, n) => alike(olds[head + o]!, news[head + n]!));
  return new Map([
    ...now.slice(0, head).map((draft, n) => [before[n]!, draft] as const),
    ...middle.map(([o, n]) => [before[head + o]!, now[head + n]!] as const),
    ...now.slice(now.length - tail).map((draft, n) => [before[before.length - tail + n]!, draft] as const),
  ]);
};

type Signature = { readonly verb: string; readonly all: string; readonly words: readonly string[]; readonly created: number };
/** What an entry says whatever the places of the things that it names. */
const signature = (draft: Draft): Signature => {
  const { data, occurred } = withIds(draft, (id) => (isSymbol(id) ? id.slice(0, id.indexOf(' ')) : id));
  const all = JSON.stringify([draft.verb, data, occurred, draft.recorded]);
  return { verb: draft.verb, all, words: wordsIn(data).filter((word) => !isSymbol(word)), created: symbolsIn(draft).created.length };
};
/** The same counts most; of one kind and half alike is the same entry put right. */
const alike = (old: Signature, now: Signature): number => {
  if (old.verb !== now.verb || old.created !== now.created) return 0;
  if (old.all === now.all) return 1000;
  const words = similarity(old.words, now.words);
  return words < 0.5 ? 0 : words;
};

/** An entry cannot be put right to name what was recorded after it: then it is struck out and recorded anew, and so is what names it. */
const feasible = (before: readonly Kept[], now: readonly Draft[], partner: Partner, idOf: IdOf): Partner => {
  const standing = new Map(partner);
  for (let again = true; again;) {
    again = false;
    const ids = idsIn(before, now, standing, idOf);
    const maker = makersIn(standing);
    for (const [old, draft] of standing) {
      if (same(old, withIds(draft, ids))) continue;
      const early = symbolsIn(draft).named.every(
        (symbol) => symbol === `@entry ${draft.place}` || (maker.get(symbol)?.rank ?? Infinity) < old.rank,
      );
      if (early) continue;
      standing.delete(old);
      again = true;
    }
  }
  return standing;
};
const makersIn = (partner: Partner) => {
  const makers = new Map<string, Kept>();
  for (const [old, draft] of partner) for (const symbol of [`@entry ${draft.place}`, ...symbolsIn(draft).created]) makers.set(symbol, old);
  return makers;
};
const same = (old: Pick<Kept, 'data' | 'occurred'>, now: Pick<Kept, 'data' | 'occurred'>) =>
  JSON.stringify([old.data, old.occurred]) === JSON.stringify([now.data, now.occurred]);

/** What a symbol of the new file stands for: the id of its old entry, else one of this run. */
const idsIn = (before: readonly Kept[], now: readonly Draft[], partner: Partner, idOf: IdOf): IdOf => {
  const old = new Map<string, string>();
  for (const [kept, draft] of partner) {
    old.set(`@entry ${draft.place}`, kept.entry);
    const created = createdBy(kept);
    for (const [n, symbol] of symbolsIn(draft).created.entries()) old.set(symbol, created[n]!);
  }
  return (symbol) => old.get(symbol) ?? idOf(symbol);
};
const createdBy = ({ draft, data }: Kept): readonly string[] => symbolsIn({ ...draft, data, occurred: null }).created;

const keptBy = (before: readonly Kept[], now: readonly Draft[], partner: Partner, run: number, idOf: IdOf): readonly Kept[] => {
  const olds = new Map([...partner].map(([old, draft]) => [draft, old]));
  const most = before.reduce((sofar, one) => Math.max(sofar, one.rank), 0);
  const all = now.map((draft, n): Kept => {
    const old = olds.get(draft);
    const entry = old?.entry ?? idOf(`@entry ${draft.place}`);
    return { draft, entry, run: old?.run ?? run, rank: old?.rank ?? most + 1 + n, beside: old?.beside ?? null, ...withIds(draft, idOf) };
  });
  return all.map((one, n) => (staysBeside(one, olds.get(one.draft), all, n) ? one : { ...one, beside: besideOf(all, n) }));
};

/** Whether an entry is still where it was placed: under the same item, and on the same side of its neighbour, if it has one. */
const staysBeside = (one: Kept, old: Kept | undefined, all: readonly Kept[], n: number): boolean => {
  if (!old || itemOf(old) !== itemOf(one)) return false;
  if (old.beside === null) return true;
  const after = 'after' in old.beside;
  const neighbour = 'after' in old.beside ? old.beside.after : old.beside.before;
  const where = all.findIndex(({ entry }) => entry === neighbour);
  return where >= 0 && where < n === after && partOf(all[where]!) === partOf(one);
};
const itemOf = ({ data }: Kept) => (data as { readonly item?: string | null }).item;

/** Its neighbour on the paper, in its own part of it, that was recorded before it: the one above, else the one below. */
const besideOf = (all: readonly Kept[], n: number): Beside | null => {
  const one = all[n]!;
  if (!isPrinted(one)) return null;
  const fits = (other: Kept) => other.rank < one.rank && partOf(other) === partOf(one) && isPrinted(other);
  const like = (other: Kept) => fits(other) && other.draft.verb === one.draft.verb;
  const told = !/^agenda\/|\/0$/.test(one.draft.place);
  const above = all.slice(0, n).findLast(told ? like : fits);
  const below = all.slice(n + 1).find(told ? like : fits);
  return above ? { after: above.entry } : below ? { before: below.entry } : null;
};
/** What an entry tells first stands among the entries of its item; what it tells besides, among its own. */
const partOf = ({ draft: { place } }: Kept): string => {
  const [, item, told] = /^(item\/\d+)\/\d+\/(\d+)$/.exec(place) ?? [];
  return told === '0' ? item! : place.slice(0, place.lastIndexOf('/'));
};
const isPrinted = ({ draft: { verb, data } }: Kept) =>
  verb !== 'Remark' && verb !== 'TakeItem' && !(verb === 'NameSubject' && (data as { listedIn: unknown }).listedIn === null);

const changesIn = (kept: readonly Kept[], partner: Partner): readonly Change[] => {
  const olds = new Map([...partner].map(([old, draft]) => [draft, old]));
  return kept.flatMap((now): Change[] => {
    const old = olds.get(now.draft);
    if (!old) return [{ change: 'new', now }];
    return same(old, now) && JSON.stringify(old.beside) === JSON.stringify(now.beside) ? [] : [{ change: 'put right', old, now }];
  });
};
