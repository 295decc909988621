import type { Said } from '#kernel/said.js';
import type { MeetingData } from '../../facts.js';
import { created, type Book } from '../book.js';
import { draft, printedIn, own, under, worded, type Some } from '../minuted.js';
import { after, named, parts, person, saying, type Part } from '../parts.js';

type FollowUp = 'ActionRaised' | 'ActionReported' | 'ConsolidatedListPrinted' | 'ActionListed' | 'DiscrepancySettled';

export const followUp: Some<FollowUp> = {
  ActionRaised: (d) =>
    worded(
      d.words,
      under(d.item),
      draft('action', [
        ...label(d.label),
        saying(d.words),
        { owners: { printed: d.ownersPrinted, owners: d.owners, assigned: d.assigned } },
      ]),
    ),
  ActionReported: (d) =>
    worded(
      d.words,
      under(d.item),
      draft(
        'report',
        parts`${named(d.action, 'action')}${d.words !== null || d.by === null ? null : [' (', person(d.by), ')']}: ${reported(d)}`,
      ),
    ),
  ConsolidatedListPrinted: printedIn('lists'),
  ActionListed: (d, _, book) =>
    created(book, d.list, 'ConsolidatedListPrinted')
      ? { part: 'lists' }
      : own('closing', draft('action', [...label(d.label), saying(d.words)])),
  DiscrepancySettled: (d, _, book) =>
    isPrinted(d.listing, book)
      ? { part: 'lists' }
      : own('closing', draft('procedure', parts`The wording of the ${d.stands} stands${after(': ', d.reason)}.`)),
};

const label = (printed: string | null): readonly Part[] => [{ strong: printed === null ? 'Action:' : `Action ${printed}:` }, ' '];
const isPrinted = (listing: string, book: Book) => {
  const listed = created(book, listing, 'ActionListed');
  return listed !== null && created(book, listed.data.list, 'ConsolidatedListPrinted') !== null;
};

const reported = ({ words, outcome, reason }: MeetingData<'ActionReported'>): readonly Part[] => {
  const followed = became(outcome);
  return [...said(words), ...(words !== null && followed.length > 0 ? [' – '] : []), ...followed, ...after('; ', reason)];
};
const said = (words: Said | null): readonly Part[] => (words === null ? [] : [saying(words)]);

type Outcome = MeetingData<'ActionReported'>['outcome'];
const became = (outcome: Outcome): readonly Part[] => {
  if ('progress' in outcome) return ['in progress'];
  if ('completed' in outcome) return ['completed'];
  if ('carried' in outcome) return ['carried forward', ...due(' to ', outcome.carried)];
  if ('due' in outcome)
    return ['now due', ...due(': ', outcome.due), ...(outcome.askedBy === null ? [] : [', asked for by ', person(outcome.askedBy)])];
  if ('owners' in outcome) return ['now with ', { owners: { printed: null, owners: outcome.owners, assigned: outcome.assigned } }];
  if ('cancelled' in outcome) return ['cancelled'];
  if ('reopened' in outcome) return ['reopened'];
  return ['superseded', ...(outcome.supersededBy === null ? [] : [' by ', named(outcome.supersededBy, 'action')])];
};
const due = (mark: string, when: Extract<Outcome, { due: unknown }>['due']): readonly Part[] =>
  when === null ? [] : [mark, { due: when }];
