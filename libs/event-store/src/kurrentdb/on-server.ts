import type { AllStreamResolvedEvent, Position as ServerPosition, ResolvedEvent } from '@eventstore/db-client';

export type { ServerPosition };

/** An event as the server holds it. */
export type OnServer = {
  readonly stream: string;
  /** Infinity for the mark of a deleted stream. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly at: ServerPosition;
};

/** Null for a link: it is an event of another stream. */
export const onServer = ({ event, link, commitPosition }: ResolvedEvent | AllStreamResolvedEvent): OnServer | null => {
  if (!event || link) return null;
  const { streamId, revision, id, type, data, isJson, position } = event;
  const commit = commitPosition ?? 0n;
  return {
    stream: streamId,
    revision: revision > Number.MAX_SAFE_INTEGER ? Infinity : Number(revision),
    id,
    type,
    // The client reads what is marked as JSON; nothing of ours is.
    bytes: isJson ? Buffer.from(typeof data === 'string' ? data : JSON.stringify(data), 'utf8') : new Uint8Array(data as Uint8Array),
    at: position ?? { commit, prepare: commit },
  };
};

export const jsonIn = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));
export const jsonBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** What is set on a stream; nothing where that cannot be read. */
export const settingsIn = (bytes: Uint8Array): Readonly<Record<string, unknown>> => {
  try {
    const settings = jsonIn(bytes);
    return typeof settings === 'object' && settings !== null ? (settings as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};
