import { entryAt, type Draft } from './draft.js';
import type { Late, Paper } from './paper.js';
import type { WhenSaid } from './when.js';

/** Takes what was laid since `from` off the paper until the meeting has come to it. */
export const putOff = (from: number, when: WhenSaid, line: number, paper: Paper) => {
  paper.late.push({ drafts: paper.drafts.splice(from), when, line });
};

/** Lays what was put off until this stage of an item. */
export const layLate = (label: string | null, stage: keyof typeof stages, paper: Paper) => {
  if (label === null) return;
  for (const one of takenOff(paper, ({ when }) => stages[stage](when) === label)) paper.drafts.push(...one.drafts.map(placed(one, paper)));
};
const stages = {
  before: (when: WhenSaid) => ('side' in when && when.what === 'item' && when.side === 'before' ? when.label : null),
  during: (when: WhenSaid) => ('during' in when ? when.during : null),
  after: (when: WhenSaid) => ('side' in when && when.what === 'item' && when.side === 'after' ? when.label : null),
};

/** Between two items: behind what was written last. */
const placed = ({ when }: Late, paper: Paper) => {
  const last = paper.drafts.findLast(({ kind, verb }) => kind === 'meeting' && verb !== 'ReadMeetingFile' && verb !== 'Remark');
  return (draft: Draft): Draft =>
    'side' in when && last && draft.occurred ? { ...draft, occurred: { after: entryAt(last.place) } } : draft;
};

/** What only a clock or a day tells stands before the first entry that is known to be later, else where the meeting ends. */
export const layTimed = (from: number, paper: Paper) => {
  for (const one of takenOff(paper, () => true)) {
    const at = atOf(one.drafts);
    const later = paper.drafts.findIndex((draft, n) => n >= from && at !== null && (atOf([draft]) ?? '') > at);
    if (later < 0) unplaced(one, from, paper);
    const closing = paper.drafts.findIndex(({ verb }, n) => n >= from && verb === 'CloseMeeting');
    const end = closing < 0 ? paper.drafts.length : closing;
    paper.drafts.splice(later < 0 ? end : later, 0, ...one.drafts);
  }
};
const atOf = (drafts: readonly Draft[]): string | null =>
  drafts.flatMap(({ occurred }) => (occurred && 'at' in occurred ? [occurred.at] : []))[0] ?? null;

const unplaced = ({ drafts, line }: Late, from: number, paper: Paper) => {
  const votes = paper.drafts.slice(from).some(({ verb }) => verb === 'RecordVote' || verb === 'RecordOptionVote');
  const role = (drafts[0]?.data as { readonly role?: string } | undefined)?.role;
  if (votes && (role === 'voting member' || role === 'not stated'))
    paper.note(
      line,
      'presence.not-placed',
      'No entry says that it happened after this arrival: the votes above count without this person. Write "during item 3" if it was earlier.',
    );
};

const takenOff = (paper: Paper, fits: (one: Late) => boolean): readonly Late[] => {
  const found = paper.late.filter(fits);
  for (const one of found) paper.late.splice(paper.late.indexOf(one), 1);
  return found;
};
