import { eventId } from '#kernel/ids.js';
import { derivedId } from '#shell/derived-id.js';

/** What the teller knows so far: the last revision of each stream, and the minutes as the server prints them. */
export type Told = { readonly revision: (stream: string) => number; readonly digestOfMinutes: (meeting: string) => Promise<string> };

/** One request, as a secretary's screen would send it. */
export type Step = {
  readonly key: string;
  readonly to: string;
  readonly verb: string;
  readonly data: object | ((told: Told) => object | Promise<object>);
  readonly recorded?: 'live' | 'afterwards' | 'printed';
  readonly occurred?: object;
  /** The refusal that this request meets; it is recorded nowhere. */
  readonly refused?: string;
  /** The server's clock when it arrives. */
  readonly at: string;
};

export const id = (name: string) => derivedId('harbour board', name);
export const commandOf = (key: string) => derivedId('harbour board', 'command', key);
/** The first event of a step of the March meeting. */
export const entry = (key: string) => eventId(`meeting-${id('march')}`, commandOf(key), 0);

const board = `boards/${id('board')}`;
const person = (name: string) => `people/${id(name)}`;
const meeting = (name: string) => `meetings/${id(name)}`;
const minutes = (name: string) => `minutes/${id(name)}`;
const clerk = { clerk: true };

let clock = Date.UTC(2026, 1, 2, 9, 0, 0);
const steps: Step[] = [];
const turnTo = (...when: readonly [number, number, number, number, number]) => {
  clock = Date.UTC(when[0], when[1] - 1, when[2], when[3], when[4]);
};
const tell = (key: string, to: string, verb: string, data: Step['data'] = {}, more: Partial<Step> = {}) => {
  if (steps.some((step) => step.key === key)) throw new Error(`two steps are called ${key}`);
  clock += 20_000;
  steps.push({ key, to, verb, data, at: new Date(clock).toISOString(), ...more });
};

// The board and its people
const members = ['Member A', 'Member B', 'Member C', 'Member D', 'Member E', 'Member F'];
tell('board', board, 'EstablishBoard', { name: 'Harbour Board', kind: 'board', quorum: 3 });
tell('orders', board, 'AdoptStandingOrders', { ordersId: id('orders'), profile: 'partnership', from: '2026-01-01', tie: 'silent' });
for (const name of [...members, 'Officer O']) {
  tell(name, person(name), 'IntroducePerson', { name });
  const as = name === 'Officer O' ? 'officer' : 'voting member';
  tell(`appoint ${name}`, board, 'Appoint', {
    appointmentId: id(`appointment of ${name}`),
    person: id(name),
    as,
    from: '2026-01-01',
    known: 'stated',
  });
}
tell('initials', person('Officer O'), 'AddSpelling', {
  spellingId: id('OO'),
  spelling: 'OO',
  kind: 'initials',
  scope: { board: id('board') },
});
tell('chair', board, 'TakeOffice', { officeId: id('chair'), office: 'chair', person: id('Member A'), from: '2026-01-01' });

const nameSitting = (name: string, date: string, label: string | null, kind: string) =>
  tell(`name ${name}`, board, 'NameSitting', { sittingId: id(`sitting ${name}`), meeting: id(name), date, label, kind });
const schedule = (name: string, date: string, start: string, kind: string, label: string | null = null) =>
  tell(`schedule ${name}`, meeting(name), 'ScheduleMeeting', {
    board: id('board'),
    date,
    start,
    zone: 'Europe/London',
    place: 'The Harbour Office',
    kind,
    label,
  });
const list = (name: string, label: string, heading: string, more: object = {}) =>
  tell(`${name} item ${label}`, meeting(name), 'ListItem', { itemId: id(`${name} ${label}`), label, heading, ...more });
