import { record, type Context, type Decide } from '#kernel/decider.js';
import type { IntentsOf } from '#kernel/event.js';
import type { meetingEvents, MeetingEvent, MeetingIntent } from './events.js';
import { entitledWhen } from './presence.js';
import { atAnyTime, beforeClosing, beforeOpening, onceOpened, once, whileAdjourned, whileSitting } from './room.js';
import type { Meeting } from './state.js';

type Asked<V extends MeetingIntent['type']> = Extract<IntentsOf<typeof meetingEvents>, { readonly type: V }>['data'];

/** The list of who may vote is fixed here, and nowhere else: those present and entitled when the vote was taken. */
const recordVote = (data: Asked<'RecordVote'>, meeting: Meeting, context: Context) =>
  [{ type: 'VoteRecorded', data: { ...data, entitled: entitledWhen(meeting, context) } }] as const;
const recordOptionVote = (data: Asked<'RecordOptionVote'>, meeting: Meeting, context: Context) =>
  [{ type: 'OptionVoteRecorded', data: { ...data, entitled: entitledWhen(meeting, context) } }] as const;

/** Who answers which verb, and when in the life of a meeting it may be said live. */
export const decide: Decide<MeetingIntent, Meeting, MeetingEvent> = {
  ScheduleMeeting: once(record('MeetingScheduled')),
  RescheduleMeeting: beforeOpening(record('MeetingRescheduled')),
  GiveNotice: beforeOpening(record('NoticeGiven')),
  OpenMeeting: beforeOpening(record('MeetingOpened')),

  ListItem: beforeClosing(record('ItemListed')),
  TakeRoll: beforeClosing(record('RollTaken')),
  TakeStandingOrders: beforeClosing(record('StandingOrdersTaken')),
  TakeMinutes: beforeClosing(record('MinutesTaken')),
  RecordApology: beforeClosing(record('ApologyRecorded')),
  HeadList: beforeClosing(record('ListHeaded')),
  RecordAttendance: beforeClosing(record('AttendanceRecorded')),
  RecordSubstitution: beforeClosing(record('SubstitutionRecorded')),
  TakeChair: beforeClosing(record('ChairTaken')),

  HandOverChair: onceOpened(record('ChairHandedOver')),
  ChangeRole: onceOpened(record('RoleChanged')),
  RecordArrival: onceOpened(record('ArrivalRecorded')),
  RecordDeparture: onceOpened(record('DepartureRecorded')),
  RecordWithdrawal: onceOpened(record('WithdrawalRecorded')),
  RecordReturn: onceOpened(record('ReturnRecorded')),
  ResumeMeeting: whileAdjourned(record('MeetingResumed')),
  CloseMeeting: onceOpened(record('MeetingClosed')),

  AdjournMeeting: whileSitting(record('MeetingAdjourned')),
  TakeItem: whileSitting(record('ItemTaken')),
  AddItem: whileSitting(record('ItemAdded')),
  GoIntoPrivate: whileSitting(record('PrivateSessionBegun')),
  ReturnToPublic: whileSitting(record('PrivateSessionEnded')),
  DeclareInterest: whileSitting(record('InterestDeclared')),
  ReturnNil: whileSitting(record('NilReturned')),
  RecordDiscussion: whileSitting(record('DiscussionRecorded')),
  RecordPoint: whileSitting(record('PointMade')),
  RecordWords: whileSitting(record('WordsRecorded')),
  GiveAdvice: whileSitting(record('AdviceGiven')),
  RecordNote: whileSitting(record('NoteRecorded')),
  RecordCorrespondence: whileSitting(record('CorrespondenceRecorded')),
  RecordRuling: whileSitting(record('ChairRuled')),
  MoveMotion: whileSitting(record('MotionMoved')),
  MoveAmendment: whileSitting(record('AmendmentMoved')),
  CarryByConsent: whileSitting(record('ConsentGiven')),
  RecordOptionVote: whileSitting(recordOptionVote),
  RecordVote: whileSitting(recordVote),
  RecordNamedVote: whileSitting(record('NamedVoteRecorded')),
  GiveCastingVote: whileSitting(record('CastingVoteGiven')),
  RecordDecision: whileSitting(record('DecisionRecorded')),
  SetCondition: whileSitting(record('ConditionSet')),
  AllocateMoney: whileSitting(record('AllocationMade')),
  EndorseDelegatedApproval: whileSitting(record('DelegatedApprovalEndorsed')),
  EstablishSubGroup: whileSitting(record('SubGroupEstablished')),
  SetSubGroupCriterion: whileSitting(record('SubGroupCriterionSet')),
  NameSubGroupMember: whileSitting(record('SubGroupMemberNamed')),
  ExtendInvitation: whileSitting(record('InvitationExtended')),
  ApproveMinutes: whileSitting(record('MinutesApproved')),
  TakeUpDecision: whileSitting(record('DecisionTakenUp')),
  RaiseAction: whileSitting(record('ActionRaised')),
  ReportAction: whileSitting(record('ActionReported')),
  AgreeCorrection: whileSitting(record('CorrectionAgreed')),

  AttachPaper: atAnyTime(record('PaperAttached')),
  NameSubject: atAnyTime(record('SubjectNamed')),
  PrintList: atAnyTime(record('ConsolidatedListPrinted')),
  ListAction: atAnyTime(record('ActionListed')),
  SettleDiscrepancy: atAnyTime(record('DiscrepancySettled')),
  MatchReference: atAnyTime(record('ReferenceMatched')),
  NoteMinutesCirculated: atAnyTime(record('MinutesCirculated')),
  NoteMinutesApproved: atAnyTime(record('MinutesAdopted')),
  // The file comes before all that is read from it, so that its first entry can be put right too.
  ReadMeetingFile: record('MeetingFileRead'),
  Remark: atAnyTime(record('ReaderRemarked')),
};
