import type { Queries } from '#registers/queries.js';
import { whenOf } from '#shell/as-of.js';
import { dateInWords } from '#documents/figures.js';
import type { Here } from './here.js';

export type StreamNamed = { readonly title: string; readonly href: string | null };

/** What people call a stream, and the page where it is read: `the meeting of 20 January 2010`. */
export const streamNames = (registers: Queries, here: Here): ((stream: string) => StreamNamed) => {
  const when = whenOf(here.moment);
  const boards = new Map(registers.boards(when).map(({ board, name }) => [board, name]));
  const meetings = new Map(registers.meetings(undefined, when).map((one) => [one.meeting, one]));
  const name = registers.names(when);
  const meeting = (id: string, of: string): StreamNamed => {
    const known = meetings.get(id);
    const title = known?.date ? `${of} of ${dateInWords(known.date)}` : of;
    return { title: known?.boardName ? `${title}, ${known.boardName}` : title, href: here.meeting(id) };
  };
  const continuing = (id: string, of: string): StreamNamed => {
    const origin = registers.whereabouts(id, when);
    const of_ = origin?.stream.startsWith('meeting-') ? meeting(origin.stream.slice('meeting-'.length), `${of} from the meeting`) : null;
    return of_ ? { ...of_, href: of_.href && `${of_.href}#e-${origin!.entry}` } : { title: of, href: null };
  };
  return (stream) => {
    const [, kind = '', id = ''] = /^([a-z]+)-(.+)$/.exec(stream) ?? [];
    if (kind === 'board') return { title: boards.get(id) ?? 'a board', href: here.board(id) };
    if (kind === 'meeting') return meeting(id, 'the meeting');
    if (kind === 'minutes') return meeting(id, 'the minutes of the meeting');
    if (kind === 'person') return { title: name(id) ?? 'a person', href: null };
    if (kind === 'decision' || kind === 'action') return continuing(id, `a${kind === 'action' ? 'n' : ''} ${kind}`);
    return { title: 'the log', href: null };
  };
};
