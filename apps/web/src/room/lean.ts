import { entriesOf } from '#kernel/rows.js';
import type { LeanEntry, LeanMeetingDesk, MeetingDesk } from '#shell/desk/answers.js';
import type { ShownEntry } from '#shell/shown.js';

/** The desk of a meeting as its page carries it. What that leaves out is empty until the whole answer comes. */
export const unpacked = (desk: LeanMeetingDesk): MeetingDesk => ({
  ...desk,
  entries: entriesOf(desk.entries).map(withoutTexts),
  paper: entriesOf(desk.paper).map(withoutTexts),
});
const withoutTexts = (entry: LeanEntry): ShownEntry => ({ ...entry, texts: [] });
