/** What the parts that answer a request tell of it, for the log and the metrics. */
export type Told = {
  readonly verb?: string;
  readonly stream?: string;
  readonly revision?: number;
  /** Why it was refused. */
  readonly code?: string;
  /** An error of the program. */
  readonly fault?: unknown;
};
type Request = { readonly raw: object };

const notes = new WeakMap<object, Told>();

export const tell = ({ raw }: Request, more: Told): void => void notes.set(raw, { ...notes.get(raw), ...more });
export const toldOf = ({ raw }: Request): Told => notes.get(raw) ?? {};