const open = (name: string, present: readonly string[]) => {
  tell(`open ${name}`, meeting(name), 'OpenMeeting', { zone: 'Europe/London' });
  tell(`roll ${name}`, meeting(name), 'TakeRoll', (told) => ({
    board: id('board'),
    boardRevision: told.revision(board),
    voting: (name === 'april' ? members.filter((one) => one !== 'Member D') : members).map(id),
    others: [id('Officer O')],
  }));
  tell(`orders ${name}`, meeting(name), 'TakeStandingOrders', (told) => ({
    board: id('board'),
    boardRevision: told.revision(board),
    orders: id('orders'),
    profile: 'partnership',
    quorum: 3,
    tie: 'silent',
  }));
  for (const one of present)
    tell(`${name} ${one}`, meeting(name), 'RecordAttendance', {
      person: id(one),
      role: one === 'Officer O' ? 'officer' : 'voting member',
      known: 'stated',
    });
  tell(`chair ${name}`, meeting(name), 'TakeChair', { person: id('Member A'), as: 'chair', known: 'stated' });
};

// The ordinary meeting of 10 March 2026
turnTo(2026, 3, 2, 9, 0);
nameSitting('march', '2026-03-10', null, 'ordinary');
schedule('march', '2026-03-10', '10:00', 'ordinary');
tell('notice', meeting('march'), 'GiveNotice', { on: '2026-03-02', to: 'All members of the Board' });
list('march', '1', 'Apologies', { standing: 'apologies' });
list('march', '2', 'Declarations of Interest', { standing: 'declarations' });
list('march', '3', 'Repairs to the West Quay');
list('march', '4', 'Ferry Timetable');
list('march', '5', 'Any Other Business', { standing: 'any other business' });
tell('paper', meeting('march'), 'AttachPaper', {
  paperId: id('quay report'),
  item: id('march 3'),
  title: 'Condition of the West Quay',
  reference: 'HB/2026/07',
  came: 'with the agenda',
});

turnTo(2026, 3, 10, 10, 0);
open('march', ['Member A', 'Member B', 'Member C', 'Member D', 'Officer O']);
tell('unknown', person('unknown'), 'IntroducePerson', { description: 'A man in a yellow coat, for the ferry users' });
tell('march unknown', meeting('march'), 'RecordAttendance', { person: id('unknown'), role: 'guest', known: 'stated' });
tell('open again', meeting('march'), 'OpenMeeting', { zone: 'Europe/London' }, { refused: 'meeting.opened-already' });
tell('take 1', meeting('march'), 'TakeItem', { item: id('march 1') });
tell('apology F', meeting('march'), 'RecordApology', { person: id('Member F'), item: id('march 1') });
tell('take 2', meeting('march'), 'TakeItem', { item: id('march 2') });
tell('nil', meeting('march'), 'ReturnNil', { item: id('march 2'), words: 'None' });

// Item 4 before item 3; an interest in mid-item
tell('take 4', meeting('march'), 'TakeItem', { item: id('march 4') });
tell('ferry', meeting('march'), 'NameSubject', { subjectId: id('ferry'), item: id('march 4'), name: 'The evening ferry' });
tell('ferry talk', meeting('march'), 'RecordDiscussion', {
  discussionId: id('ferry talk'),
  item: id('march 4'),
  words: 'The Board discussed the evening ferry:',
  subjects: [id('ferry')],
});
tell('ferry point', meeting('march'), 'RecordPoint', {
  discussion: id('ferry talk'),
  words: 'Few passengers use the Timetabel of the winter months',
});
tell('interest D', meeting('march'), 'DeclareInterest', {
  interestId: id('interest D'),
  person: id('Member D'),
  item: id('march 4'),
  words: 'Member D declared an interest as an owner of the ferry company and left the room.',
  as: 'owner of the ferry company',
  class: 'unspecified',
  scope: { item: id('march 4') },
});
tell('D withdraws', meeting('march'), 'RecordWithdrawal', { person: id('Member D'), item: id('march 4'), interest: id('interest D') });
tell('ferry point 2', meeting('march'), 'RecordPoint', { discussion: id('ferry talk'), words: 'A later boat would serve the hospital' });
tell('ferry motion', meeting('march'), 'MoveMotion', {
  motionId: id('ferry motion'),
  item: id('march 4'),
  words: 'That the last ferry leave at ten o’clock from May.',
  mover: id('Member B'),
  seconder: id('Member C'),
  subjects: [id('ferry')],
});
tell(
  'ferry vote too many',
  meeting('march'),
  'RecordVote',
  {
    divisionId: id('no vote'),
    item: id('march 4'),
    motion: id('ferry motion'),
    method: 'show of hands',
    for: 3,
    against: 0,
    abstained: 1,
  },
  { refused: 'vote.more-than-the-roll' },
);
tell('ferry vote', meeting('march'), 'RecordVote', {
  divisionId: id('ferry vote'),
  item: id('march 4'),
  motion: id('ferry motion'),
  method: 'show of hands',
  for: 2,
  against: 0,
  abstained: 1,
  announced: 'carried',
});
tell('ferry decision', meeting('march'), 'RecordDecision', {
  decisionId: id('ferry decision'),
  item: id('march 4'),
  kind: 'approved',
  words: 'The Board approved that the last ferry leave at ten o’clock from May.',
  subjects: [id('ferry')],
  method: 'vote',
  division: id('ferry vote'),
});
tell('action 1', meeting('march'), 'RaiseAction', {
  actionId: id('action 1'),
  item: id('march 4'),
  label: '1',
  words: 'The new timetable to be agreed with the ferry company',
  ownersPrinted: 'OO',
  owners: [{ person: id('Officer O'), printed: 'OO' }],
  assigned: 'named',
  due: { expected: '2026-04', printed: 'the April meeting' },
  decision: id('ferry decision'),
  arises: 'stated',
});
tell('D returns', meeting('march'), 'RecordReturn', { person: id('Member D') });
tell(
  'E arrives',
  meeting('march'),
  'RecordArrival',
  { person: id('Member E'), role: 'voting member' },
  { occurred: { before: entry('ferry vote') } },
);

