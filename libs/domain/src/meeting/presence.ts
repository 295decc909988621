import type { EntryId } from '#kernel/times.js';
import type { Attends, Role } from '../shapes.js';
import { placeOf, type When } from './order.js';
import type { Meeting, Move } from './state.js';

export type Whereabouts = 'in' | 'out' | 'gone';
/** `attends` is null where nobody stated it. */
export type Present = { readonly person: string; readonly role: Role; readonly attends: Attends | null };
/** How many: from the least that is certain to the most that is possible. */
export type Range = { readonly least: number; readonly most: number };

/** Whether anybody's presence is recorded at all: if not, nobody can tell who was there. */
export const presenceIsKnown = ({ order }: Meeting): boolean => order.some(({ move }) => move !== null);

/** Who was in the room when all that is recorded so far had happened. Those who withdrew and have not returned are not. */
export const presentNow = (state: Meeting): readonly Present[] => presentAfter(state, state.order.length);

/** Who was in truth in the room when an entry happened, whenever it became known; as of now, if the entry does not stand. */
export const presentAt = (state: Meeting, entry: EntryId): readonly Present[] => presentAfter(state, placeOfEntry(state, entry));

/** Who was in the room when something that is being recorded happened. */
export const presentWhen = (state: Meeting, when: When): readonly Present[] => presentAfter(state, placeOf(state, when));

/** Present with a vote now: voting members, and those of no stated role whom the list of appointments names (invariant 8). */
export const entitledNow = (state: Meeting): readonly string[] => entitledAfter(state, state.order.length);
/** Present with a vote in truth when an entry happened. */
export const entitledAt = (state: Meeting, entry: EntryId): readonly string[] => entitledAfter(state, placeOfEntry(state, entry));
/** Present with a vote when something that is being recorded happened. */
export const entitledWhen = (state: Meeting, when: When): readonly string[] => entitledAfter(state, placeOf(state, when));

/**
 * How many count towards the quorum: people whose role nobody stated may count, where no list of appointments says.
 * Null where nobody's presence is recorded.
 */
export const countingWhen = (state: Meeting, when: When): Range | null => {
  if (!presenceIsKnown(state)) return null;
  const { entitled, perhaps } = votingAfter(state, placeOf(state, when));
  return { least: entitled.length, most: entitled.length + perhaps };
};

/** Present in a role that may vote, and remotely: whether they count is for the standing orders (invariant 10). */
export const remoteWhen = (state: Meeting, when: When): readonly string[] =>
  presentWhen(state, when).flatMap((one) => (one.attends === 'remotely' && voteByRole(state, one) !== 'no' ? [one.person] : []));

/** Whether nobody can tell if a person could vote when an entry happened. */
export const perhapsEntitledAt = (state: Meeting, person: string, entry: EntryId): boolean =>
  presentAt(state, entry).some((one) => one.person === person && vote(state, one) === 'perhaps');

/** Where a person is and in what role, at a place in the order of what happened; null if never mentioned before it. */
export const whereabouts = (state: Meeting, person: string, place: number): Placed | null => people(state, place).get(person) ?? null;

type MayVote = 'yes' | 'no' | 'perhaps';
/**
 * Somebody who attends remotely counts and votes only where the standing orders taken say so (invariant 10; "present" means
 * physically at one place: Hertfordshire CC v SSHCLG [2021] EWHC 1093 (Admin)). It is a rule that each board sets, and no
 * legal advice. Under the partnership profile, which only records, orders that say nothing of it leave it open: nobody can
 * tell, and nothing is refused.
 */
const vote = (state: Meeting, present: Present): MayVote => {
  const inTheRoom = voteByRole(state, present);
  if (inTheRoom === 'no' || present.attends !== 'remotely') return inTheRoom;
  const counts = state.orders?.remoteCounts ?? null;
  if (counts === null) return 'perhaps';
  return counts ? inTheRoom : 'no';
};
/** Under the partnership profile an interest never takes a vote away (invariants 26, 31); a role that has none does (invariant 8). */
const voteByRole = ({ roll }: Meeting, { person, role }: Present): MayVote => {
  if (role === 'voting member') return 'yes';
  if (role !== 'not stated') return 'no';
  if (!roll) return 'perhaps';
  return roll.voting.includes(person) ? 'yes' : 'no';
};
const entitledAfter = (state: Meeting, place: number): readonly string[] => votingAfter(state, place).entitled;
const votingAfter = (state: Meeting, place: number): Voting => {
  const { roll, orders } = state;
  const known = knownAt(state, place);
  const before = known.voting;
  if (before?.roll === roll && before.orders === orders) return before;
  const entitled: string[] = [];
  let perhaps = 0;
  for (const one of presentAfter(state, place)) {
    const may = vote(state, one);
    if (may === 'yes') entitled.push(one.person);
    if (may === 'perhaps') perhaps++;
  }
  return (known.voting = { roll, orders, entitled, perhaps });
};

// Who asks about an entry asks about a late one, as a rule.
const placeOfEntry = ({ order }: Meeting, entry: EntryId): number => {
  const index = order.findLastIndex((moment) => moment.entry === entry);
  return index < 0 ? order.length : index;
};

const presentAfter = (state: Meeting, place: number): readonly Present[] => {
  const known = knownAt(state, place);
  return (known.present ??= [...known.people].flatMap(([person, { where, role, attends }]) =>
    where === 'in' ? [{ attends, person, role }] : [],
  ));
};

type Order = Meeting['order'];
type Placed = { readonly where: Whereabouts; readonly role: Role; readonly attends: Attends | null };
type People = ReadonlyMap<string, Placed>;
/** Who may vote, and how many may perhaps, by the list of those appointed and the standing orders. */
type Voting = Pick<Meeting, 'roll' | 'orders'> & { readonly entitled: readonly string[]; readonly perhaps: number };
type KnownAt = { readonly place: number; readonly people: People; present?: readonly Present[]; voting?: Voting };
// Several rules ask one after the other about the same moment.
const asked = new WeakMap<Order, KnownAt>();
const knownAt = ({ order }: Meeting, place: number): KnownAt => {
  const before = asked.get(order);
  if (before && nobodyMoves(order, before.place, place)) return before;
  const found = { place, people: peopleAt(order, place) };
  asked.set(order, found);
  return found;
};
const nobodyMoves = (order: Order, one: number, other: number): boolean => {
  for (let place = Math.min(one, other); place < Math.max(one, other); place++) if (order.at(place)!.move) return false;
  return true;
};
const people = (state: Meeting, place: number): People => knownAt(state, place).people;

/** What is known of the place at which an order has grown by one moment holds for the new one: a vote does not go through all that was before. */
export const goOn = (before: Order, after: Order, place: number): void => {
  const known = asked.get(before);
  if (!known || !nobodyMoves(before, known.place, place)) return;
  const { move } = after.at(place)!;
  if (!move) return void asked.set(after, { ...known, place: place + 1 });
  const { people } = known;
  asked.set(after, { place: place + 1, people: new Map(people).set(move.person, moved(people.get(move.person), move)) });
};
const peopleAt = (order: Order, place: number): People => {
  const known = new Map<string, Placed>();
  for (const { move } of order.slice(0, place)) if (move) known.set(move.person, moved(known.get(move.person), move));
  return known;
};

const whereTo = { in: 'in', out: 'out', back: 'in', gone: 'gone' } as const;
const moved = (was: Placed | undefined, { how, role, attends }: Move): Placed => ({
  where: how === 'role' ? (was?.where ?? 'gone') : whereTo[how],
  role: role ?? was?.role ?? 'not stated',
  attends: attends ?? was?.attends ?? null,
});
