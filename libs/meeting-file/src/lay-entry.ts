import { action, reported } from './actions.js';
import { decision } from './decisions.js';
import type { Kind } from './details.js';
import type { EntrySaid } from './entry.js';
import type { Written } from './errors.js';
import { factOf, whole, type Lay } from './fact.js';
import { howOf, remarkOn } from './how.js';
import type { How, Paper } from './paper.js';
import * as room from './room.js';
import * as talk from './talk.js';
import * as votes from './votes.js';
import { text } from '#kernel/text.js';

/** Each kind of entry and what it records: a kind that the format knows and this does not name does not compile. */
const lay: Readonly<Record<Kind, Lay>> = {
  discussed: talk.discussed,
  advised: talk.advised,
  note: talk.note,
  nil: talk.nil,
  declared: talk.declared,
  correspondence: talk.correspondence,
  ruling: talk.ruling,
  vote: votes.vote,
  motion: votes.motion,
  amendment: votes.amendment,
  'carried by consent': votes.carriedByConsent,
  agreed: decision('agreed'),
  approved: decision('approved'),
  'approved in principle': decision('approved in principle'),
  'not approved': decision('not approved'),
  endorsed: decision('endorsed'),
  noted: decision('noted'),
  recommended: decision('recommended'),
  requested: decision('requested'),
  deferred: decision('deferred'),
  referred: decision('referred'),
  withdrawn: decision('withdrawn'),
  'minutes approved': decision('minutes approved'),
  action,
  reported,
  chair: room.chair,
  'chair handed to': room.chairHandedTo,
  opened: room.opened,
  adjourned: room.adjourned,
  resumed: room.resumed,
  closed: room.closed,
  arrived: room.arrived,
  left: room.left,
  withdrew: room.withdrew,
  returned: room.returned,
  'went into private': room.wentIntoPrivate,
  'returned to public': room.returnedToPublic,
};

export const layEntry = (entry: EntrySaid, outer: How, paper: Paper) => {
  const how = howOf(entry.details, outer, entry.line, paper);
  const passage = entry.passage && passageOf(entry.passage, how, paper);
  const facts = entry.facts.map((said) => {
    const fact = factOf(
      said,
      passage?.printed ?? null,
      said.details === entry.details ? how : howOf(said.details, outer, said.line, paper),
      paper,
    );
    lay[said.kind](fact, paper);
    return fact;
  });
  const first = passage?.place ?? facts[0]?.place;
  if (first !== undefined) remarkOn(first, entry.details, how, paper, ['chair']);
  for (const { said, place: own } of facts) if (said.details !== entry.details) remarkOn(own, said.details, how, paper, ['chair']);
};

const passageOf = ({ words, line }: Written, how: How, paper: Paper) => {
  const place = paper.next();
  paper.add(place, { ...how, line }, 'RecordWords', { item: paper.item, words: text(words) });
  return { place, printed: whole(place, words) };
};
