import type { Fact } from '#kernel/entry.js';
import type { Data } from '#kernel/event.js';
import type { MeetingEvent } from '#domain/meeting/events.js';

export type MeetingType = MeetingEvent['type'];
export type MeetingData<T extends MeetingType> = Data<MeetingEvent, T>;
export type MeetingFact<T extends MeetingType> = { [K in T]: Fact<K, MeetingData<K>> }[T];

/** The facts of these types, in the order of the record. */
export const only = <const T extends MeetingType>(standing: readonly Fact[], ...types: readonly T[]): readonly MeetingFact<T>[] =>
  standing.filter((fact): fact is MeetingFact<T> => (types as readonly string[]).includes(fact.type));

/** The newest of these facts, if any stands. */
export const newest = <const T extends MeetingType>(standing: readonly Fact[], ...types: readonly T[]): MeetingFact<T> | null =>
  only(standing, ...types).at(-1) ?? null;
