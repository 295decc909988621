import type { Moment } from '#registers/register-file.js';
import type { Addresses } from '#shell/addresses.js';

/** Where a reader stands: the moment asked for, and the way to other pages as of the same moment. */
export type Here = Addresses & {
  readonly moment: Moment;
  /** What was asked, in words: null where all that is known today is shown. */
  readonly asOf: string | null;
  /** The question as it was written, for the form that changes it, and what else this page was asked. */
  readonly asked: { readonly at?: string | undefined; readonly on?: string | undefined };
  readonly others: Query;
  /** The address of a page as of the same moment. */
  readonly to: (path: string, query?: Query) => string;
  /** The log as it was when this page was read. */
  readonly head: number;
  /** Why the registers do not show everything yet, or null. */
  readonly behind: string | null;
};
export type Query = Readonly<Record<string, string | number | undefined>>;

export const queryOf = (query: Query): string => {
  const all = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(all.map(([name, value]) => [name, String(value)])).toString();
};

/** Keeps what was asked on every way that leads on. */
export const waysFrom =
  ({ at, on }: Here['asked']) =>
  (path: string, query: Query = {}): string => {
    const [before = '', anchor] = path.split('#');
    const search = queryOf({ ...query, at, on });
    return `${before}${search && `?${search}`}${anchor === undefined ? '' : `#${anchor}`}`;
  };
