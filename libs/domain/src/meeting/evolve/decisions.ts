import type { Part } from './part.js';

export const decisions = {
  DecisionRecorded: (meeting, { decisionId, item, kind, subjects, division }, { id }) => ({
    ...meeting,
    decisions: [...meeting.decisions, { id: decisionId, entry: id, item, kind, subjects, division }],
  }),
  ConditionSet: (meeting, { conditionId, decision }, { id }) => ({
    ...meeting,
    conditions: [...meeting.conditions, { id: conditionId, decision, entry: id }],
  }),
  AllocationMade: (meeting) => meeting,
  DelegatedApprovalEndorsed: (meeting) => meeting,
  SubGroupEstablished: (meeting) => meeting,
  SubGroupCriterionSet: (meeting) => meeting,
  SubGroupMemberNamed: (meeting) => meeting,
  InvitationExtended: (meeting) => meeting,
  MinutesApproved: (meeting) => meeting,
  MinutesTaken: (meeting, { meeting: of, board, date, version }) => ({
    ...meeting,
    laid: [...meeting.laid, { meeting: of, board, date, version }],
  }),
  DecisionTakenUp: (meeting) => meeting,
} satisfies Part;
