import type { HowRecorded } from '#kernel/entry.js';
import type { Refusal } from '#kernel/refusal.js';
import type { Override } from '#kernel/stream.js';
import type { Occurred } from '#kernel/times.js';

/** What somebody wants recorded, with its id, before anybody has agreed to it. Data and override are as a client writes them. */
export type Intent = {
  readonly id: string;
  readonly stream: string;
  readonly verb: string;
  readonly data: unknown;
  readonly recorded: HowRecorded;
  readonly occurred: Occurred | null;
  /** By the clock of this device, UTC with milliseconds. */
  readonly enteredAt: string;
  readonly override: Override | null;
  /** Who records it: the id of a person, or null for the operator of the server's computer. */
  readonly actor: string | null;
};

/** What a desk asks to have recorded: the rest of an intent is the room's to add. */
export type Asked = {
  readonly verb: string;
  readonly data: unknown;
  /** Left out: the meeting's own. */
  readonly stream?: string;
  readonly id?: string;
  readonly recorded?: HowRecorded;
  readonly occurred?: Occurred | null;
  readonly override?: Override | null;
};

/**
 * `waiting` is not on the server, as far as anybody knows; `saved` is durable there, and about to be read back;
 * `refused` stays until somebody has decided what becomes of it.
 */
export type Queued =
  | { readonly intent: Intent; readonly state: 'waiting' | 'saved' }
  | { readonly intent: Intent; readonly state: 'refused'; readonly refusal: Refusal };

export const newId = (): string => crypto.randomUUID();
