import type { Occurred } from '#kernel/times.js';
import { json, where, type Ask } from '../ask.js';

export type TrailEntry = {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly entry: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly enteredAt: string | null;
  readonly occurred: Occurred | null;
  readonly recorded: string;
  readonly actor: string;
  readonly command: string;
  readonly causation: string | null;
  readonly correlation: string | null;
  readonly standing: 'stands' | 'put right' | 'struck out' | 'kept apart';
  readonly correctedBy: string | null;
  readonly corrects: string | null;
  /** The entry, recorded earlier, that this one happened before; null where it is not late. */
  readonly lateBefore: string | null;
};
export type TrailAsked = {
  readonly stream?: string | undefined;
  /** Those of some streams, and of all people. */
  readonly ofPeopleAnd?: readonly string[];
  /** An entry, by its id. */
  readonly entry?: string;
  /** What an entry brought about in other streams. */
  readonly causation?: string;
  readonly after?: number;
  readonly limit?: number;
};

/** In the order of the log. */
export const auditTrail = (
  ask: Ask,
  { stream, ofPeopleAnd, entry, causation, after = -1, limit = Number.MAX_SAFE_INTEGER }: TrailAsked,
): readonly TrailEntry[] => {
  const asked = where({
    'stream = ?': stream,
    // '.' comes next to '-': all whose name begins so.
    "(stream IN (SELECT value FROM json_each(?)) OR (stream > 'person-' AND stream < 'person.'))":
      ofPeopleAnd && JSON.stringify(ofPeopleAnd),
    'entry = ?': entry,
    'causation = ?': causation,
  });
  const sql = `SELECT * FROM trail_then ${asked.sql || 'WHERE true'} AND position > ? ORDER BY position LIMIT ?`;
  return ask.rows(sql, ...asked.values, after, limit).map((row) => ({
    position: row['position'] as number,
    stream: row['stream'] as string,
    revision: row['revision'] as number,
    entry: row['entry'] as string,
    type: row['type'] as string,
    recordedAt: row['recorded_at'] as string,
    enteredAt: row['entered_at'] as string | null,
    occurred: json<Occurred | null>(row['occurred']),
    recorded: row['recorded'] as string,
    actor: row['actor'] as string,
    command: row['command'] as string,
    causation: row['causation'] as string | null,
    correlation: row['correlation'] as string | null,
    standing: row['standing'] as TrailEntry['standing'],
    correctedBy: row['corrected_by'] as string | null,
    corrects: row['corrects'] as string | null,
    lateBefore: row['late_before'] as string | null,
  }));
};
