import { readerVersion } from '#domain/reader.js';

/** An entry that was recorded by anybody: where it stands, and no more. */
export type Told = { readonly position: number; readonly stream: string; readonly revision: number; readonly type: string };
export type Connection = 'connecting' | 'connected' | 'lost';
/** Why the server records nothing more, and what to do. */
export type ReadOnly = { readonly sentence: string; readonly remedy: string };

const againMs = 1_000;

export type Following = {
  readonly stop: () => void;
  /** Leaves a connection that may be dead without knowing it, for a new one. */
  readonly again: () => void;
};

/** Follows the log from a position on, through every break of the connection. */
export const follow = (
  after: number,
  told: (entry: Told) => void,
  connection: (now: Connection) => void,
  readOnly: (why: ReadOnly | null) => void = () => undefined,
  outdated: (why: ReadOnly) => void = () => undefined,
): Following => {
  let last = after;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = () => {
    clearTimeout(timer);
    source?.close();
  };
  const open = () => {
    leave();
    source = new EventSource(`/api/log/stream?after=${last}&reader=${readerVersion}`);
    source.onopen = () => {
      // A server that still records nothing says so again.
      readOnly(null);
      connection('connected');
      dispatchEvent(new Event('minutebook:connected'));
    };
    source.addEventListener('read-only', ({ data }: MessageEvent<string>) => readOnly(JSON.parse(data) as ReadOnly));
    source.addEventListener('outdated', ({ data }: MessageEvent<string>) => outdated(JSON.parse(data) as ReadOnly));
    source.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      last = Number(lastEventId);
      told(JSON.parse(data) as Told);
    };
    source.onerror = () => {
      connection('lost');
      // The browser's own second try comes late, and not at all after an answer that is no feed.
      leave();
      timer = setTimeout(open, againMs);
    };
  };
  connection('connecting');
  open();
  return { stop: leave, again: open };
};
