import { rowsOf } from '#kernel/rows.js';
import { madeIn } from '#views/minutes/made.js';
import type { ShownEntry } from '../shown.js';
import type { ById, LeanMeetingDesk, MeetingDesk, NamesOf } from './answers.js';

/**
 * A meeting as its page carries it: all entries, and of what corrections and papers need besides nothing yet.
 * @param prints whether its first screen prints the minutes, which name more than people
 */
export const leanDesk = (desk: MeetingDesk, prints: boolean): LeanMeetingDesk => {
  const person = besides(desk.names.person, desk.people);
  return {
    ...desk,
    entries: rowsOf(desk.entries.map(withoutTexts)),
    paper: rowsOf(desk.paper.map(withoutTexts)),
    names: prints ? { ...namedIn(desk), person } : { ...nobody, person },
    meetings: [],
    actions: [],
    decisions: [],
  };
};

const nobody: NamesOf = { person: {}, organisation: {}, board: {}, meeting: {}, decision: {}, action: {} };
const namedIn = ({ names, entries }: MeetingDesk): NamesOf => {
  const cited = citedIn(entries);
  return { ...names, decision: only(names.decision, cited), action: only(names.action, cited) };
};

const withoutTexts = ({ texts: _, ...entry }: ShownEntry) => entry;

/** Who is called otherwise than the book's own list says. */
const besides = (names: ById, people: MeetingDesk['people']): ById => {
  const listed = new Map(people.flatMap(({ person, records, name }) => [person, ...records].map((id) => [id, name])));
  return Object.fromEntries(Object.entries(names).filter(([id, name]) => listed.get(id) !== name));
};

/** What a meeting made itself it knows by its own entries. */
const citedIn = (entries: readonly ShownEntry[]): ReadonlySet<string> => {
  const made = new Set(entries.flatMap(({ data }) => madeIn(data)));
  const ids = JSON.stringify(entries.map(({ data }) => data)).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
  return new Set(ids.filter((id) => !made.has(id)));
};
const only = (names: ById, ids: ReadonlySet<string>): ById => Object.fromEntries(Object.entries(names).filter(([id]) => ids.has(id)));
