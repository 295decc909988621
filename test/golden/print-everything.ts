import { createHash } from 'node:crypto';
import { minutesPage } from '#documents/minutes-html.js';
import { minutesJson } from '#documents/minutes-json.js';
import { minutesMarkdown } from '#documents/minutes-markdown.js';
import { openMinutesOf } from '#shell/meeting-minutes.js';
import { MinuteBook } from '#shell/minute-book.js';

/** Rebuilds every register of a book and prints all that it can print, as one JSON object. The clock is the reader's. */
const [dir, now, on] = process.argv.slice(2) as [string, string, string];
const book = await MinuteBook.open({ dir, clock: () => now });
await book.registers.rebuild(book.store);
const dump = book.registers.dump();
const { registers } = book;
const when = { on };
const papers: Record<string, string[]> = {};
for (const { meeting, name } of registers.meetings(undefined, when)) {
  const open = await openMinutesOf(book, meeting, { at: null, on });
  papers[`${name} ${meeting}`] = [minutesMarkdown(open), minutesPage(open), minutesJson(open)];
}
const answers = {
  papers,
  actions: registers.actions({}, when),
  decisions: registers.decisions({}, when),
  interests: registers.interests({}, when),
  allocations: registers.allocations({}, when),
  findings: registers.findings({}, when),
  attendance: registers.boards(when).map(({ board }) => registers.attendanceSheet(board, when)),
  audit: registers.auditTrail({ limit: 1000 }, when),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  locale: Intl.DateTimeFormat().resolvedOptions().locale,
  registers: createHash('sha256').update(dump).digest('hex'),
};
await book.close();
process.stdout.write(JSON.stringify(answers));