// Item 3: a slip struck out in the room, and a tie on which the standing orders are silent
tell('take 3', meeting('march'), 'TakeItem', { item: id('march 3') });
tell('quay advice', meeting('march'), 'GiveAdvice', {
  item: id('march 3'),
  words: 'The Board were advised that the west quay has moved by four centimetres since 2024.',
});
tell('slip', meeting('march'), 'RecordNote', { item: id('march 3'), words: 'The Baord' });
tell('strike slip', meeting('march'), 'StrikeOut', { entries: [{ entry: entry('slip') }], reason: 'Slip', authority: clerk });
tell('quay motion', meeting('march'), 'MoveMotion', {
  motionId: id('quay motion'),
  item: id('march 3'),
  words: 'That the west quay be closed for repairs in June.',
  mover: id('Member E'),
  seconder: id('Member B'),
});
tell('quay vote', meeting('march'), 'RecordVote', {
  divisionId: id('quay vote'),
  item: id('march 3'),
  motion: id('quay motion'),
  method: 'show of hands',
  for: 2,
  against: 2,
  abstained: 1,
});
tell(
  'quay too early',
  meeting('march'),
  'RecordDecision',
  {
    decisionId: id('no decision'),
    item: id('march 3'),
    kind: 'approved',
    words: 'The Board approved the closure of the west quay.',
    method: 'vote',
    division: id('quay vote'),
  },
  { refused: 'decision.tied' },
);
tell('quay ruling', meeting('march'), 'RecordRuling', {
  rulingId: id('quay ruling'),
  item: id('march 3'),
  words: 'The Chair ruled that the motion was not carried, since the standing orders give no casting vote.',
  division: id('quay vote'),
});
tell('quay decision', meeting('march'), 'RecordDecision', {
  decisionId: id('quay decision'),
  item: id('march 3'),
  kind: 'not approved',
  words: 'The Board did not approve the closure of the west quay.',
  reason: null,
  method: 'vote',
  division: id('quay vote'),
});
tell('action 2', meeting('march'), 'RaiseAction', {
  actionId: id('action 2'),
  item: id('march 3'),
  label: '2',
  words: 'A second opinion on the west quay to be obtained',
  ownersPrinted: 'Member D',
  owners: [{ person: id('Member D'), printed: 'Member D' }],
  assigned: 'named',
  due: { date: '2026-05-29' },
  arises: 'stated',
});

