import { divisionOf, type Division } from '#views/divisions/divisions.js';
import { itemsOf } from '../in-meeting.js';
import { each, factsOf, known, type StreamFacts } from '../projection.js';

type Meeting = StreamFacts<'meeting'>;

export const divisionTable = {
  division: {
    division: 'text',
    meeting: 'text',
    entry: 'text',
    item_label: 'text?',
    item_heading: 'text?',
    question: 'text?',
    method: 'text',
    counts: 'json',
    outcome: 'text?',
    announced: 'text?',
    casting: 'json',
    entitled: 'json',
    named: 'json',
    not_stated: 'json',
  },
} as const;

/** What was recorded of each vote after its count, and the standing orders, which say what a tie is. */
const afterwards = known((meeting: Meeting) => {
  const orders = factsOf(meeting, 'StandingOrdersTaken').slice(-1);
  const ofDivision = Map.groupBy(factsOf(meeting, 'NamedVoteRecorded', 'CastingVoteGiven'), ({ data }) => data.division);
  return (division: string) => [...orders, ...(ofDivision.get(division) ?? [])];
});

export const divisionRows = each<'meeting'>()(['VoteRecorded', 'OptionVoteRecorded'], (meeting, vote) => {
  const division = divisionOf(vote, afterwards(meeting)(vote.data.divisionId));
  return {
    key: division.division,
    division: division.division,
    meeting: meeting.id,
    entry: division.entry,
    ...itemsOf(meeting)(division.item),
    question: meeting.words(division.question),
    method: division.method,
    ...result(division, meeting),
    entitled: division.entitled,
    named: division.named.map(({ person, vote, option }) => ({ person, vote, option })),
    not_stated: division.notStated,
  };
});

/** A count that nobody stated stays null. */
const result = (division: Division, meeting: Meeting) => {
  if (division.of === 'options') {
    const options = division.options.map(({ words, count, prevails }) => ({ count, prevails, words: meeting.words(words) }));
    const prevailing = options.find(({ prevails }) => prevails);
    return { counts: { abstained: division.abstained, options }, outcome: prevailing?.words ?? null, announced: null, casting: null };
  }
  const { counts, outcome, announced, casting } = division;
  return {
    counts: { abstained: counts.abstained.stated, against: counts.against.stated, for: counts.for.stated },
    outcome,
    announced,
    casting: casting && { person: casting.person, vote: casting.vote },
  };
};
