import { text } from '#kernel/text.js';
import { symbol } from './draft.js';
import { wordsOf, type Fact, type Lay } from './fact.js';
import type { Paper } from './paper.js';

export const vote: Lay = (fact, paper) => {
  const { place, how, details } = fact;
  const divisionId = symbol('division', place);
  const subjects = (details.about ?? []).map((name) => paper.subject(name, how));
  const shared = { divisionId, item: fact.item, subjects, method: details.method ?? ('not stated' as const), abstained: details.abstained };
  if (details.options) paper.add(place, how, 'RecordOptionVote', { ...shared, words: wordsOf(fact, paper), options: optionsOf(fact) });
  else
    paper.add(place, how, 'RecordVote', {
      ...shared,
      motion: put(fact, paper),
      words: fact.words,
      for: details.for,
      against: details.against,
      announced: details.announced,
    });
  paper.vote = { place, id: divisionId };
  namedVotes(fact, divisionId, paper);
};

const optionsOf = ({ place, details }: Fact) =>
  details.options!.map(({ name, said }, n) => ({ optionId: symbol('option', `${place}.${n}`), words: text(name.words), count: said }));

/** A vote without words of its own is on the nearest amendment or motion of its item. */
const put = ({ words, details, line }: Fact, paper: Paper): string | null => {
  const motion =
    details.on === 'amendment'
      ? paper.amendment
      : details.on === 'motion'
        ? paper.motion
        : words
          ? null
          : (paper.amendment ?? paper.motion);
  if (motion === null && (details.on !== null || words === null))
    paper.problems.add(
      line,
      'file.motion-missing',
      'No motion stands before this vote.',
      'Write the motion first, or say in words what was voted on.',
    );
  return motion;
};

const namedVotes = ({ how, details }: Fact, division: string, paper: Paper) => {
  for (const { name, said } of details['named votes'] ?? []) {
    const data = { division, person: paper.person(name), vote: said ?? ('not recorded' as const), option: null };
    paper.add(paper.next(), { ...how, line: name.line }, 'RecordNamedVote', data);
  }
  const casting = details['casting vote'];
  if (!casting) return;
  if (!casting.by || !casting.vote)
    paper.problems.add(
      casting.line,
      'file.casting-vote-incomplete',
      'A casting vote names who gave it and for which side.',
      'Write "casting vote: {by: Name, vote: for}".',
    );
  else
    paper.add(paper.next(), { ...how, line: casting.line }, 'GiveCastingVote', {
      division,
      person: paper.person(casting.by),
      vote: casting.vote,
    });
};

export const motion: Lay = (fact, paper) => {
  const { place, how, item, details } = fact;
  const motionId = symbol('motion', place);
  paper.add(place, how, 'MoveMotion', {
    motionId,
    item,
    words: wordsOf(fact, paper),
    mover: paper.personMaybe(details.mover),
    seconder: paper.personMaybe(details.seconder),
    subjects: (details.about ?? []).map((name) => paper.subject(name, how)),
  });
  paper.motion = motionId;
  paper.amendment = null;
};

export const amendment: Lay = (fact, paper) => {
  const { place, how, item, details, line } = fact;
  const amends = paper.motion;
  if (!amends)
    return void paper.problems.add(
      line,
      'file.motion-missing',
      'No motion stands before this amendment.',
      'Write the motion that it amends first.',
    );
  const motionId = symbol('motion', place);
  paper.add(place, how, 'MoveAmendment', {
    motionId,
    item,
    amends,
    replaces: details.replaces && text(details.replaces.words),
    words: wordsOf(fact, paper),
    mover: paper.personMaybe(details.mover),
    seconder: paper.personMaybe(details.seconder),
  });
  paper.amendment = motionId;
};

export const carriedByConsent: Lay = ({ place, how, details, line }, paper) => {
  const carried = details.on === 'motion' ? paper.motion : details.on === 'amendment' ? paper.amendment : (paper.amendment ?? paper.motion);
  if (!carried)
    return void paper.problems.add(
      line,
      'file.motion-missing',
      'No motion stands before this.',
      'Write the motion that was carried first.',
    );
  paper.add(place, how, 'CarryByConsent', { motion: carried });
};