// The alarm; what follows was written on paper while the power was off, and entered an hour later
tell(
  'adjourn',
  meeting('march'),
  'AdjournMeeting',
  { reason: 'Fire alarm' },
  { occurred: { at: '2026-03-10T10:31:00.000Z', zone: 'Europe/London' } },
);
tell('resume', meeting('march'), 'ResumeMeeting', {}, { occurred: { at: '2026-03-10T10:40:00.000Z', zone: 'Europe/London' } });
turnTo(2026, 3, 10, 11, 45);
const notes = (at: string) => ({ recorded: 'afterwards' as const, occurred: { at: `2026-03-10T${at}:00.000Z`, zone: 'Europe/London' } });
tell('C leaves', meeting('march'), 'RecordDeparture', { person: id('Member C') }, notes('10:45'));
tell('take 5', meeting('march'), 'TakeItem', { item: id('march 5') }, notes('10:46'));
tell(
  'bell',
  meeting('march'),
  'RecordDecision',
  {
    decisionId: id('bell'),
    item: id('march 5'),
    kind: 'agreed',
    words: 'The Board agreed that the fog bell should be tested every Monday.',
    method: 'not stated',
  },
  notes('10:50'),
);
tell(
  'add 6',
  meeting('march'),
  'AddItem',
  {
    itemId: id('march 6'),
    label: '6',
    heading: 'Storm Damage to the Slipway',
    after: id('march 5'),
    circumstances: 'The slipway broke on Sunday night',
    agreedBy: id('Member A'),
  },
  notes('10:55'),
);
tell('take 6', meeting('march'), 'TakeItem', { item: id('march 6') }, notes('10:56'));
tell(
  'slipway',
  meeting('march'),
  'RecordDecision',
  {
    decisionId: id('slipway'),
    item: id('march 6'),
    kind: 'approved',
    words: 'The Board approved £4,000 from the repairs fund for the slipway.',
    method: 'general assent',
  },
  notes('11:05'),
);
tell(
  'slipway money',
  meeting('march'),
  'AllocateMoney',
  {
    allocationId: id('slipway money'),
    decision: id('slipway'),
    amount: { minor: 400_000, currency: 'GBP' },
    printed: '£4,000',
    source: 'the repairs fund',
    purpose: 'the slipway',
  },
  notes('11:05'),
);
tell('identified', person('unknown'), 'IdentifyPerson', { name: 'Guest G' });
turnTo(2026, 3, 10, 12, 0);
tell('close march', meeting('march'), 'CloseMeeting', {});

// A second meeting on the same day
nameSitting('march second', '2026-03-10', '2', 'extraordinary');
schedule('march second', '2026-03-10', '14:00', 'extraordinary', '2');
list('march second', '1', 'Dredging Contract');
turnTo(2026, 3, 10, 14, 0);
open('march second', ['Member A', 'Member B', 'Member E']);
tell('second take 1', meeting('march second'), 'TakeItem', { item: id('march second 1') });
tell('dredging', meeting('march second'), 'RecordDecision', {
  decisionId: id('dredging'),
  item: id('march second 1'),
  kind: 'deferred',
  words: 'The Board deferred the dredging contract to the next meeting.',
  method: 'general assent',
  deferredTo: { meeting: id('april') },
});
tell('close second', meeting('march second'), 'CloseMeeting', {});

// The minutes: circulated, put right, circulated again
const circulate = (key: string, name: string, version: number) =>
  tell(key, minutes(name), 'CirculateMinutes', async (told) => ({
    version,
    meetingRevision: told.revision(meeting(name)),
    digest: await told.digestOfMinutes(id(name)),
    to: 'All members of the Board',
    with: [],
  }));
turnTo(2026, 3, 11, 9, 0);
tell('draft', minutes('march'), 'DraftMinutes', (told) => ({ meeting: id('march'), meetingRevision: told.revision(meeting('march')) }));
circulate('circulate 1', 'march', 1);
turnTo(2026, 3, 13, 9, 0);
tell('right timetable', meeting('march'), 'PutRight', {
  entry: entry('ferry point'),
  reason: 'Typing error',
  authority: clerk,
  replacement: {
    type: 'PointMade',
    v: 1,
    occurred: null,
    data: { discussion: id('ferry talk'), words: 'Few passengers use the timetable of the winter months', by: null },
  },
});
tell('redraft', minutes('march'), 'RedraftMinutes', (told) => ({
  meetingRevision: told.revision(meeting('march')),
  reason: 'A typing error was put right',
}));
circulate('circulate 2', 'march', 2);

