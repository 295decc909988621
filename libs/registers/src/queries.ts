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
    return actions(this.ask(when), asked);
  }
  action(id: string, when: When = {}): ActionKnown | null {
    return actions(this.ask(when)).find((one) => one.id === id) ?? null;
  }
  /** @param asked `board` as people say it */
  decisions(asked: DecisionsAsked = {}, when: When = {}): readonly DecisionKnown[] {
    return decisions(this.ask(when), asked);
  }
  decision(id: string, when: When = {}): DecisionWhole | null {
    return decision(this.ask(when), id);
  }
  openConditions(board: string, when: When = {}): readonly OpenCondition[] {
    return openConditions(this.ask(when), board);
  }
  attendanceSheet(board: string, when: When = {}): Sheet {
    return attendanceSheet(this.ask(when), board);
  }
  interests(asked: InterestsAsked = {}, when: When = {}): readonly InterestKnown[] {
    return interests(this.ask(when), asked);
  }
  allocations(asked: AllocationsAsked = {}, when: When = {}): readonly AllocationKnown[] {
    return allocations(this.ask(when), asked);
  }
  findings(asked: FindingsAsked = {}, when: When = {}): readonly FindingKnown[] {
    return findings(this.ask(when), asked);
  }
  missing(board: string, when: When = {}): Missing {
    return missing(this.ask(when), board);
  }
  /** Lines of minutes by their words. @param asked `board` by its id */
  search(asked: SearchAsked, when: When = {}): readonly LineFound[] {
    return search(this.ask(when), asked);
  }
  auditTrail(asked: TrailAsked = {}, when: When = {}): readonly TrailEntry[] {
    return auditTrail(this.ask(when), asked);
  }

  boards(when: When = {}): readonly book.BoardKnown[] {
    return book.boards(this.ask(when));
  }
  boardNamed(text: string, when: When = {}): Named<book.BoardKnown> {
    return book.boardNamed(this.ask(when), text);
  }
  /** @param board its id; of all boards without one */
  meetings(board?: string, when: When = {}): readonly book.MeetingKnown[] {
    return book.meetings(this.ask(when), board);
  }
  meeting(id: string, when: When = {}): book.MeetingKnown | null {
    return book.meetings(this.ask(when)).find(({ meeting }) => meeting === id) ?? null;
  }
  /** @param board as people say it. @param which `(2)`, the start `14:00` or the label, where the day holds several */
  meetingNamed(board: string, date: string, which?: string, when: When = {}): Named<book.MeetingKnown> {
    return book.meetingNamed(this.ask(when), board, date, which);
  }
  sittings(board?: string, when: When = {}): readonly book.Sitting[] {
    return book.sittings(this.ask(when), board);
  }
  represented(board: string, when: When = {}): readonly book.Represented[] {
    return book.represented(this.ask(when), board);
  }
  organisations(board?: string, when: When = {}): readonly book.Organisation[] {
    return book.organisations(this.ask(when), board);
  }
  people(when: When = {}): readonly book.PersonKnown[] {
    return book.people(this.ask(when));
  }
  /** @param scope ids of the board and the meeting where the name was written */
  personNamed(text: string, scope: book.Scope = {}, when: When = {}): Named<book.PersonKnown> {
    return book.personNamed(this.ask(when), text, scope);
  }
  /** What a person is called now, by the id of any of the joined records. */
  names(when: When = {}): (person: string | null) => string | null {
    return this.ask(when).names();
  }
  /** Ids of the boards on which somebody holds or held a place, or at whose meetings the person is shown. */
  boardsOf(person: string, when: When = {}): readonly string[] {
    return boardsOf(this.ask(when), person);
  }
  whereabouts(id: string, when: When = {}): book.Whereabouts | null {
    return book.whereabouts(this.ask(when), id);
  }
  /** The last position that was known at an instant (ISO 8601), by the running maximum of `recordedAt`. @throws RangeError where it is none */
  positionAt(instant: string): Position {
    const ask = this.ask({});
    const newest = ask.one("SELECT position FROM checkpoint WHERE register = 'audit-trail' AND stage = 'live'")?.['position'];
    return book.positionAt(ask, instant, (newest as number | undefined) ?? -1);
  }

  private ask({ at, on }: When): Ask {
    return new Ask(this.file, at ?? null, on ?? this.today());
  }
}
