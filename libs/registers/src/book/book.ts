import { idsIn } from '#kernel/ids-in.js';
import { isKernelType } from '#kernel/stands.js';
import { specOf } from '#domain/catalogues.js';
import { projection, type StreamFacts } from '../projection.js';
import { boardRows, boardTables } from './boards.js';
import { meetingRows, meetingTables, minutesRows } from './meetings.js';
import { personRows, peopleTables } from './people.js';
import { bookViews } from './views.js';

const whereaboutsTable = { whereabouts: { id: 'text', noun: 'text', entry: 'text' } } as const;

/** Boards, people and meetings by their names, and where each id of the book lives. */
export const book = projection({
  name: 'book',
  version: 2,
  tables: { ...boardTables, ...peopleTables, ...meetingTables, ...whereaboutsTable },
  indexes: { whereabouts: ['id'], meeting: ['meeting'] },
  views: bookViews,
  of: {
    board: (stream) => ({ ...boardRows(stream), whereabouts: whereabouts(stream) }),
    person: (stream) => ({ ...personRows(stream), whereabouts: whereabouts(stream) }),
    meeting: (stream) => ({ ...meetingRows(stream), whereabouts: whereabouts(stream) }),
    minutes: (stream) => ({ ...minutesRows(stream), whereabouts: whereabouts(stream) }),
    decision: (stream) => ({ whereabouts: whereabouts(stream) }),
    action: (stream) => ({ whereabouts: whereabouts(stream) }),
  },
});

/** Every id that the stream brought into being, with the entry that did: that of the stream itself with its first entry. */
const whereabouts = ({ stream, kind, id, recorded }: StreamFacts) => {
  const itself = continuing.has(kind) ? [] : [{ id, noun: kind, entry: recorded[0]!.entry.id }];
  const created = recorded.flatMap(({ type, data, entry }) =>
    isKernelType(type) ? [] : idsIn(specOf(stream, type)!, data).created.map((made) => ({ ...made, entry: entry.id })),
  );
  const known = new Map([...itself, ...created].map((one) => [one.id, one]));
  return [...known.values()].map(({ id: made, noun, entry }) => ({ key: made, id: made, noun, entry }));
};
// Their ids are those of the meeting, or of what a meeting created.
const continuing = new Set(['minutes', 'decision', 'action']);
