import { text } from '#kernel/text.js';
import { compared } from '#domain/printed/compare.js';
import { presentNow } from '#domain/meeting/presence.js';
import { roles } from '#domain/roles.js';
import { hereIn } from '../meeting/here.js';
import type { Room } from '../room/room.svelte.js';
import type { Values } from './form.js';
import type { Somebody } from './people.js';
import { outcomeIn, reasonIn } from './read-decision.js';
import { dueIn } from './read-due.js';
import { declarerIn, kindOfDecision, nextLabel, ownersAtTheEnd, reporterIn, typeOfInterest } from './suggest.js';

type Known = {
  readonly room: Room;
  readonly people: readonly Somebody[];
  /** The entry that holds the words. */
  readonly own: string;
  /** It stands already, and is put right. */
  readonly correcting: boolean;
};
type Asked = Known & { readonly touched: ReadonlySet<string> };
type Suggest = (words: string, known: Asked, values: Values) => Values;

/** What the words that are typed say of the small fields. Each is shown in its field, and can be changed there. */
const suggest: Readonly<Record<string, Suggest>> = {
  RecordDecision: (words, { room, own, touched }, values) => {
    const kind = kindOfDecision(words);
    if (kind === null) return {};
    const reason = reasonIn(words);
    return {
      kind,
      subjects: subjectsIn(words, room),
      reason: reason && { in: own, ...reason },
      ...ofTheVote(kind, values, touched, room),
      deferredTo: kind === 'deferred' ? dueSaid(words, own, room) : null,
    };
  },
  ReportAction: (words, { room, people, own }, { action }) => {
    const outcome = outcomeIn(words);
    const raisedIn = room.desk.actions.find(({ id }) => id === action)?.ids.meeting;
    const said =
      outcome === 'carried' ? { carried: dueSaid(words, own, room) } : outcome === 'completed' ? { completed: true } : { progress: true };
    return { by: reporterIn(words, people.map(knownOf)), ...(raisedIn !== undefined && { raisedIn }), outcome: said };
  },
  RaiseAction: (words, { room, people, own }) => {
    const read = ownersAtTheEnd(words, people.map(knownOf));
    const said = { label: nextLabel(room.state.actions.map((one) => one.label)), due: dueSaid(words, own, room) };
    if (read === null) return { ...said, owners: [], ownersPrinted: null, assigned: 'unassigned' };
    return { ...said, owners: read.owners, ownersPrinted: { in: own, from: read.from, to: read.to }, assigned: 'named' };
  },
  DeclareInterest: (words, { people }) => {
    const person = declarerIn(words, people.map(knownOf));
    const type = typeOfInterest(words);
    return { ...(person !== null && { person }), ...(type !== null && { class: type }) };
  },
  RecordWithdrawal: (_, { room }, { person, item }) => {
    const declared = room.held.standing.filter(({ type, data }) => type === 'InterestDeclared' && data.item === item);
    const here = new Set(presentNow(room.state).map((one) => one.person));
    const last = declared.findLast(({ data }) => (person ? data.person === person : here.has(data.person)));
    return { interest: last?.data.interestId ?? null, ...(last && { person: last.data.person }) };
  },
  RecordReturn: (_, { room }) => {
    const [only, ...others] = hereIn(room.state, room.held.standing).withdrawn;
    return only && others.length === 0 ? { person: only.person } : {};
  },
  RecordRuling: (_, { room }, { item }) => ({ division: undecided(room, item)?.id ?? null }),
  HeadList: (words) => {
    const role =
      roles.find((one) => words.toLowerCase().startsWith(one)) ?? (/attendance|^present|^members/i.test(words) ? 'voting member' : null);
    return role === null ? {} : { role };
  },
  RecordDiscussion: (words, { room }) => ({ subjects: subjectsIn(words, room) }),
  MoveMotion: (words, { room }) => ({ subjects: subjectsIn(words, room) }),
  NameSubject: (_, { room }, { words, item }) => {
    const last = room.held.standing.findLast((fact) => fact.data.item === item);
    const list = last?.type === 'DiscussionRecorded' ? last.data.discussionId : last?.type === 'SubjectNamed' ? last.data.listedIn : null;
    return { listedIn: typeof words === 'string' && words.trim() !== '' ? list : null };
  },
  ReturnNil: (words) => (words.trim() === '' ? { words: text('None') } : {}),
  ListAction: (words, { room, people, own }) => {
    const list = room.candidates('printed list')[0]?.id ?? null;
    const listed = room.held.standing.filter(({ type, data }) => type === 'ActionListed' && data.list === list);
    const label = nextLabel(listed.map(({ data }) => data.label as string | null));
    const action = room.held.standing.find(({ type, data }) => type === 'ActionRaised' && data.label === label)?.data;
    const read = ownersAtTheEnd(words, people.map(knownOf));
    return {
      label,
      action: action?.actionId ?? null,
      compared: typeof action?.words === 'string' ? compared(action.words, words) : 'not compared',
      ownersPrinted: read && { in: own, from: read.from, to: read.to },
    };
  },
  AddItem: (_, { room }) => ({ label: nextLabel(room.state.items.map((one) => one.label)) }),
  ListItem: (_, { room }) => ({ label: nextLabel(room.state.items.map((one) => one.label)) }),
};

