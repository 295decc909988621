import type { Position } from '#event-store/port.js';
import type { Health } from '#registers/health.js';
import type { Failed } from '../crossing.js';

/** What the thread is told: that the log has grown; that somebody waits for a position; that it is to end. */
export type ToThread =
  | { readonly do: 'look' }
  | { readonly do: 'reach'; readonly n: number; readonly position: Position; readonly meanwhile: boolean }
  | { readonly do: 'end' };

/** What it tells: how far it is; who waits no more, and why in vain; how far there is to go. */
export type FromThread =
  { readonly state: State } | { readonly reached: number; readonly failed: Failed | null } | { readonly done: number; readonly of: number };

export type State = { readonly position: Position; readonly health: readonly Health[] };
