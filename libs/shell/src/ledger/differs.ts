import { StoreUnavailable, type EventStore, type Position, type Recorded } from '#event-store/port.js';
import { alarmInWords, type Alarm } from '#ledger/alarm.js';

/** The log is not what was signed. */
export class LogDiffers extends Error {
  constructor(alarm: Alarm) {
    super(alarmInWords(alarm));
    this.name = 'LogDiffers';
  }
}

export const stopped = (alarm: Alarm): StoreUnavailable =>
  new StoreUnavailable(
    `Nothing more is written, since the log is not what was signed: ${alarmInWords(alarm)}.`,
    'Keep the folder as it is, run `minutebook verify`, and compare with a backup.',
  );

/** The type of an entry; null where its bytes are no envelope. */
export const typeIn = (recorded: Recorded): string | null => read(recorded, 'type');

export const at = (recorded: Recorded, says: string): Alarm => ({ position: recorded.position, stream: read(recorded, 'stream'), says });
export const missing = (position: Position): Alarm => ({ position, stream: null, says: 'is missing' });
export const misfiled = (recorded: Recorded): Alarm => at(recorded, `is filed under another ${recorded.misfiled} than its envelope has`);
export const cutOff = (entries: number, size: number): Alarm => ({
  position: entries,
  stream: null,
  says: `the log is cut off: it has ${entries} entries, and checkpoint ${size}.txt was signed over ${size}`,
});
export const firstUnreadable = async (store: EventStore): Promise<Alarm> => {
  const stop = new AbortController();
  const last = await store.head();
  for await (const recorded of store.all(-1, { signal: stop.signal })) {
    if (typeIn(recorded) !== null && recorded.position < last) continue;
    stop.abort();
    if (typeIn(recorded) === null) return at(recorded, 'is not an envelope');
  }
  return { position: null, stream: null, says: 'an entry of it was not an envelope' };
};
export const copyCutOff = (entries: number, size: number): Alarm => ({
  position: entries,
  stream: null,
  says: `the log is cut off: it has ${entries} entries, and ${size} were copied here`,
});
export const notCopied = (size: number): Alarm => ({
  position: null,
  stream: null,
  says: `the first ${size} entries are not those that were copied here`,
});
export const notWhatWasSigned = (size: number): Alarm => ({
  position: null,
  stream: null,
  says: `the first ${size} entries are not those over which a checkpoint was signed`,
});
export const notSigned = (size: number): Alarm => ({
  position: null,
  stream: null,
  says: `checkpoint ${size}.txt is not one that a key of this log signed`,
});

const read = (recorded: Recorded, member: 'type' | 'stream'): string | null => {
  try {
    return recorded.envelope[member];
  } catch {
    return null;
  }
};
