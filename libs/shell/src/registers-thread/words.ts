import type { Position } from '#event-store/port.js';
import type { Health } from '#registers/health.js';
import { NewerLog } from '../facts.js';

/** What the thread is told: that the log has grown; that somebody waits for a position; that it is to end. */
export type ToThread =
  | { readonly do: 'look' }
  | { readonly do: 'reach'; readonly n: number; readonly position: Position; readonly meanwhile: boolean }
  | { readonly do: 'end' };

/** What it tells: how far it is; who waits no more, and why in vain; how far there is to go. */
export type FromThread =
  { readonly state: State } | { readonly reached: number; readonly failed: Failed | null } | { readonly done: number; readonly of: number };

export type State = { readonly position: Position; readonly health: readonly Health[] };

/** An error by its members: what crosses to another thread keeps neither its class nor its fields. */
export type Failed =
  | { readonly as: 'newer'; readonly position: Position; readonly what: string }
  | { readonly as: 'other'; readonly message: string; readonly members: Readonly<Record<string, string>> };

const told = ['code', 'sentence', 'remedy'] as const;

export const failedOf = (error: unknown): Failed => {
  if (error instanceof NewerLog) return { as: 'newer', position: error.position, what: error.what };
  const members = told.flatMap((name) => {
    const value = (error as Partial<Record<string, unknown>>)[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { as: 'other', message: (error as Error).message, members: Object.fromEntries(members) };
};

export const errorOf = (failed: Failed): Error =>
  failed.as === 'newer' ? new NewerLog(failed.position, failed.what) : Object.assign(new Error(failed.message), failed.members);
