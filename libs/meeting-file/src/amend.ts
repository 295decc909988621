import { askedBy, type Catalogue } from '#kernel/event.js';
import { eventId } from '#kernel/ids.js';
import { textsIn } from '#kernel/shape.js';
import type { Occurred } from '#kernel/times.js';
import { catalogues } from '#domain/catalogues.js';
import type { MeetingKnown } from './book.js';
import type { Change, Kept } from './differences.js';
import { symbolsIn } from './draft.js';
import type { FileError } from './errors.js';
import type { PlannedCommand } from './planned.js';

/** What an amended file records: new entries first, then those put right, then those struck out, so that nothing standing names what is gone. */
export const amending = (
  changes: readonly Change[],
  kept: readonly Kept[],
  meeting: { readonly meetingId: string; readonly known: MeetingKnown; readonly reason: string; readonly idAt: (place: string) => string },
): readonly PlannedCommand[] => {
  const { meetingId, known, reason, idAt } = meeting;
  const common = { stream: `meeting-${meetingId}`, occurred: null, override: null, continues: null };
  const strikes = inParts(changes.flatMap((one) => (one.change === 'struck out' ? [one.old] : [])).toSorted((a, b) => b.rank - a.rank));
  const ids = {
    putRight: ({ entry }: Kept) => idAt(`command put-right ${entry}`),
    strike: (part: number) => idAt(`command strike ${part}`),
  };
  const own = new Set([
    ...changes.flatMap((one) => (one.change === 'put right' ? [eventId(common.stream, ids.putRight(one.now), 0)] : [])),
    ...strikes.flatMap((part, n) => part.map((_, place) => eventId(common.stream, ids.strike(n), place))),
  ]);
  const earlier = known.corrections.filter(({ id }) => !own.has(id));
  const newest = (entry: string) => earlier.findLast((one) => one.entry === entry) ?? null;
  const authority = { clerk: true };

  const news = changes.flatMap((one): PlannedCommand[] => {
    if (one.change !== 'new') return [];
    const { draft } = one.now;
    const id = idAt(`command ${draft.place}`);
    return [
      {
        ...common,
        id,
        verb: draft.verb,
        data: placed(one.now, kept),
        recorded: draft.recorded,
        occurred: timeOf(one.now),
        line: draft.line,
      },
    ];
  });
  const right = changes.flatMap((one): PlannedCommand[] => {
    if (one.change !== 'put right') return [];
    const { entry, draft } = one.now;
    const data = { entry, follows: newest(entry)?.id ?? null, replacement: replacementBy(one.now, kept, known), reason, authority };
    return [{ ...common, id: ids.putRight(one.now), verb: 'PutRight', data, recorded: draft.recorded, line: draft.line }];
  });
  const struck = strikes.flatMap((part, n): PlannedCommand[] => {
    const entries = part.filter(({ entry }) => !newest(entry)?.struck).map(({ entry }) => ({ entry, follows: newest(entry)?.id ?? null }));
    const [{ draft }] = part as [Kept];
    return entries.length === 0
      ? []
      : [
          {
            ...common,
            id: ids.strike(n),
            verb: 'StrikeOut',
            data: { entries, reason, authority },
            recorded: draft.recorded,
            line: draft.line,
          },
        ];
  });
  return [...news, ...right, ...struck];
};

/** As many as one command may strike out. */
const most = 200;
const inParts = (all: readonly Kept[]): readonly (readonly Kept[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, n) => all.slice(n * most, (n + 1) * most));

/** An entry that a later run adds stands after its neighbour on the paper, unless the file says when it happened. */
const timeOf = ({ occurred, beside }: Kept): Occurred | null => occurred ?? beside;

/** An item that a later run adds stands after the one before it on the agenda. */
const placed = ({ draft, data, beside }: Kept, kept: readonly Kept[]): unknown => {
  if (draft.verb !== 'ListItem' || !beside || !('after' in beside)) return data;
  const before = kept.find((one) => one.entry === beside.after && ['ListItem', 'AddItem'].includes(one.draft.verb));
  return { ...(data as object), after: before ? symbolsIn({ ...before.draft, data: before.data, occurred: null }).created[0]! : null };
};

const replacementBy = (now: Kept, kept: readonly Kept[], { votes }: MeetingKnown) => {
  const [type, spec] = askedBy(catalogues.meeting as Catalogue, now.draft.verb)!;
  const vote = votes.find(({ entry }) => entry === now.entry);
  const fixed = vote ? { entitled: vote.entitled } : {};
  return { type, v: spec.v, data: { ...(placed(now, kept) as object), ...fixed }, occurred: timeOf(now) };
};

/** The differences, as a clerk reads them who did not ask for an amendment. */
export const asErrors = (changes: readonly Change[], file: string): readonly FileError[] =>
  changes.map((one) => ({
    file,
    line: one.change === 'struck out' ? one.old.draft.line : one.now.draft.line,
    rule: 'file.differs-from-book',
    says: saying(one),
    remedy: 'To record the differences import the file again with --amend --reason "why".',
  }));

const saying = (one: Change): string => {
  if (one.change === 'new') return `New: ${brief(one.now)}.`;
  if (one.change === 'struck out') return `Gone, from that line of the file as it was read before: ${brief(one.old)}.`;
  return `It was ${brief(one.old)}; now it is ${brief(one.now)}.`;
};
const brief = ({ draft, data }: Kept): string => {
  const [, spec] = askedBy(catalogues.meeting as Catalogue, draft.verb)!;
  const words = textsIn(spec.asks, data)
    .map(String)
    .toSorted((a, b) => b.length - a.length)[0];
  if (words === undefined) return spec.say;
  return `${spec.say} "${words.length > 80 ? `${words.slice(0, 79)}…` : words}"`;
};
