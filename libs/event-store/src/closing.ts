import { StoreUnavailable } from './port.js';

type Closing = { readonly stream: string; readonly type: string; readonly data: unknown };

/** The store in which the log goes on, where this entry closes the log; null for every other entry. */
export const successorIn = (envelope: Closing | null): string | null => {
  if (envelope?.stream !== 'log' || envelope.type !== 'LogClosed') return null;
  const { successor } = (envelope.data ?? {}) as { readonly successor?: unknown };
  return typeof successor === 'string' ? successor : 'unknown';
};

/** The log was closed here, and goes on in another store. Erased words are still taken out. */
export class LogMoved extends StoreUnavailable {
  constructor(readonly successor: string) {
    super(
      `This log is closed here: it goes on in the store ${successor}.`,
      'Record there what is new. What was recorded here until then can be read.',
      { lasts: true },
    );
    this.name = 'LogMoved';
  }
}
