import type { Fact } from '#kernel/entry.js';
import { divisionsOf } from '../divisions/divisions.js';
import { newest, only } from '../facts.js';
import type { Inferred, NotStated, Sitting } from './model.js';
import { instantOf } from './parts.js';

/** What the record leaves open, which is neither zero, none nor false. */
export const notStatedIn = (standing: readonly Fact[], sitting: Sitting): readonly NotStated[] => [
  ...ofTheMeeting(standing, sitting).map((what) => ({ what, entry: null, item: null })),
  ...ofVotes(standing),
  ...only(standing, 'DecisionRecorded')
    .filter(({ data }) => data.method === 'not stated' && data.division === null)
    .map(({ data, entry }) => ({ what: 'how it was decided' as const, entry: entry.id, item: data.item })),
  ...only(standing, 'DelegatedApprovalEndorsed')
    .filter(({ data }) => data.on === null)
    .map(({ entry }) => ({ what: 'delegated date' as const, entry: entry.id, item: null })),
];

export const inferredIn = (standing: readonly Fact[]): readonly Inferred[] =>
  only(standing, 'DecisionRecorded')
    .filter(({ data }) => data.methodKnown === 'inferred')
    .map(({ data, entry }) => ({ what: 'how it was decided' as const, entry: entry.id, item: data.item }));

const ofTheMeeting = (standing: readonly Fact[], { start, end, place }: Sitting): readonly NotStated['what'][] => {
  const timed = (type: string) => standing.some((fact) => fact.type === type && instantOf(fact.entry) !== null);
  const missing = {
    chair: newest(standing, 'ChairTaken') === null,
    quorum: (newest(standing, 'StandingOrdersTaken')?.data.quorum ?? null) === null,
    start: start === null && !timed('MeetingOpened'),
    end: end === null && !timed('MeetingClosed'),
    place: place === null,
  };
  return (['chair', 'quorum', 'start', 'end', 'place'] as const).filter((what) => missing[what]);
};

const ofVotes = (standing: readonly Fact[]): readonly NotStated[] =>
  divisionsOf(standing).divisions.flatMap(({ notStated, entry, item }) => {
    const missing: NotStated['what'][] = [];
    if (notStated.includes('method')) missing.push('method of voting');
    if (notStated.some((one) => one === 'for' || one === 'against' || one === 'votes of an option')) missing.push('votes');
    if (notStated.includes('abstained')) missing.push('abstentions');
    return missing.map((what) => ({ what, entry, item }));
  });
