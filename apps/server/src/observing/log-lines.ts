import { logLevels, type LogLevel } from '#shell/settings.js';

export type Level = LogLevel;

/**
 * One thing that happened. Its values are ours: ids, verbs, codes, numbers. Nothing that somebody wrote or said is ever among them,
 * nor an address or a message that may hold it.
 */
export type Line = Readonly<Record<string, string | number | boolean | null | readonly string[] | undefined>>;
export type Log = {
  readonly say: (level: Level, event: string, line?: Line) => void;
  /** Writes what is still to be written. */
  readonly flush: () => void;
};

export type Out = { readonly write: (words: string) => unknown; readonly isTTY?: boolean };

/** Lines of JSON, or at a terminal lines to read. What comes in one turn of the event loop is written together. */
export const logTo = (out: Out, least: Level, clock: () => string = () => new Date().toISOString()): Log => {
  const inWords = out.isTTY === true ? readable : JSON.stringify;
  let waiting = '';
  const flush = () => {
    const words = waiting;
    waiting = '';
    if (words !== '') out.write(words);
  };
  return {
    say: (level, event, line = {}) => {
      if (logLevels.indexOf(level) < logLevels.indexOf(least)) return;
      if (waiting === '') setImmediate(flush);
      waiting += `${inWords({ time: clock(), level, event, ...line })}\n`;
    },
    flush,
  };
};

export const silent: Log = { say: () => {}, flush: () => {} };

const readable = ({ time, level, event, ...rest }: Line): string => {
  const values = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
  const said = values.map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(' < ') : String(value)}`);
  return [String(time).slice(11, 23), level === 'info' ? null : level, event, ...said].filter((one) => one !== null).join('  ');
};

/** An error without its message, which may hold what somebody wrote: its kind, its code, and where in the program it arose. */
export const faultIn = (error: unknown): Line => {
  const { name, code, stack } = (error ?? {}) as { readonly name?: unknown; readonly code?: unknown; readonly stack?: unknown };
  const frames = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at .*[:(]\S*:\d+:\d+\)?$/.test(line)) : [];
  return {
    error: typeof name === 'string' && /^\w{1,40}$/.test(name) ? name : typeof error,
    code: typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? code : null,
    at: frames.slice(0, 12).map((line) => line.trim().slice(3)),
  };
};
