import type { Rules } from '#kernel/decider.js';
import type { MeetingEvent } from './events.js';
import { numberUsedOnce, reporterIsNamed, somebodyOrNobody } from './rules/actions.js';
import { agreesWithTheVote, allocationIsWhole, assentedByAll, endorsementIsCited, tieIsDecided } from './rules/decisions.js';
import { laidBeforeIt, newestVersion, ofAnEarlierMeeting, ofThisBoard } from './rules/minutes.js';
import {
  apologistIsAbsent,
  hasWithdrawn,
  isPresent,
  leavesNobodyOut,
  notApologisedFor,
  notPresentAlready,
  onTheRoll,
  oneRoleAtATime,
  touchesNoVote,
} from './rules/presence.js';
import {
  declaredInTime,
  isPrivate,
  labelUsedOnce,
  notPrivateYet,
  onePresides,
  quorate,
  quorateUnlessDeferred,
  zoneAsScheduled,
} from './rules/room.js';
import { notifiedInTime } from './rules/substitution-notice.js';
import * as casting from './rules/casting-vote.js';
import * as named from './rules/named-votes.js';
import * as substitution from './rules/substitution.js';
import * as votes from './rules/votes.js';
import type { Meeting } from './state.js';

/** What is asked before each fact, the first broken one refusing it. */
export const rules: Rules<Meeting, MeetingEvent> = {
  ItemListed: [labelUsedOnce],
  ItemAdded: [labelUsedOnce],
  RollTaken: [leavesNobodyOut],
  MeetingOpened: [zoneAsScheduled],

  ApologyRecorded: [apologistIsAbsent],
  AttendanceRecorded: [
    oneRoleAtATime,
    notPresentAlready,
    notApologisedFor,
    onTheRoll,
    substitution.seatCountedOnce,
    touchesNoVote('AttendanceRecorded'),
  ],
  ArrivalRecorded: [oneRoleAtATime, notPresentAlready, onTheRoll, substitution.seatCountedOnce, touchesNoVote('ArrivalRecorded')],
  DepartureRecorded: [isPresent, touchesNoVote('DepartureRecorded')],
  WithdrawalRecorded: [isPresent, touchesNoVote('WithdrawalRecorded')],
  ReturnRecorded: [hasWithdrawn, touchesNoVote('ReturnRecorded')],
  RoleChanged: [isPresent, substitution.substituteGainsVote, onTheRoll, substitution.seatCountedOnce, touchesNoVote('RoleChanged')],
  SubstitutionRecorded: [
    substitution.substituteIsPresent,
    substitution.absentIsAbsent,
    substitution.oneForOne,
    substitution.seatIsHeld,
    notifiedInTime,
    substitution.substitutesVote,
  ],
  ChairTaken: [onePresides],
  PrivateSessionBegun: [notPrivateYet],
  PrivateSessionEnded: [isPrivate],
  InterestDeclared: [declaredInTime],

  AmendmentMoved: [votes.noThirdDegree],
  ConsentGiven: [quorate],
  OptionVoteRecorded: [quorate, votes.optionsWithinTheRoll, votes.oneOptionAssented, votes.sameList],
  VoteRecorded: [quorate, votes.withinTheRoll, votes.announcedAsCounted, votes.nobodyDissents, votes.amendmentsFirst, votes.sameList],
  NamedVoteRecorded: [named.votesOnce, named.mayVote, named.namedWithinTheCount, named.dissentIsNotAssent, named.askedAtOnce],
  CastingVoteGiven: [casting.decidesATie, casting.castsOnce, casting.presiderCasts, casting.ordersGiveIt],

  DecisionRecorded: [quorateUnlessDeferred, agreesWithTheVote, tieIsDecided, assentedByAll],
  AllocationMade: [allocationIsWhole],
  DelegatedApprovalEndorsed: [endorsementIsCited],
  MinutesApproved: [ofAnEarlierMeeting, ofThisBoard, laidBeforeIt, newestVersion],

  ActionRaised: [numberUsedOnce, somebodyOrNobody],
  ActionReported: [reporterIsNamed],
};
