import type { EntryId, Occurred } from './times.js';

/** How an entry came into the book: in the room, from the clerk's notes, or from minutes that somebody printed. */
export const howRecorded = ['live', 'afterwards', 'printed'] as const;
export type HowRecorded = (typeof howRecorded)[number];

/** What a fold may know of an entry besides its data. */
export type Entry = {
  readonly id: EntryId;
  readonly stream: string;
  readonly revision: number;
  readonly command: string;
  readonly actor: string;
  readonly recorded: HowRecorded;
  /** UTC with milliseconds, by the server's clock. */
  readonly recordedAt: string;
  /** UTC with milliseconds, by the clock of the device that typed it; null where it did not say. */
  readonly enteredAt: string | null;
  readonly occurred: Occurred | null;
};

/** One entry of a stream, its data read and upcast to today's shape. */
export type Fact<T extends string = string, D = any> = { readonly type: T; readonly data: D; readonly entry: Entry };
