import { entriesOf } from '#kernel/rows.js';
import type { ById, LeanEntry, LeanMeetingDesk, MeetingDesk } from '#shell/desk/answers.js';
import type { ShownEntry } from '#shell/shown.js';

/** The desk of a meeting as its page carries it. What that leaves out is empty until the whole answer comes. */
export const unpacked = (desk: LeanMeetingDesk): MeetingDesk => ({
  ...desk,
  names: { ...desk.names, person: { ...named(desk.people), ...desk.names.person } },
  entries: entriesOf(desk.entries).map(withoutTexts),
  paper: entriesOf(desk.paper).map(withoutTexts),
});
const named = (people: MeetingDesk['people']): ById =>
  Object.fromEntries(
    people.flatMap(({ person, records, name }) => (name === null ? [] : [person, ...records].map((id) => [id, name] as const))),
  );
const withoutTexts = (entry: LeanEntry): ShownEntry => ({ ...entry, texts: [] });
