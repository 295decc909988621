import type { HowRecorded } from '#kernel/entry.js';
import type { Refusal } from '#kernel/refusal.js';
import type { Occurred } from '#kernel/times.js';
import type { Position } from '#event-store/port.js';

/** An intent on one stream, with every id that it creates. */
export type Command = {
  readonly stream: string;
  /** A UUID, minted where the intent was born. Good for ever within its stream. */
  readonly id: string;
  readonly verb: string;
  /** As a client writes it: read by the shape of the verb. */
  readonly data: unknown;
  readonly actor: string;
  readonly recorded: HowRecorded;
  readonly occurred?: Occurred | null;
  /** The clock of the device that typed it, UTC with milliseconds. */
  readonly enteredAt?: string | null;
  readonly causation?: string | null;
  readonly correlation?: string | null;
  /** What was broken, who allowed it, by what authority and why. */
  readonly override?: unknown;
  /** The stream of the meeting whose entry this stream continues. */
  readonly continues?: string | null;
  /** The revision that the sender had seen; any other is refused. */
  readonly ifMatch?: number | null;
};

export type Reply = {
  readonly stream: string;
  /** Of the last event of the command. */
  readonly revision: number;
  readonly position: Position;
  readonly events: readonly { readonly id: string; readonly type: string; readonly revision: number }[];
  /** True where the command had been recorded before. */
  readonly again: boolean;
};

/** Nothing was recorded: the refusal says why, and what to do. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.sentence} ${refusal.remedy}`);
    this.name = 'Refused';
  }
}
