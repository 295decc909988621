import { itemsOf } from '../in-meeting.js';
import { factsOf, projection, type StreamFacts } from '../projection.js';

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
  version: 1,
  tables,
  views: `
CREATE VIEW interest_known AS
  SELECT interest.*, meeting.board, meeting.board_name, meeting.date, meeting.nth, meeting.that_day, named.name, coalesce(named.is_now, interest.person) AS is_now
  FROM interest_then interest
  JOIN meeting_known meeting ON meeting.meeting = interest.meeting
  LEFT JOIN person_named named ON named.person = interest.person;`,
  of: { meeting: (stream) => ({ interest: declared(stream) }) },
});

const declared = (meeting: StreamFacts<'meeting'>) => {
  const item = itemsOf(meeting);
  const withdrawals = factsOf(meeting, 'WithdrawalRecorded');
  return factsOf(meeting, 'InterestDeclared').map(({ data, entry }, place) => ({
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
    withdrew: withdrawals.some((one) => one.data.interest === data.interestId) ? 1 : 0,
  }));
};

type Scope = ReturnType<typeof factsOf<'meeting', 'InterestDeclared'>>[number]['data']['scope'];
const about = (scope: Scope, meeting: StreamFacts<'meeting'>) => {
  if ('subject' in scope) {
    const named = factsOf(meeting, 'SubjectNamed').find(({ data }) => data.subjectId === scope.subject);
    return { about_kind: 'subject', about: scope.subject, about_words: meeting.words(named?.data.name ?? null) };
  }
  if ('item' in scope) return { about_kind: 'item', about: scope.item, about_words: itemsOf(meeting)(scope.item).item_heading };
  return { about_kind: 'meeting' in scope ? 'meeting' : 'unspecified', about: null, about_words: null };
};
