/** Where words go. A terminal says so, and how wide it is. */
export type Out = { readonly write: (words: string) => unknown; readonly isTTY?: boolean; readonly columns?: number };

/** All that a command may touch besides the minute book: given, so that a spec can run it within its own process. */
export type Io = {
  readonly stdout: Out;
  readonly stderr: Out;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the operator stops a command that would go on for ever. */
  readonly signal: AbortSignal;
};

/** Columns of a terminal, and never too few to read; null where a pipe has no width. */
export const widthOn = ({ isTTY, columns }: Out, env: Io['env']): number | null =>
  isTTY === true ? Math.max(40, columns ?? (Number(env['COLUMNS']) || 80)) : null;

/** UTF-16 control characters of a record must not steer the terminal that shows it. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
export const plain = (words: string): string => words.replace(steering, '\ufffd');
