import { text } from '#kernel/text.js';
import { maybeText, nameIn, type Lay } from './fact.js';
import { isInferred } from './how.js';

/** What happened in the room. A name stands where other kinds have words. */
export const chair: Lay = (fact, paper) =>
  paper.add(fact.place, fact.how, 'TakeChair', {
    person: paper.person(nameIn(fact)),
    as: fact.details.office ?? 'not stated',
    known: isInferred(fact.details, 'chair') === undefined ? 'stated' : 'inferred',
  });
export const chairHandedTo: Lay = (fact, paper) =>
  paper.add(fact.place, fact.how, 'HandOverChair', { to: paper.person(nameIn(fact)), reason: maybeText(fact.details.reason) });

export const opened: Lay = ({ place, how, line }, paper) => {
  if (paper.zone) return paper.add(place, how, 'OpenMeeting', { zone: paper.zone });
  paper.problems.add(line, 'file.zone-missing', 'A meeting is opened in a time zone.', 'Write "zone: Europe/London" at the top.');
};
export const adjourned: Lay = ({ place, how, said, details }, paper) =>
  paper.add(place, how, 'AdjournMeeting', {
    reason: said.words.words === null ? null : text(said.words.words),
    until: maybeText(details.until),
  });
export const resumed: Lay = ({ place, how }, paper) => paper.add(place, how, 'ResumeMeeting', {});
export const closed: Lay = ({ place, how }, paper) => paper.add(place, how, 'CloseMeeting', {});

export const arrived: Lay = (fact, paper) =>
  paper.add(fact.place, fact.how, 'RecordArrival', {
    person: paper.person(nameIn(fact)),
    role: fact.details.role,
    attends: fact.details.attends,
  });
export const left: Lay = (fact, paper) => paper.add(fact.place, fact.how, 'RecordDeparture', { person: paper.person(nameIn(fact)) });
export const withdrew: Lay = (fact, paper) =>
  paper.add(fact.place, fact.how, 'RecordWithdrawal', {
    person: paper.person(nameIn(fact)),
    item: fact.item || null,
    interest: null,
    reason: maybeText(fact.details.reason),
  });
export const returned: Lay = (fact, paper) => paper.add(fact.place, fact.how, 'RecordReturn', { person: paper.person(nameIn(fact)) });

export const wentIntoPrivate: Lay = ({ place, how, item, said, details }, paper) =>
  paper.add(place, how, 'GoIntoPrivate', {
    item: item || null,
    reason: said.words.words === null ? null : text(said.words.words),
    staying: (details.staying ?? []).map((name) => paper.person(name)),
  });
export const returnedToPublic: Lay = ({ place, how }, paper) => paper.add(place, how, 'ReturnToPublic', {});
