import { dueIn } from '../in-meeting.js';
import { factsOf, known, type StreamFacts } from '../projection.js';

type Meeting = StreamFacts<'meeting'>;

export const effectTable = {
  decision_effect: {
    decision: 'text',
    entry: 'text',
    place: 'integer',
    what: 'text',
    words: 'text?',
    person: 'text?',
    printed: 'text?',
    of_meeting: 'text?',
    of_decision: 'text?',
    detail: 'json',
  },
} as const;

const plain = { words: null, person: null, printed: null, of_meeting: null, of_decision: null, detail: null };

/** What a decision brought about within its meeting, beside money, conditions and actions, which have tables of their own. */
export const effects = known((meeting: Meeting) =>
  [...endorsed(meeting), ...groups(meeting), ...invitations(meeting), ...minutesApproved(meeting), ...takenUp(meeting)].map(
    (row, place) => ({
      ...plain,
      ...row,
      key: row.entry,
      place,
    }),
  ),
);

const endorsed = (meeting: Meeting) =>
  factsOf(meeting, 'DelegatedApprovalEndorsed').map(({ data, entry }) => ({
    decision: data.decision,
    entry: entry.id,
    what: 'endorsed a delegated approval',
    words: meeting.words(data.version),
    person: data.delegate,
    printed: meeting.words(data.printed),
    detail: { on: data.on, subject: data.subject },
  }));

const groups = (meeting: Meeting) =>
  factsOf(meeting, 'SubGroupEstablished').map(({ data, entry }) => {
    const isOf = (one: { readonly data: { readonly group: string } }) => one.data.group === data.groupId;
    return {
      decision: data.decision,
      entry: entry.id,
      what: 'established a sub group',
      words: meeting.words(data.remit),
      person: data.lead,
      printed: meeting.words(data.name),
      detail: {
        criteria: factsOf(meeting, 'SubGroupCriterionSet')
          .filter(isOf)
          .map((one) => meeting.words(one.data.words)),
        members: factsOf(meeting, 'SubGroupMemberNamed')
          .filter(isOf)
          .map((one) => ({ person: one.data.person, printed: meeting.words(one.data.printed) })),
        proposedBy: meeting.words(data.proposedBy),
        reports: data.reports && dueIn(data.reports, meeting.words),
      },
    };
  });

const invitations = (meeting: Meeting) =>
  factsOf(meeting, 'InvitationExtended').flatMap(({ data, entry }) =>
    data.decision === null
      ? []
      : [
          {
            decision: data.decision,
            entry: entry.id,
            what: 'invited',
            words: data.to,
            person: data.person,
            printed: meeting.words(data.printed),
          },
        ],
  );

const minutesApproved = (meeting: Meeting) => {
  const matched = new Map(factsOf(meeting, 'ReferenceMatched').map(({ data }) => [data.entry, data.meeting]));
  return factsOf(meeting, 'MinutesApproved').map(({ data, entry }) => ({
    decision: data.decision,
    entry: entry.id,
    what: 'approved minutes',
    words: 'mentioned' in data.of ? meeting.words(data.of.mentioned) : null,
    of_meeting: 'meeting' in data.of ? data.of.meeting : (matched.get(entry.id) ?? null),
    detail: { date: 'mentioned' in data.of ? data.of.date : null, version: data.version },
  }));
};

const takenUp = (meeting: Meeting) =>
  factsOf(meeting, 'DecisionTakenUp').map(({ data, entry }) => ({
    decision: data.decision,
    entry: entry.id,
    what: data.outcome,
    of_meeting: data.meeting,
    of_decision: data.earlier,
    detail: { condition: data.condition, subject: data.subject },
  }));