/** Subjects whose names stand in the words. */
const subjectsIn = (words: string, room: Room): readonly string[] =>
  room
    .candidates('subject')
    .filter((one) => words.toLowerCase().includes(one.words.toLowerCase()))
    .map(({ id }) => id)
    .toReversed();

/** Until when, where the words say so, printed as they say it. */
const dueSaid = (words: string, own: string, { desk }: Room): Values | null => {
  const on = desk.meeting.date;
  const later = desk.meetings.filter(({ meeting, date }) => meeting !== desk.meeting.meeting && date !== null && on !== null && date > on);
  const soonest = later.map(({ date }) => date!).toSorted()[0];
  const [next, ...others] = later.filter(({ date }) => date === soonest);
  const read = dueIn(words, { on, next: next && others.length === 0 ? next.meeting : null });
  return read && { ...read.due, printed: { in: own, from: read.from, to: read.to } };
};

/** Decisions that no vote leads to, whatever was voted on before them. */
const withoutVote = new Set(['noted', 'minutes approved', 'requested', 'withdrawn']);
/** The vote that came last under an item, as long as nothing was decided since. */
const undecided = ({ state, held }: Room, item: unknown) => {
  const under = held.standing.filter(({ data }) => data.item === item);
  const last = under.findLast(({ type }) => ['VoteRecorded', 'OptionVoteRecorded', 'DecisionRecorded'].includes(type));
  return last && last.type !== 'DecisionRecorded' ? state.divisions.find(({ entry }) => entry === last.entry.id) : undefined;
};
/** Live it led to the decision that follows; of a paper that is read into it. */
const ofTheVote = (kind: string, values: Values, touched: ReadonlySet<string>, room: Room): Values => {
  const division = undecided(room, values['item']);
  const isOther = touched.has('method') && values['method'] !== 'vote';
  if (!division || withoutVote.has(kind) || isOther) return { method: 'not stated', division: null, methodKnown: null };
  return { method: 'vote', division: division.id, methodKnown: room.how === 'printed' ? 'inferred' : null };
};

export const suggested = (verb: string, values: Values, touched: ReadonlySet<string>, known: Known): Values => {
  if (known.correcting) return ofOtherWords(verb, values, touched, known);
  const words = values['words'] ?? values['heading'] ?? '';
  const all = {
    ...suggest[verb]?.(typeof words === 'string' ? words.trim() : '', { ...known, touched }, values),
    ...ofAPerson(verb, values, known),
  };
  const given = Object.fromEntries(
    Object.entries(all).filter(([name]) => !touched.has(name) || name === 'assigned' || name === 'ownersPrinted'),
  );
  return owned(verb, values, touched, given);
};

/** Fields that hold what was read, and that nobody has said. */
export const fieldsOffered = (read: Values, given: ReadonlySet<string>): ReadonlySet<string> => {
  const isSaid = (value: unknown) => value !== null && value !== 'not stated' && !(Array.isArray(value) && value.length === 0);
  return new Set(Object.keys(read).filter((name) => isSaid(read[name]) && !given.has(name)));
};

/** What an entry says already stays as it is; only an owner whose name is typed at the end of its words follows them. */
const ofOtherWords = (verb: string, values: Values, touched: ReadonlySet<string>, { people, own }: Known): Values => {
  if (verb !== 'RaiseAction') return {};
  if (touched.has('owners')) return owned(verb, values, touched, {});
  const { words } = values;
  const read = touched.has('words') && typeof words === 'string' ? ownersAtTheEnd(words.trim(), people.map(knownOf)) : null;
  return read === null ? {} : { owners: read.owners, ownersPrinted: { in: own, from: read.from, to: read.to }, assigned: 'named' };
};
const knownOf = ({ known }: Somebody) => known;

/** An owner that was typed in its field stands for what the words say. */
const owned = (verb: string, values: Values, touched: ReadonlySet<string>, given: Values): Values => {
  if (verb !== 'RaiseAction' || !touched.has('owners')) return given;
  const owners = values['owners'] as readonly { readonly printed?: unknown; readonly group?: unknown }[];
  const printed = owners.map((owner) => owner.printed ?? owner.group).filter((one) => typeof one === 'string');
  return { ...given, assigned: owners.length > 0 ? 'named' : 'unassigned', ownersPrinted: printed.length > 0 ? printed.join('/') : null };
};

/** Whoever has a role, or a list that is open, goes on with it. */
const ofAPerson = (verb: string, { list, role }: Values, { room }: Known): Values => {
  if (verb !== 'RecordAttendance') return {};
  const lists = room.held.standing.filter(({ type }) => type === 'ListHeaded');
  const open = lists.find(({ data }) => data.listId === list) ?? lists.at(-1);
  if (open) return { list: open.data.listId, role: open.data.role, known: open.data.known };
  return role === 'not stated' || role === undefined ? { role: 'voting member' } : {};
};
