import type { Position } from '#event-store/port.js';
import { actions, type ActionKnown, type ActionsAsked } from './action-tracker/queries.js';
import { allocations, type AllocationKnown, type AllocationsAsked } from './allocations/queries.js';
import { Ask, type When } from './ask.js';
import { attendanceSheet, boardsOf, type Sheet } from './attendance-sheet/queries.js';
import { auditTrail, type TrailAsked, type TrailEntry } from './audit-trail/queries.js';
import * as book from './book/queries.js';
import { decision, type DecisionWhole } from './decision-register/one.js';
import { decisions, openConditions, type DecisionKnown, type DecisionsAsked, type OpenCondition } from './decision-register/queries.js';
import { missing, type Missing } from './findings/missing.js';
import { findings, type FindingKnown, type FindingsAsked } from './findings/queries.js';
import { interests, type InterestKnown, type InterestsAsked } from './interests/queries.js';
import type { Named } from './names.js';
import type { RegisterFile } from './register-file.js';
import { search, type LineFound, type SearchAsked } from './search/queries.js';

/** What the registers answer: all that is known and true today, or `{at}` a position and `{on}` a day. Ids are UUIDs. */
export class Queries {
  /** @param today the day of questions that name none, `2026-01-20` */
  constructor(
    private readonly file: RegisterFile,
    private readonly today: () => string,
  ) {}

  /** @param asked `board`, `person` and `initials` as people say them */
  actions(asked: ActionsAsked = {}, when: When = {}): readonly ActionKnown[] {
    return this.asking(when, (ask) => actions(ask, asked));
  }
  action(id: string, when: When = {}): ActionKnown | null {
    return this.asking(when, (ask) => actions(ask, { action: id })[0] ?? null);
  }
  /** @param asked `board` as people say it */
  decisions(asked: DecisionsAsked = {}, when: When = {}): readonly DecisionKnown[] {
    return this.asking(when, (ask) => decisions(ask, asked));
  }
  decision(id: string, when: When = {}): DecisionWhole | null {
    return this.asking(when, (ask) => decision(ask, id));
  }
  openConditions(board: string, when: When = {}): readonly OpenCondition[] {
    return this.asking(when, (ask) => openConditions(ask, board));
  }
  attendanceSheet(board: string, when: When = {}): Sheet {
    return this.asking(when, (ask) => attendanceSheet(ask, board));
  }
  interests(asked: InterestsAsked = {}, when: When = {}): readonly InterestKnown[] {
    return this.asking(when, (ask) => interests(ask, asked));
  }
  allocations(asked: AllocationsAsked = {}, when: When = {}): readonly AllocationKnown[] {
    return this.asking(when, (ask) => allocations(ask, asked));
  }
  findings(asked: FindingsAsked = {}, when: When = {}): readonly FindingKnown[] {
    return this.asking(when, (ask) => findings(ask, asked));
  }
  missing(board: string, when: When = {}): Missing {
    return this.asking(when, (ask) => missing(ask, board));
  }
  /** Lines of minutes by their words. @param asked `board` by its id */
  search(asked: SearchAsked, when: When = {}): readonly LineFound[] {
    return this.asking(when, (ask) => search(ask, asked));
  }
  auditTrail(asked: TrailAsked = {}, when: When = {}): readonly TrailEntry[] {
    return this.asking(when, (ask) => auditTrail(ask, asked));
  }

  boards(when: When = {}): readonly book.BoardKnown[] {
    return this.asking(when, (ask) => book.boards(ask));
  }
  boardNamed(text: string, when: When = {}): Named<book.BoardKnown> {
    return this.asking(when, (ask) => book.boardNamed(ask, text));
  }
  /** @param board its id; of all boards without one */
  meetings(board?: string, when: When = {}): readonly book.MeetingKnown[] {
    return this.asking(when, (ask) => book.meetings(ask, board));
  }
  meeting(id: string, when: When = {}): book.MeetingKnown | null {
    return this.asking(when, (ask) => book.meeting(ask, id));
  }
  /** @param board as people say it. @param which `(2)`, the start `14:00` or the label, where the day holds several */
  meetingNamed(board: string, date: string, which?: string, when: When = {}): Named<book.MeetingKnown> {
    return this.asking(when, (ask) => book.meetingNamed(ask, board, date, which));
  }
  sittings(board?: string, when: When = {}): readonly book.Sitting[] {
    return this.asking(when, (ask) => book.sittings(ask, board));
  }
  represented(board: string, when: When = {}): readonly book.Represented[] {
    return this.asking(when, (ask) => book.represented(ask, board));
  }
  organisations(board?: string, when: When = {}): readonly book.Organisation[] {
    return this.asking(when, (ask) => book.organisations(ask, board));
  }
  people(when: When = {}): readonly book.PersonKnown[] {
    return this.asking(when, (ask) => book.people(ask));
  }
  /** @param scope ids of the board and the meeting where the name was written */
  personNamed(text: string, scope: book.Scope = {}, when: When = {}): Named<book.PersonKnown> {
    return this.asking(when, (ask) => book.personNamed(ask, text, scope));
  }
  /** What a person is called now, by the id of any of the joined records. */
  names(when: When = {}): (person: string | null) => string | null {
    return this.asking(when, (ask) => ask.names());
  }
  /** Ids of the boards on which somebody holds or held a place, or at whose meetings the person is shown. */
  boardsOf(person: string, when: When = {}): readonly string[] {
    return this.asking(when, (ask) => boardsOf(ask, person));
  }
  whereabouts(id: string, when: When = {}): book.Whereabouts | null {
    return this.asking(when, (ask) => book.whereabouts(ask, id));
  }
  /** The last position that was known at an instant (ISO 8601), by the running maximum of `recordedAt`. @throws RangeError where it is none */
  positionAt(instant: string): Position {
    return this.asking({}, (ask) => {
      const newest = ask.one("SELECT position FROM checkpoint WHERE register = 'audit-trail' AND stage = 'live'")?.['position'];
      return book.positionAt(ask, instant, (newest as number | undefined) ?? -1);
    });
  }

  /** Whoever follows the log may write between two rows: all of one question is answered from one state of the file. */
  private asking<T>({ at, on }: When, answer: (ask: Ask) => T): T {
    return this.file.reading(() => answer(new Ask(this.file, at ?? null, on ?? this.today())));
  }
}
