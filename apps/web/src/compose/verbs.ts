/** What the desk adds to the catalogue: keys, and which of a verb's fields come first. Names of verbs are the catalogue's. */
export type Curated = {
  /** Acts when focus is in no text field. */
  readonly key?: string;
  readonly group: Group;
  /** The words that are typed first. */
  readonly main?: string;
  /** Fields beside the words, in the order of Tab; the rest is behind "more". */
  readonly small: readonly string[];
  /** Stays open for the next one of its kind. */
  readonly again?: boolean;
  /** Nothing needs to be asked. */
  readonly atOnce?: boolean;
};
export const groups = ['people', 'business', 'votes and decisions', 'the meeting'] as const;
export type Group = (typeof groups)[number];

const people = (key: string, small: readonly string[], more: Partial<Curated> = {}): Curated => ({ key, group: 'people', small, ...more });
const words = (group: Group, small: readonly string[], key?: string): Curated => ({
  group,
  main: 'words',
  small,
  ...(key !== undefined && { key }),
});

export const curated: Readonly<Record<string, Curated>> = {
  RecordAttendance: people('p', ['person', 'role', 'list', 'attends'], { again: true }),
  RecordArrival: people('e', ['person', 'role', 'attends']),
  RecordDeparture: people('l', ['person']),
  RecordApology: people('s', ['person', 'item'], { again: true }),
  DeclareInterest: people('i', ['person', 'class', 'scope', 'as'], { main: 'words' }),
  RecordWithdrawal: people('w', ['person', 'interest', 'reason']),
  RecordReturn: people('b', ['person']),
  HeadList: { key: 'h', group: 'people', main: 'heading', small: ['role', 'known', 'because'] },
  RecordSubstitution: { group: 'people', small: ['person', 'for', 'printed'] },
  TakeChair: { key: 'c', group: 'people', small: ['person', 'as'] },

  RecordDiscussion: words('business', ['subjects'], 't'),
  RecordPoint: { ...words('business', ['discussion', 'by'], '-'), again: true },
  RecordNote: words('business', [], 'o'),
  GiveAdvice: words('business', ['by'], 'u'),
  RecordWords: words('business', [], 'q'),
  RecordCorrespondence: words('business', ['from', 'to', 'dated', 'reference']),
  RecordRuling: words('business', ['division', 'reason']),
  NameSubject: { group: 'business', main: 'name', small: ['words', 'listedIn', 'replaces'] },
  ReportAction: words('business', ['action', 'outcome', 'by']),
  ReturnNil: { key: '0', group: 'business', main: 'words', small: [] },

  MoveMotion: words('votes and decisions', ['mover', 'seconder', 'subjects'], 'm'),
  MoveAmendment: words('votes and decisions', ['amends', 'replaces', 'mover', 'seconder']),
  RecordVote: { key: 'v', group: 'votes and decisions', small: ['motion', 'words', 'for', 'against', 'abstained', 'method', 'announced'] },
  RecordOptionVote: words('votes and decisions', ['options', 'abstained', 'method', 'subjects'], 'y'),
  RecordDecision: words('votes and decisions', ['kind', 'method', 'division', 'reason', 'subjects'], 'd'),
  RaiseAction: words('votes and decisions', ['label', 'owners', 'due', 'performers', 'decision'], 'a'),
  SetCondition: words('votes and decisions', ['decision']),
  AllocateMoney: { group: 'votes and decisions', small: ['decision', 'amount', 'printed', 'source', 'purpose'] },
  EndorseDelegatedApproval: { group: 'votes and decisions', small: ['decision', 'delegate', 'printed', 'subject', 'version', 'on'] },
  EstablishSubGroup: { group: 'votes and decisions', main: 'remit', small: ['decision', 'lead', 'proposedBy', 'reports', 'name'] },
  ListAction: { ...words('votes and decisions', ['list', 'label', 'action', 'compared']), again: true },
  SetSubGroupCriterion: { ...words('votes and decisions', ['group']), again: true },
  PrintList: { group: 'votes and decisions', main: 'heading', small: [] },

  OpenMeeting: { group: 'the meeting', small: ['zone'] },
  AdjournMeeting: { group: 'the meeting', main: 'reason', small: ['until'] },
  ResumeMeeting: { group: 'the meeting', small: [] },
  CloseMeeting: { group: 'the meeting', small: [] },
  ReturnToPublic: { group: 'the meeting', small: [], atOnce: true },
  GoIntoPrivate: { group: 'the meeting', main: 'reason', small: ['staying'] },
  AddItem: { group: 'the meeting', main: 'heading', small: ['label', 'after', 'circumstances', 'agreedBy'] },
  ListItem: { group: 'the meeting', main: 'heading', small: ['label', 'standing', 'after'], again: true },
  AttachPaper: { group: 'the meeting', main: 'title', small: ['item', 'reference', 'came'] },
};

/** Verbs that policies and programs send: a desk offers none of them. */
const notOffered = new Set([
  'NoteMinutesCirculated',
  'NoteMinutesApproved',
  'ReadMeetingFile',
  'RecordNotCarried',
  'Override',
  'PutRight',
  'StrikeOut',
  'EraseTexts',
  'TakeItem',
]);
/** The agenda and what goes with it: nothing that happens in the room, at any time. */
const before = new Set(['ListItem', 'AttachPaper', 'PrintList', 'ListAction', 'NameSubject', 'HeadList']);
export const isBefore = (verb: string): boolean => before.has(verb);
export const isOffered = (verb: string): boolean => !notOffered.has(verb);
export const curatedOf = (verb: string): Curated => curated[verb] ?? { group: 'the meeting', small: [] };

export const verbOfKey = (key: string): string | null => Object.entries(curated).find(([, one]) => one.key === key)?.[0] ?? null;
