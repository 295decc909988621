import { InvalidEnvelope, StoreUnavailable } from '../port.js';

/** What an error of the client means for the call that met it. `uncertain`: whether anything was kept is not known. */
export type Meaning =
  'wrong revision' | 'no stream' | 'deleted' | 'too large' | 'denied' | 'not such a server' | 'not the leader' | 'uncertain';

const byType: Readonly<Record<string, Meaning>> = {
  'wrong-expected-version': 'wrong revision',
  'stream-not-found': 'no stream',
  'no-stream': 'no stream',
  'stream-deleted': 'deleted',
  'maximum-append-size-exceeded': 'too large',
  'access-denied': 'denied',
  'not-leader': 'not the leader',
};

// While a server is down most errors are plain ones with the code of gRPC and no type.
const byCode: Readonly<Record<number, Meaning>> = { 7: 'denied', 12: 'not such a server', 16: 'denied' };

export const meaningOf = (error: unknown): Meaning => {
  const { type, code } = (error ?? {}) as { type?: unknown; code?: unknown };
  if (typeof type === 'string' && Object.hasOwn(byType, type)) return byType[type]!;
  return typeof code === 'number' ? (byCode[code] ?? 'uncertain') : 'uncertain';
};

/** The server's own revision in a refused append, -1 where it has no such stream. */
export const actualIn = (error: unknown): number => {
  const { actualVersion } = error as { actualVersion?: unknown };
  return typeof actualVersion === 'bigint' ? Number(actualVersion) : -1;
};

/** Our own timer ran out: nothing was heard of the server. */
export class NothingHeard extends Error {
  constructor(readonly ms: number) {
    super(`Nothing was heard of the server for ${ms} ms.`);
    this.name = 'NothingHeard';
  }
}

/** The line was given up while something was read on it: what has come may not be all. */
export class LineLeft extends Error {
  constructor() {
    super('The line was given up meanwhile.');
    this.name = 'LineLeft';
  }
}

/** The server gave less of a stream than has been seen of it: a leader that does not know yet that it is none any more. */
export class Behind extends Error {
  constructor() {
    super('The server does not have what it had before.');
    this.name = 'Behind';
  }
}

/** An error that waiting does not mend, in words for the operator; null where it may pass. */
export const lasting = (error: unknown, server: string): Error | null => {
  if (error instanceof StoreUnavailable || error instanceof InvalidEnvelope) return error;
  switch (meaningOf(error)) {
    case 'denied':
      return new StoreUnavailable(
        `${server} does not let this user read and write there.`,
        'Give the name and password of a user who may read $all and write, in the connection string.',
        { cause: error },
      );
    case 'not such a server':
      return new StoreUnavailable(`${server} is no EventStoreDB or KurrentDB server.`, 'Check its name and port.', { cause: error });
    case 'deleted':
      return new StoreUnavailable(
        `A stream of the log was deleted on ${server}.`,
        'Nothing is read or written until it is restored there from a backup.',
        { cause: error },
      );
    case 'too large':
      return new InvalidEnvelope('bytes', 'are more than the server takes in one append');
    default:
      return null;
  }
};

/** @param doing what was asked for, as in "The log cannot be read" */
export const away = (doing: string, server: string, cause: unknown): StoreUnavailable =>
  new StoreUnavailable(
    `${doing}: ${server} does not answer (${(cause as Error | undefined)?.message.trim() || 'no reason was given'}).`,
    'It is tried again by itself; check that the server runs and can be reached.',
    { cause },
  );
