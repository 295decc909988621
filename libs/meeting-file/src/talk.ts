import { text } from '#kernel/text.js';
import { symbol } from './draft.js';
import { maybeText, wordsOf, type Lay } from './fact.js';
import type { How, Paper } from './paper.js';
import type { ReadBy } from './reader.js';
import type { details } from './details.js';

export const discussed: Lay = (fact, paper) => {
  const { place, how, item, details } = fact;
  const subjects = (details.about ?? []).map((name) => paper.subject(name, how));
  const discussionId = symbol('discussion', place);
  paper.add(place, how, 'RecordDiscussion', { discussionId, item, words: wordsOf(fact, paper), subjects });
  for (const listed of details.subjects ?? []) subjectListed(listed, discussionId, how, paper);
  for (const point of details.points ?? []) {
    if (!point.words) continue;
    const data = { discussion: discussionId, words: text(point.words.words), by: paper.personMaybe(point.by) };
    paper.add(paper.next(), { ...how, line: point.line }, 'RecordPoint', data);
  }
};
type Listed = NonNullable<ReadBy<(typeof details)['subjects']>>[number];
const subjectListed = ({ name, said }: Listed, listedIn: string, how: How, paper: Paper) => {
  const known = said?.replaces ? { subject: null, words: text(said.replaces.words) } : null;
  const replaces = said?.unstated.includes('replaces') ? { subject: null, words: null } : known;
  paper.nameSubject(name.words, { ...how, line: name.line }, { words: maybeText(said?.words ?? null), listedIn, replaces });
};

export const advised: Lay = (fact, paper) =>
  paper.add(fact.place, fact.how, 'GiveAdvice', { item: fact.item, words: wordsOf(fact, paper), by: paper.personMaybe(fact.details.by) });

export const note: Lay = (fact, paper) => paper.add(fact.place, fact.how, 'RecordNote', { item: fact.item, words: wordsOf(fact, paper) });

export const nil: Lay = ({ place, how, item, said }, paper) =>
  paper.add(place, how, 'ReturnNil', { item, words: text(said.words.words ?? 'None') });

export const correspondence: Lay = (fact, paper) => {
  const { place, how, item, details, printed } = fact;
  paper.add(place, how, 'RecordCorrespondence', {
    letterId: symbol('letter', place),
    item,
    words: wordsOf(fact, paper),
    from: paper.citeMaybe(details.from, printed),
    to: paper.citeMaybe(details.to, printed),
    dated: details.dated?.date ?? null,
    reference: details.reference?.words ?? null,
  });
};

export const ruling: Lay = (fact, paper) => {
  const { place, how, item, details, printed } = fact;
  paper.add(place, how, 'RecordRuling', {
    rulingId: symbol('ruling', place),
    item,
    words: wordsOf(fact, paper),
    reason: paper.citeMaybe(details.reason, printed),
    division: details.how === 'vote' ? (paper.vote?.id ?? null) : null,
  });
};

export const declared: Lay = (fact, paper) => {
  const { place, how, item, details, printed } = fact;
  if (!details.by)
    return void paper.problems.add(fact.line, 'file.by-missing', 'Who declared the interest is missing.', 'Write "by:" and the name.');
  paper.add(place, how, 'DeclareInterest', {
    interestId: symbol('interest', place),
    person: paper.person(details.by),
    item,
    words: wordsOf(fact, paper),
    as: paper.citeMaybe(details.as, printed),
    class: details.type ?? 'unspecified',
    scope: scopeOf(),
  });

  function scopeOf() {
    const [about, another] = details.about ?? [];
    if (another) paper.problems.add(another.line, 'file.about-several', 'An interest is about one thing.', 'Declare it once for each.');
    const [, label] = /^item (.+)$/.exec(about?.words ?? '') ?? [];
    if (!about) return { unspecified: true };
    if (label !== undefined) return { item: paper.itemLabelled(label, about.line).id };
    return about.words === 'the whole meeting' ? { meeting: true } : { subject: paper.subject(about, how) };
  }
};
