import type { DecisionWhole } from '#registers/decision-register/one.js';
import { wrap } from './geometry.js';

export type Shape = 'circle' | 'diamond' | 'square' | 'triangle' | 'ring' | 'cross';
export type Point = {
  readonly title: string;
  readonly words: string | null;
  readonly when: string | null;
  readonly entry: string | null;
  /** The stream that holds the entry. */
  readonly stream: string;
  readonly shape: Shape;
};

/** From what led to a decision to what became of it: first the meeting that took it, then what followed, as it was recorded. */
export const lifeOf = (decision: DecisionWhole): readonly Point[] => {
  const { meeting, meetingId, division, conditions, followed } = decision;
  const here = { when: meeting, stream: `meeting-${meetingId}` };
  const vote: readonly Point[] = division
    ? [{ ...here, title: 'vote', words: voteWords(division), entry: division.entry, shape: 'diamond' }]
    : [];
  const proposed: readonly Point[] =
    decision.proposedBy === null
      ? []
      : [{ ...here, title: 'proposed', words: decision.proposedBy, entry: decision.entry, shape: 'circle' }];
  const motion: readonly Point[] = division?.question
    ? [{ ...here, title: 'question', words: division.question, entry: division.entry, shape: 'circle' }]
    : [];
  const taken: Point = { ...here, title: decision.kind, words: decision.words, entry: decision.entry, shape: 'square' };
  const subject = conditions.map(({ words, outcome }): Point => ({
    ...here,
    title: `condition, ${outcome ?? 'open'}`,
    words,
    entry: decision.entry,
    shape: 'ring',
  }));
  const actions = followed.actions.map((one): Point => ({
    ...here,
    title: 'action',
    words: [one.number, one.wording].filter(Boolean).join('. ') || null,
    entry: one.entry,
    shape: 'triangle',
  }));
  return [...proposed, ...motion, ...vote, taken, ...subject, ...actions, ...later(decision), ...standsNow(decision)];
};

const voteWords = ({ counts, outcome }: NonNullable<DecisionWhole['division']>): string => {
  const of = (count: number | null | undefined) => count ?? 'not stated';
  const result = outcome ?? 'result not stated';
  const all = counts.options?.map(({ words, count }) => `${words ?? 'an option'}: ${of(count)}`).join(', ');
  return all === undefined ? `for ${of(counts.for)}, against ${of(counts.against)}, abstained ${of(counts.abstained)}: ${result}` : all;
};

const later = ({ id, followed }: DecisionWhole): readonly Point[] =>
  [
    ...followed.actions.flatMap((action) =>
      action.history.map(({ what, words, reason, entry, recordedAt }) => ({
        title: `action ${action.number ?? ''}`.trim() + `: ${what}`,
        words: words ?? reason,
        when: recordedAt,
        entry,
        stream: `action-${action.id}`,
        shape: what === 'cancelled' ? ('cross' as const) : ('triangle' as const),
      })),
    ),
    ...followed.afterwards.map(({ what, words, entry, recordedAt }) => ({
      title: what,
      words,
      when: recordedAt,
      entry,
      stream: `decision-${id}`,
      shape: ends.test(what) ? ('cross' as const) : ('ring' as const),
    })),
  ].toSorted((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0));
const ends = /rescind|supersed|failed/;

/** Where the line ends: no entry of its own, but what all of them come to. */
const standsNow = ({ id, force, implemented }: DecisionWhole): readonly Point[] => [
  {
    title: `${force}${implemented ? ', implemented' : ''}`,
    words: null,
    when: null,
    entry: null,
    stream: `decision-${id}`,
    shape: force === 'in force' || force === 'conditional' ? 'square' : 'cross',
  },
];

export type LaidPoint = { readonly point: Point; readonly y: number; readonly height: number; readonly lines: readonly string[] };
export type LifeLayout = { readonly width: number; readonly height: number; readonly textX: number; readonly points: readonly LaidPoint[] };
const textX = 40;
const line = 18;

/** One below the other on a line: each as high as its words. */
export const layLife = (points: readonly Point[], width: number): LifeLayout => {
  let y = 4;
  const laid = points.map((point) => {
    const lines = wrap(point.words ?? '', width - textX - 8, 3);
    const height = 26 + (point.when === null ? 0 : line) + lines.length * line + 10;
    const placed = { point, y, height, lines };
    y += height;
    return placed;
  });
  return { width, height: y, textX, points: laid };
};
