import { projection } from '../projection.js';
import { linesOf } from './lines.js';

const tables = {
  line: {
    meeting: 'text',
    place: 'integer',
    kind: 'text',
    words: 'text',
    named: 'json',
    item: 'text?',
    item_label: 'text?',
    item_heading: 'text?',
    entry: 'text',
    position: 'integer',
    decision: 'text?',
    action: 'text?',
  },
} as const;

/** Each line of the minutes of each meeting as printed, to be found by its words. */
export const search = projection({
  name: 'search',
  version: 3,
  tables,
  searched: { line: ['words'] },
  views: `
CREATE VIEW line_known AS
  SELECT line.*, meeting.board, meeting.board_name, meeting.date, meeting.nth, meeting.that_day
  FROM line_then line
  JOIN meeting_known meeting ON meeting.meeting = line.meeting;`,
  of: { meeting: (stream) => ({ line: linesOf(stream) }) },
});
