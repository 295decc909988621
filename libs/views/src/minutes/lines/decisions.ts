import type { Entry } from '#kernel/entry.js';
import type { Said } from '#kernel/said.js';
import { bullet, detail, draft, own, under, worded, type Draft, type Minuted, type Some } from '../minuted.js';
import { after, named, parts, person, saying, type Part } from '../parts.js';
import type { MeetingData } from '../../facts.js';

type Decisions =
  | 'DecisionRecorded'
  | 'ConditionSet'
  | 'AllocationMade'
  | 'DelegatedApprovalEndorsed'
  | 'SubGroupEstablished'
  | 'SubGroupCriterionSet'
  | 'SubGroupMemberNamed'
  | 'InvitationExtended'
  | 'MinutesApproved'
  | 'MinutesTaken'
  | 'DecisionTakenUp';

/** Formal acts print bold; agreements, notings and the approval of earlier minutes do not. */
const formal: ReadonlySet<MeetingData<'DecisionRecorded'>['kind']> = new Set([
  'approved',
  'approved subject to condition',
  'approved in principle',
  'not approved',
  'endorsed',
]);

export const decisions: Some<Decisions> = {
  DecisionRecorded: (d) => worded(d.words, under(d.item), draft('decision', [saying(d.words)], { emphasis: formal.has(d.kind) })),
  ConditionSet: (d, entry) => reading(d.decision, entry, d.words, parts`Condition: ${saying(d.words)}`),
  AllocationMade: (d, entry) => reading(d.decision, entry, null, parts`Allocated${allocated(d)}`),
  DelegatedApprovalEndorsed: (d, entry) => reading(d.decision, entry, null, parts`Delegated approval${by(d.delegate, d.printed)}`),
  SubGroupEstablished: (d, entry) =>
    reading(d.decision, entry, null, parts`Sub group: ${saying(d.remit)}${d.lead === null ? null : [' – lead ', person(d.lead)]}`),
  SubGroupCriterionSet: (d) => bullet(d.group, d.words, draft('detail', [saying(d.words)])),
  SubGroupMemberNamed: (d, entry) =>
    reading(d.group, entry, null, parts`Member of the sub group${by(d.person, d.printed)}`, { provenance: d.known }),
  InvitationExtended: (d, entry) => {
    const line = parts`Invited to ${d.to}${by(d.person, d.printed)}`;
    return d.decision === null ? own('current', draft('detail', line)) : reading(d.decision, entry, null, line);
  },
  MinutesApproved: (d, entry) => reading(d.decision, entry, null, parts`Minutes approved: ${minutesOf(d)}`),
  MinutesTaken: (d) =>
    own(
      'current',
      draft('procedure', parts`The minutes of ${named(d.meeting, 'meeting')} (version ${`${d.version}`}) were laid before the meeting.`),
    ),
  DecisionTakenUp: (d, entry) => reading(d.decision, entry, null, parts`${named(d.earlier, 'decision')}: ${d.outcome}`),
};

const reading = (
  to: string,
  entry: Entry,
  said: Said | null,
  line: readonly Part[],
  more: Partial<Pick<Draft, 'provenance'>> = {},
): Minuted => detail(to, entry, said, draft('detail', line, more));

const by = (id: string | null, printed: Said | null): readonly Part[] =>
  printed !== null ? [': ', saying(printed)] : id === null ? [] : [': ', person(id)];

const allocated = (d: MeetingData<'AllocationMade'>): readonly Part[] => [
  ...(d.printed !== null ? [': ', saying(d.printed)] : d.amount === null ? [': amount not stated'] : [': ', { money: d.amount } as const]),
  ...after(', from ', d.source),
  ...after(', for ', d.purpose),
];

const minutesOf = ({ of, version }: MeetingData<'MinutesApproved'>): readonly Part[] => [
  'meeting' in of ? named(of.meeting, 'meeting') : saying(of.mentioned),
  ...(version === null ? [] : [` (version ${version})`]),
];
