import { isCorrection, isKernelType } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import { projection, type StreamFacts } from '../projection.js';

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
  version: 1,
  tables,
  indexes: { trail: ['position', 'entry', 'recorded_at'] },
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

const trail = (stream: StreamFacts) => {
  const corrections = new Map(stream.recorded.filter(({ type }) => isCorrection(type)).map((fact) => [fact.data.entry as string, fact]));
  const standing = new Map(stream.standing.map((fact) => [fact.entry.id, fact]));
  return stream.recorded.map((fact) => {
    const { entry, type } = fact;
    const { position, envelope } = stream.placeOf(entry.id);
    const correction = corrections.get(entry.id);
    return {
      key: entry.id,
      position,
      revision: entry.revision,
      entry: entry.id,
      type,
      recorded_at: entry.recordedAt,
      entered_at: entry.enteredAt,
      occurred: (standing.get(entry.id) ?? fact).entry.occurred,
      recorded: entry.recorded,
      actor: entry.actor,
      command: entry.command,
      causation: envelope.causation,
      correlation: envelope.correlation,
      standing: standingOf(fact, correction),
      corrected_by: correction?.entry.id ?? null,
      corrects: isCorrection(type) ? (fact.data.entry as string) : null,
      late_before: lateBefore(standing.get(entry.id) ?? fact, stream.recorded),
    };
  });
};

const standingOf = ({ type }: Fact, correction: Fact | undefined): 'stands' | 'put right' | 'struck out' | 'kept apart' => {
  if (isKernelType(type)) return 'kept apart';
  if (!correction) return 'stands';
  return correction.type === 'PutRight' ? 'put right' : 'struck out';
};

/** The first entry recorded earlier that this one, as it says of itself, happened before. */
const lateBefore = ({ entry }: Fact, recorded: readonly Fact[]): string | null => {
  const { occurred } = entry;
  if (!occurred) return null;
  if ('before' in occurred) return occurred.before;
  const earlier = recorded.slice(0, entry.revision);
  if ('after' in occurred) return earlier[earlier.findIndex((fact) => fact.entry.id === occurred.after) + 1]?.entry.id ?? null;
  if (!('at' in occurred)) return null;
  return earlier.find((fact) => happenedAt(fact) !== null && happenedAt(fact)! > occurred.at)?.entry.id ?? null;
};
const happenedAt = ({ entry: { occurred, recorded, recordedAt } }: Fact): string | null => {
  if (occurred) return 'at' in occurred ? occurred.at : null;
  return recorded === 'live' ? recordedAt : null;
};
