import { createdIn } from '#kernel/ids-in.js';
import { isKernelType } from '#kernel/stands.js';
import { specOf } from '#domain/catalogues.js';
import { eachRecorded, known, projection, type RowOf, type StreamFacts } from '../projection.js';
import { boardRows, boardTables } from './boards.js';
import { meetingRows, meetingTables, minutesRows } from './meetings.js';
import { personRows, peopleTables } from './people.js';
import { bookViews } from './views.js';

const whereaboutsTable = { whereabouts: { id: 'text', noun: 'text', entry: 'text' } } as const;

/** Boards, people and meetings by their names, and where each id of the book lives. */
export const book = projection({
  name: 'book',
  version: 4,
  tables: { ...boardTables, ...peopleTables, ...meetingTables, ...whereaboutsTable },
  indexes: {
    whereabouts: ['id'],
    meeting: ['meeting', 'board'],
    minutes: ['meeting'],
    person: ['person'],
    person_join: ['other'],
    appointment: ['board'],
    sitting: ['board'],
  },
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

type Whereabouts = RowOf<(typeof whereaboutsTable)['whereabouts']>;

/** Every id that the stream brought into being, with the entry that did first: that of the stream itself with its first entry. */
const whereabouts = eachRecorded<Whereabouts>((stream, { type, data, entry }) => {
  const created = isKernelType(type) ? [] : createdIn(specOf(stream.stream, type)!, data);
  const isItself = entry.revision === 0 && !continuing.has(stream.kind);
  if (created.length === 0 && !isItself) return noRows;
  const here = madeHere(stream);
  return [...(isItself ? [{ id: stream.id, noun: stream.kind }] : []), ...created].flatMap(({ id, noun }) => {
    if (here.has(id)) return [];
    here.add(id);
    return [{ key: id, id, noun, entry: entry.id }];
  });
});
const noRows: readonly Whereabouts[] = [];
/** What has its row already; it begins anew when the rows do. */
const madeHere = known((_: StreamFacts) => new Set<string>());
// Their ids are those of the meeting, or of what a meeting created.
const continuing = new Set(['minutes', 'decision', 'action']);
