import type { Moment } from '#registers/register-file.js';
import type { Addresses } from './addresses.js';

/** Where a reader stands: the moment asked for, and the way to other pages as of the same moment. */
export type Here = Addresses & {
  readonly moment: Moment;
  /** What was asked, in words: null where all that is known today is shown. */
  readonly asOf: string | null;
  /** The question as it was written, for the form that changes it. */
  readonly asked: { readonly at?: string | undefined; readonly on?: string | undefined };
  /** The address of a page as of the same moment. */
  readonly to: (path: string, query?: Query) => string;
  /** The log as it was when this page was read. */
  readonly head: number;
  /** Why the registers do not show everything yet, or null. */
  readonly behind: string | null;
};
export type Query = Readonly<Record<string, string | number | undefined>>;

/** Keeps what was asked on every way that leads on. */
export const waysFrom =
  (asked: Here['asked']) =>
  (path: string, query: Query = {}): string => {
    const [before = '', anchor] = path.split('#');
    const all = Object.entries({ ...query, at: asked.at, on: asked.on }).filter(([, value]) => value !== undefined && value !== '');
    const search = new URLSearchParams(all.map(([name, value]) => [name, String(value)])).toString();
    return `${before}${search && `?${search}`}${anchor === undefined ? '' : `#${anchor}`}`;
  };
