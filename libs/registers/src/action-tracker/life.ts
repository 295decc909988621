import { fold } from '#kernel/fold.js';
import { action, type ActionState } from '#domain/action/index.js';
import { dueColumns, dueIn, ownersIn } from '../in-meeting.js';
import { factsOf, type RowsOf, type StreamFacts } from '../projection.js';

type Action = StreamFacts<'action'>;

export const lifeTables = {
  action_life: {
    action: 'text',
    status: 'text',
    due_changed: 'integer',
    ...dueColumns,
    owners_changed: 'integer',
    owners: 'json',
    assigned: 'text',
    superseded_by: 'text?',
  },
  action_report: {
    action: 'text',
    entry: 'text',
    place: 'integer',
    what: 'text',
    at_meeting: 'text?',
    at_item: 'text?',
    reported_by: 'text?',
    words: 'text?',
    reason: 'text?',
    ...dueColumns,
    owners: 'json',
    recorded_at: 'text',
  },
} as const;

/** What happened to an action since it was raised. What did not change is not repeated here: a view joins it with its origin. */
export const lifeRows = (stream: Action): RowsOf<typeof lifeTables> => {
  const state = fold(action, stream.standing);
  return { action_life: [life(stream, state)], action_report: reports(stream, state) };
};

const life = (stream: Action, { status, owners, assigned, dueChanges, reports: said, supersededBy }: ActionState) => {
  const changed = said.some(({ what }) => what === 'owners');
  return {
    key: 'life',
    action: stream.id,
    status,
    due_changed: dueChanges.length > 0 ? 1 : 0,
    ...dueIn(dueChanges.at(-1)?.to ?? null, stream.words),
    owners_changed: changed ? 1 : 0,
    owners: changed ? ownersIn(owners, stream.words) : null,
    assigned,
    superseded_by: supersededBy,
  };
};

const reports = (stream: Action, { reports: said, dueChanges }: ActionState) => {
  const owners = new Map(factsOf(stream, 'ActionReassigned').map(({ data, entry }) => [entry.id, data.owners]));
  const dues = new Map(dueChanges.map(({ to, entry }) => [entry.id, to]));
  return said.map(({ what, at, by, words, reason, entry }, place) => ({
    key: entry.id,
    action: stream.id,
    entry: entry.id,
    place,
    what,
    at_meeting: at?.meeting ?? null,
    at_item: at?.item ?? null,
    reported_by: by,
    words: stream.words(words),
    reason: stream.words(reason),
    ...dueIn(dues.get(entry.id) ?? null, stream.words),
    owners: owners.has(entry.id) ? ownersIn(owners.get(entry.id)!, stream.words) : null,
    recorded_at: entry.recordedAt,
  }));
};