// Member D stands down; the April meeting approves the minutes with one correction of a fact
turnTo(2026, 3, 31, 17, 0);
tell('D ends', board, 'EndAppointment', { appointment: id('appointment of Member D'), on: '2026-03-31', reason: 'Stood down' });
nameSitting('april', '2026-04-14', null, 'ordinary');
schedule('april', '2026-04-14', '10:00', 'ordinary');
list('april', '1', 'Minutes of 10 March 2026', { standing: 'minutes' });
list('april', '2', 'Matters Arising', { standing: 'matters arising' });
turnTo(2026, 4, 14, 9, 0);
open('april', ['Member A', 'Member B', 'Member C', 'Member E', 'Member F', 'Officer O']);
tell('april take 1', meeting('april'), 'TakeItem', { item: id('april 1') });
tell('lay minutes', meeting('april'), 'TakeMinutes', async (told) => ({
  meeting: id('march'),
  board: id('board'),
  date: '2026-03-10',
  version: 2,
  digest: await told.digestOfMinutes(id('march')),
  minutesRevision: told.revision(minutes('march')),
  meetingRevision: told.revision(meeting('march')),
}));
tell('minutes decision', meeting('april'), 'RecordDecision', {
  decisionId: id('minutes decision'),
  item: id('april 1'),
  kind: 'minutes approved',
  words: 'The minutes were approved as an accurate record of the meeting, with one correction.',
  method: 'general assent',
});
tell('correction', meeting('april'), 'AgreeCorrection', {
  correctionId: id('correction'),
  item: id('april 1'),
  decision: id('minutes decision'),
  of: id('march'),
  entry: entry('ferry motion'),
  proposedBy: id('Member C'),
  changes: 'fact',
  words: 'The motion on the ferry was seconded by Member A, not by Member C.',
  reason: 'Member C had not seconded it',
  replacement: {
    type: 'MotionMoved',
    v: 1,
    occurred: null,
    data: {
      motionId: id('ferry motion'),
      item: id('march 4'),
      words: 'That the last ferry leave at ten o’clock from May.',
      mover: id('Member B'),
      seconder: id('Member A'),
      subjects: [id('ferry')],
    },
  },
});
tell(
  'old version',
  meeting('april'),
  'ApproveMinutes',
  { decision: id('minutes decision'), of: { meeting: id('march') }, version: 1 },
  { refused: 'minutes.other-version' },
);
tell('approve', meeting('april'), 'ApproveMinutes', async (told) => ({
  decision: id('minutes decision'),
  of: { meeting: id('march') },
  version: 2,
  digest: await told.digestOfMinutes(id('march')),
}));
tell('april take 2', meeting('april'), 'TakeItem', { item: id('april 2') });
tell('carry 1', meeting('april'), 'ReportAction', {
  reportId: id('carry 1'),
  item: id('april 2'),
  action: id('action 1'),
  raisedIn: id('march'),
  by: id('Officer O'),
  words: 'Officer O reported that the ferry company had not answered; the action was carried forward to the May meeting.',
  outcome: { carried: { expected: '2026-05', printed: 'the May meeting' } },
});
tell('close april', meeting('april'), 'CloseMeeting', {});
turnTo(2026, 4, 15, 9, 0);
tell(
  'too late',
  meeting('march'),
  'PutRight',
  {
    entry: entry('quay advice'),
    reason: 'Misheard',
    authority: clerk,
    replacement: {
      type: 'AdviceGiven',
      v: 1,
      occurred: null,
      data: { item: id('march 3'), words: 'The Board were advised that the west quay has moved by five centimetres since 2024.' },
    },
  },
  { refused: 'minutes.approved' },
);

/** The Harbour Board in the spring of 2026: plainly made up. */
export const story: readonly Step[] = steps;
export const meetings = ['march', 'march second', 'april'] as const;
