import { upcast } from '#kernel/corrections.js';
import type { Fact } from '#kernel/entry.js';
import type { EventSpec } from '#kernel/event.js';
import { fromLog } from '#kernel/shape.js';
import { readerVersion } from '#domain/reader.js';
import { ownType, specOf } from '#domain/catalogues.js';
import type { Recorded } from '#event-store/port.js';

/** The log holds an entry that this version does not know: it stops there and never skips. */
export class NewerLog extends Error {
  readonly code = 'log.newer';
  declare readonly sentence: string;
  declare readonly remedy: string;
  constructor(
    readonly position: number,
    readonly what: string,
  ) {
    const sentence = `Position ${position} of the log holds ${what}, which this version does not know.`;
    const remedy = 'Install the version that wrote it, or a newer one.';
    super(`${sentence} ${remedy}`);
    this.name = 'NewerLog';
    Object.assign(this, { sentence, remedy });
  }
}

/** Somebody else has written to the log: what reads it stops there. */
export class NotAnEntry extends Error {
  readonly code = 'log.not-an-entry';
  declare readonly sentence: string;
  declare readonly remedy: string;
  constructor(alarm: string) {
    const sentence = `${alarm.replace(/\.*$/, '')}. It counts in the log and cannot be read.`;
    const remedy = 'Find out who may write there: what comes after it is recorded and not shown.';
    super(`${sentence} ${remedy}`);
    this.name = 'NotAnEntry';
    Object.assign(this, { sentence, remedy });
  }
}

/** What this version knows of an entry without reading its data. @throws NewerLog, NotAnEntry */
export const knownSpec = ({ envelope, position, alarm }: Recorded): EventSpec => {
  if (alarm !== undefined) throw new NotAnEntry(alarm);
  const spec = specOf(envelope.stream, ownType(envelope.type));
  if (!spec) throw new NewerLog(position, `an entry of the type ${envelope.type}`);
  const least = envelope.type === 'LeastReaderRaised' ? (envelope.data as { version: number }).version : 0;
  if (least > readerVersion) throw new NewerLog(position, `entries for a reader of version ${least} from here on`);
  if (envelope.v > spec.v) throw new NewerLog(position, `version ${envelope.v} of ${envelope.type}`);
  return spec;
};

/** An entry as today's code reads it: its data upcast to today's shape. @throws NewerLog, NotAnEntry */
export const factOf = (recorded: Recorded): Fact => {
  const spec = knownSpec(recorded);
  const { envelope } = recorded;
  const { id, stream, revision, command, actor, recorded: how, recordedAt, enteredAt, occurred } = envelope;
  return {
    type: ownType(envelope.type),
    data: spec.shape.read(upcast(spec.upcast, envelope.v, spec.v, envelope.data), '', fromLog),
    entry: { id, stream, revision, command, actor, recorded: how, recordedAt, enteredAt, occurred },
  };
};
