import type { Division } from '../../divisions/divisions.js';
import type { Count, Result } from '../../divisions/result.js';
import type { MeetingData } from '../../facts.js';
import { created, type Book } from '../book.js';
import { bullet, draft, own, under, worded, type Some } from '../minuted.js';
import { parts, person, saying, type Part } from '../parts.js';

type Votes =
  'MotionMoved' | 'AmendmentMoved' | 'ConsentGiven' | 'OptionVoteRecorded' | 'VoteRecorded' | 'NamedVoteRecorded' | 'CastingVoteGiven';

export const votes: Some<Votes> = {
  MotionMoved: (d) => worded(d.words, under(d.item), draft('motion', parts`Motion${movers(d)}: ${saying(d.words)}`)),
  AmendmentMoved: (d) =>
    worded(
      d.words,
      under(d.item),
      draft(
        'motion',
        parts`Amendment${movers(d)}${d.replaces === null ? null : [', in place of “', saying(d.replaces), '”']}: ${saying(d.words)}`,
      ),
    ),
  ConsentGiven: (d, _, book) => own(itemOf(d.motion, book), draft('vote', parts`${theMotion(d.motion, book)} was carried by consent.`)),
  OptionVoteRecorded: (d) =>
    worded(
      d.words,
      under(d.item),
      draft('vote', [saying(d.words)], {
        bullets: [
          ...d.options.map(({ words, count }) => ({ kind: 'option' as const, parts: parts`${saying(words)} – ${votesFor(count)}` })),
          ...(d.abstained === null ? [] : [{ kind: 'detail' as const, parts: [`Abstained – ${votesFor(d.abstained)}`] }]),
        ],
      }),
    ),
  VoteRecorded: (d, _, book) =>
    worded(d.words, under(d.item), draft('vote', parts`${question(d, book)}${tally(book.divisions.get(d.divisionId))}`)),
  NamedVoteRecorded: (d, _, book) =>
    bullet(d.division, null, draft('detail', parts`${person(d.person)}: ${chosen(d, book) ?? d.vote}`), itemOfVote(d.division, book)),
  CastingVoteGiven: (d, _, book) =>
    bullet(d.division, null, draft('detail', parts`Casting vote of ${person(d.person)}: ${d.vote}`), itemOfVote(d.division, book)),
};

type Moved = { readonly mover: string | null; readonly seconder: string | null };
const movers = ({ mover, seconder }: Moved): readonly Part[] => [
  ...(mover === null ? [] : [' moved by ', person(mover)]),
  ...(seconder === null ? [] : [mover === null ? ' seconded by ' : ', seconded by ', person(seconder)]),
];

const motionOf = (id: string | null, book: Book) => created(book, id, 'MotionMoved', 'AmendmentMoved');
const itemOf = (motion: string, book: Book) => under(motionOf(motion, book)?.data.item ?? null);
const itemOfVote = (division: string, book: Book) => under(book.divisions.get(division)?.item ?? null);

const theMotion = (id: string | null, book: Book): readonly Part[] => {
  const motion = motionOf(id, book);
  return motion ? parts`The ${motion.type === 'MotionMoved' ? 'motion' : 'amendment'} “${saying(motion.data.words)}”` : ['The motion'];
};

const question = ({ words, motion }: MeetingData<'VoteRecorded'>, book: Book): readonly Part[] =>
  words !== null ? [saying(words), ': '] : motion !== null ? [...theMotion(motion, book), ': '] : ['Vote: '];

const chosen = ({ option, vote }: MeetingData<'NamedVoteRecorded'>, book: Book): readonly Part[] | null => {
  const options = created(book, option, 'OptionVoteRecorded')?.data.options ?? [];
  const words = options.find(({ optionId }) => optionId === option)?.words;
  return words === undefined || vote !== 'for' ? null : [saying(words)];
};

const votesFor = (count: number | null) => (count === null ? 'votes not stated' : count === 1 ? '1 vote' : `${count} votes`);

/** `for 4, against 3, abstained 1 – carried`; a count that nobody stated says so, with its bounds where they are known. */
const tally = (division: Division | undefined): string => {
  if (division?.of !== 'for and against') return 'not stated';
  const { counts, result, announced, casting, outcome } = division;
  const spread = `for ${stated(counts.for)}, against ${stated(counts.against)}, abstained ${stated(counts.abstained)}`;
  const said = announced === null || announced === result ? resultIn[result] : `announced as ${announced}, ${byTheCount[result]}`;
  return `${spread} – ${said}${casting === null || result === outcome ? '' : `; ${outcome} by the casting vote`}`;
};
const resultIn: Record<Result, string> = { carried: 'carried', lost: 'lost', tied: 'tied', 'not known': 'result not known' };
const byTheCount: Record<Result, string> = {
  carried: 'carried by the count',
  lost: 'lost by the count',
  tied: 'tied by the count',
  'not known': 'which the count does not tell',
};
const stated = ({ stated, least, most }: Count) =>
  stated !== null
    ? `${stated}`
    : most === null
      ? least > 0
        ? `not stated (at least ${least})`
        : 'not stated'
      : least === most
        ? 'not stated'
        : `not stated (${least} to ${most})`;
