import { wrongUsage } from './failure.js';

/** A meeting as an operator names it: by its board, if said, its date, and which of that day. Or by its id. */
export type MeetingWords =
  | { readonly id: string }
  | { readonly board: string | null; readonly date: string; /** `(2)`, or its start. */ readonly which: string | null };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const dated = /^(?:(?<board>.*\S)\s+)?(?<date>\d{4}-\d{2}-\d{2})(?:\s+(?<which>\(\d+\)|\d{1,2}:\d{2}))?$/s;

/** @throws Failure (exit 2) where the words name no day and are no id. */
export const readMeetingWords = (words: readonly string[]): MeetingWords => {
  const said = words.join(' ').trim();
  if (uuid.test(said)) return { id: said.toLowerCase() };
  const { board, date, which } = dated.exec(said)?.groups ?? {};
  if (date !== undefined) return { board: board ?? null, date, which: which ? padded(which) : null };
  throw wrongUsage(
    said === '' ? 'Which meeting?' : `\`${said}\` does not name a meeting.`,
    'Name it by its board and date, such as "East Midlands Improvement Partnership Board" 2010-01-20.',
  );
};

/** `9:30` is `09:30`. */
const padded = (which: string) => (/^\d:/.test(which) ? `0${which}` : which);

/** Whether the words say which day, or are an id: else they can only be a board. */
export const namesAMeeting = (words: readonly string[]): boolean => {
  const said = words.join(' ').trim();
  return uuid.test(said) || dated.test(said);
};
