import { itemsOf } from '../in-meeting.js';
import { factsOf, known, projection, type StreamFacts } from '../projection.js';

const tables = {
  interest: {
    interest: 'text',
    meeting: 'text',
    entry: 'text',
    place: 'integer',
    person: 'text',
    item_label: 'text?',
    item_heading: 'text?',
    words: 'text?',
    held_as: 'text?',
    class: 'text',
    about_kind: 'text',
    about: 'text?',
    about_words: 'text?',
    withdrew: 'integer',
  },
} as const;

/** Interests declared at meetings, in the words that were used. A declaration alone excludes nobody (invariant 26). */
export const interests = projection({
  name: 'interests',
  version: 2,
  tables,
  views: `
CREATE VIEW interest_known AS
  SELECT interest.*, meeting.board, meeting.board_name, meeting.date, meeting.nth, meeting.that_day, named.name, coalesce(named.is_now, interest.person) AS is_now
  FROM interest_then interest
  JOIN meeting_known meeting ON meeting.meeting = interest.meeting
  LEFT JOIN person_named named ON named.person = interest.person;`,
  of: { meeting: (stream) => ({ interest: declared(stream) }) },
});

type Meeting = StreamFacts<'meeting'>;

const declared = known((meeting: Meeting) => {
  const interests = factsOf(meeting, 'InterestDeclared');
  // Where nobody has one, no other business changes that.
  if (interests.length === 0) return [];
  const item = itemsOf(meeting);
  const withdrawals = factsOf(meeting, 'WithdrawalRecorded');
  return interests.map(({ data, entry }, place) => ({
    key: data.interestId,
    interest: data.interestId,
    meeting: meeting.id,
    entry: entry.id,
    place,
    person: data.person,
    ...item(data.item),
    words: meeting.words(data.words),
    held_as: meeting.words(data.as),
    class: data.class,
    ...about(data.scope, meeting),
    withdrew: withdrawals.some((one) => one.data.interest === data.interestId || isFor(one.data, data, meeting)) ? 1 : 0,
  }));
});

type Data<T extends 'InterestDeclared' | 'WithdrawalRecorded'> = ReturnType<typeof factsOf<'meeting', T>>[number]['data'];
/** Who leaves the room for the item that an interest is about leaves it for that interest, whether or not it is named. */
const isFor = (left: Data<'WithdrawalRecorded'>, { person, item, scope }: Data<'InterestDeclared'>, meeting: Meeting): boolean => {
  if (left.person !== person || left.item === null) return false;
  if ('item' in scope) return scope.item === left.item;
  if ('subject' in scope) return (itemsOfSubjects(meeting).get(scope.subject) ?? []).includes(left.item);
  return !('meeting' in scope) && item === left.item;
};

type ItemsOfSubjects = ReadonlyMap<string, readonly string[]>;
/** A subject is business of the item that it was named under, and of those with a vote or a decision on it. */
const itemsOfSubjects = known((meeting: Meeting): ItemsOfSubjects => {
  const named = factsOf(meeting, 'SubjectNamed').map(({ data }) => ({ item: data.item, subjects: [data.subjectId] }));
  const business = factsOf(meeting, 'VoteRecorded', 'OptionVoteRecorded', 'DecisionRecorded').map(({ data }) => data);
  const items = new Map<string, string[]>();
  for (const { item, subjects } of [...named, ...business])
    for (const subject of item === null ? [] : subjects) items.set(subject, [...(items.get(subject) ?? []), item!]);
  return items;
});

type Scope = ReturnType<typeof factsOf<'meeting', 'InterestDeclared'>>[number]['data']['scope'];
const about = (scope: Scope, meeting: Meeting) => {
  if ('subject' in scope) {
    const named = factsOf(meeting, 'SubjectNamed').find(({ data }) => data.subjectId === scope.subject);
    return { about_kind: 'subject', about: scope.subject, about_words: meeting.words(named?.data.name ?? null) };
  }
  if ('item' in scope) return { about_kind: 'item', about: scope.item, about_words: itemsOf(meeting)(scope.item).item_heading };
  return { about_kind: 'meeting' in scope ? 'meeting' : 'unspecified', about: null, about_words: null };
};
