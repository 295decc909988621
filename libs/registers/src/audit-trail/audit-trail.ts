import { isCorrection, isKernelType } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import { eachRecorded, projection } from '../projection.js';

const tables = {
  trail: {
    position: 'integer',
    revision: 'integer',
    entry: 'text',
    type: 'text',
    recorded_at: 'text',
    entered_at: 'text?',
    occurred: 'json',
    recorded: 'text',
    actor: 'text',
    command: 'text',
    causation: 'text?',
    correlation: 'text?',
    standing: 'text',
    corrected_by: 'text?',
    corrects: 'text?',
    late_before: 'text?',
  },
} as const;

/** Every entry of the log: who recorded it, when and how, whether it stands, and what it happened before though it was recorded later. */
export const auditTrail = projection({
  name: 'audit-trail',
  version: 2,
  tables,
  indexes: { trail: [['position', 'recorded_at'], 'entry', { stated: 'causation' }] },
  views: '',
  of: {
    board: (stream) => ({ trail: trail(stream) }),
    person: (stream) => ({ trail: trail(stream) }),
    meeting: (stream) => ({ trail: trail(stream) }),
    minutes: (stream) => ({ trail: trail(stream) }),
    decision: (stream) => ({ trail: trail(stream) }),
    action: (stream) => ({ trail: trail(stream) }),
    log: (stream) => ({ trail: trail(stream) }),
  },
});

const trail = eachRecorded((stream, fact) => {
  const { entry, type } = fact;
  const { position, envelope } = stream.placeOf(entry.id);
  const correction = stream.correctionOf(entry.id);
  const standing = stream.asItStands(entry.id) ?? fact;
  return {
    key: String(entry.revision),
    position,
    revision: entry.revision,
    entry: entry.id,
    type,
    recorded_at: entry.recordedAt,
    entered_at: entry.enteredAt,
    occurred: standing.entry.occurred,
    recorded: entry.recorded,
    actor: entry.actor,
    command: entry.command,
    causation: envelope.causation,
    correlation: envelope.correlation,
    standing: standingOf(fact, correction),
    corrected_by: correction?.entry.id ?? null,
    corrects: isCorrection(type) ? (fact.data.entry as string) : null,
    late_before: lateBefore(standing, stream.before),
  };
});

const standingOf = ({ type }: Fact, correction: Fact | undefined): 'stands' | 'put right' | 'struck out' | 'kept apart' => {
  if (isKernelType(type)) return 'kept apart';
  if (!correction) return 'stands';
  return correction.type === 'PutRight' ? 'put right' : 'struck out';
};

/** The first entry recorded earlier that this one, as it says of itself, happened before. */
const lateBefore = (late: Fact, before: (fact: Fact) => readonly Fact[]): string | null => {
  const { occurred } = late.entry;
  if (!occurred) return null;
  if ('before' in occurred) return occurred.before;
  const earlier = before(late);
  if ('after' in occurred) return earlier[earlier.findIndex((fact) => fact.entry.id === occurred.after) + 1]?.entry.id ?? null;
  if (!('at' in occurred)) return null;
  return earlier.find((fact) => happenedAt(fact) !== null && happenedAt(fact)! > occurred.at)?.entry.id ?? null;
};
const happenedAt = ({ entry: { occurred, recorded, recordedAt } }: Fact): string | null => {
  if (occurred) return 'at' in occurred ? occurred.at : null;
  return recorded === 'live' ? recordedAt : null;
};
