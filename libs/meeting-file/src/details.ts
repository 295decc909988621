import { roles } from '#domain/roles.js';
import { count, list, named, oneOf, oneOrMany, record, value, words, type Keys } from './reader.js';
import { dateOf, dueOf, meetingNameOf, whenOf } from './when.js';

export const how = oneOf('live', 'afterwards', 'from printed minutes');
const meetingName = value(meetingNameOf, 'a meeting: write 2009-11-27, 2010-01-20 (2) or April 2010');
const date = value(dateOf, 'a date: write 2010-04-14, 2010-04 or 14 May');
export const anAction = value(
  (said) => (/^action .+$/.test(said) ? { label: said.slice('action '.length) } : null),
  'an action: write action 3',
);
const due = record(
  {
    due: value(dueOf, 'a due date: write 2010-05-01, meeting of April 2010 or standing'),
    period: words,
    event: words,
    printed: words,
  },
  'due',
);
const who = record({ name: words, role: words, group: words }, 'name');
export const role = oneOf(...roles);
export const attends = oneOf('in the room', 'remotely');

/** What may be said of anything: how it was recorded, when it happened, what is read into it, and the reader's remark. */
export const anywhere = {
  recorded: how,
  occurred: value(whenOf, 'a time: write 14:32, 2010-01-21, during item 5, after action 3 or before the vote'),
  inferred: named(words),
  sic: words,
} satisfies Keys;

/** What may be said of an entry, each under the kinds that take it. */
export const details = {
  about: oneOrMany(words),
  by: words,
  as: words,
  type: oneOf('personal', 'prejudicial', 'DPI', 'ORI', 'NRI', 'transactional', 'situational', 'loyalty'),
  points: list(record({ words, by: words }, 'words')),
  subjects: named(record({ words, replaces: words }, 'words')),
  options: named(count),
  for: count,
  against: count,
  abstained: count,
  'casting vote': record({ by: words, vote: oneOf('for', 'against') }),
  'named votes': named(oneOf('for', 'against', 'abstained', 'absent', 'barred')),
  announced: oneOf('carried', 'lost', 'tied'),
  method: oneOf('show of hands', 'recorded vote', 'roll call', 'ballot', 'general assent'),
  on: oneOf('motion', 'amendment'),
  mover: words,
  seconder: words,
  replaces: words,
  how: oneOf('vote', 'general assent'),
  reason: words,
  condition: oneOrMany(words),
  money: record({ amount: words, from: words, for: words }, 'amount'),
  'delegated approval': record({ by: words, version: words, date }),
  'minutes of': record({ meeting: meetingName, printed: words }, 'meeting'),
  'sub group': record({ name: words, remit: words, 'proposed by': words, criteria: list(words), lead: words, reports: due }),
  'sub group members': oneOrMany(words),
  invites: record({ who: words, to: oneOf('future meetings', 'the next meeting', 'an item') }, 'who'),
  'proposed by': words,
  'noted by': words,
  'deferred to': due,
  'leads to': oneOrMany(anAction),
  owner: oneOrMany(who),
  'done by': oneOrMany(who),
  due,
  from: words,
  to: words,
  dated: date,
  reference: words,
  'on action': words,
  'raised in': meetingName,
  outcome: oneOf('progress', 'completed', 'carried forward', 'new date', 'cancelled', 'reopened'),
  office: oneOf('chair', 'vice-chair', 'elected by the meeting'),
  role,
  attends,
  until: words,
  staying: list(words),
} satisfies Keys;
export type Detail = keyof typeof details;

const deciding = ['about', 'how', 'reason', 'condition', 'money', 'sub group', 'invites', 'proposed by', 'leads to'] as const;

/** The kinds of entry, in the clerk's words, and what may be said of each. */
export const kinds = {
  discussed: ['about', 'subjects', 'points'],
  advised: ['by'],
  note: [],
  nil: [],
  declared: ['by', 'type', 'about', 'as'],
  vote: ['about', 'options', 'for', 'against', 'abstained', 'casting vote', 'named votes', 'announced', 'method', 'on'],
  motion: ['about', 'mover', 'seconder'],
  amendment: ['replaces', 'mover', 'seconder'],
  'carried by consent': ['on'],
  agreed: deciding,
  approved: deciding,
  'approved in principle': deciding,
  'not approved': deciding,
  endorsed: [...deciding, 'delegated approval'],
  noted: ['about', 'noted by', 'leads to'],
  recommended: deciding,
  requested: deciding,
  deferred: [...deciding, 'deferred to'],
  referred: deciding,
  withdrawn: deciding,
  'minutes approved': ['how', 'minutes of'],
  ruling: ['reason', 'how'],
  correspondence: ['from', 'to', 'dated', 'reference'],
  reported: ['on action', 'raised in', 'by', 'reason', 'outcome', 'due', 'owner'],
  action: ['owner', 'done by', 'due', 'sub group members'],
  chair: ['office'],
  'chair handed to': ['reason'],
  opened: [],
  adjourned: ['until'],
  resumed: [],
  closed: [],
  arrived: ['role', 'attends'],
  left: [],
  withdrew: ['reason'],
  returned: [],
  'went into private': ['staying'],
  'returned to public': [],
} as const satisfies Readonly<Record<string, readonly Detail[]>>;
export type Kind = keyof typeof kinds;

/** Kinds whose words may be left out: the key alone says what happened. */
export const wordless: readonly Kind[] = [
  'vote',
  'reported',
  'carried by consent',
  'opened',
  'adjourned',
  'resumed',
  'closed',
  'went into private',
  'returned to public',
];
