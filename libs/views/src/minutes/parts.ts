import type { Entry } from '#kernel/entry.js';
import type { Said } from '#kernel/said.js';
import type { Money } from '#kernel/money.js';
import type { Due, Owner } from '#domain/shapes.js';

/** What an id of another stream stands for, so that a reader can be given its name. */
export type Noun = 'person' | 'organisation' | 'board' | 'meeting' | 'decision' | 'action';

/** Who answers for an action: as printed, else one by one in their order. */
export type Owners = {
  readonly printed: Said | null;
  readonly owners: readonly Owner[];
  readonly assigned: 'named' | 'unassigned' | 'to be confirmed';
};

/** A piece of a line: words of ours, words of the record, or something that has its words elsewhere. */
export type Part =
  | string
  | { readonly said: Said }
  | { readonly named: string; readonly as: Noun }
  | { readonly time: string; readonly zone: string | null }
  | { readonly date: string }
  | { readonly due: Due }
  | { readonly owners: Owners }
  | { readonly money: Money }
  | { readonly strong: string };

export type Given = Part | readonly Part[] | null;

/** A line as parts: `parts\`${person(id)} arrived${at(entry)}.\`` */
export const parts = (strings: TemplateStringsArray, ...given: readonly Given[]): readonly Part[] =>
  strings.flatMap((words, n): readonly Part[] => [...(words ? [words] : []), ...flat(given[n] ?? null)]);

const flat = (given: Given): readonly Part[] => (given === null ? [] : isMany(given) ? given : [given]);
const isMany = (given: Part | readonly Part[]): given is readonly Part[] => Array.isArray(given);

export const saying = (said: Said): Part => ({ said });
export const person = (id: string): Part => ({ named: id, as: 'person' });
export const named = (id: string, as: Noun): Part => ({ named: id, as });

/** ` at 14:32`, where the recorder gave the time. */
export const at = (entry: Entry, zone: string | null): readonly Part[] => atInstant(statedInstant(entry), zone);

/** ` at 14:32`: as the recorder said, or for what was recorded while it happened, when it was typed. */
export const atTheTime = (entry: Entry, zone: string | null): readonly Part[] => atInstant(instantOf(entry), zone);

/** When it happened, as far as an instant is known. */
export const instantOf = (entry: Entry) =>
  statedInstant(entry) ??
  (entry.recorded === 'live' && entry.occurred === null ? { time: entry.enteredAt ?? entry.recordedAt, zone: null } : null);
const statedInstant = ({ occurred }: Entry) => (occurred && 'at' in occurred ? { time: occurred.at, zone: occurred.zone } : null);
const atInstant = (instant: { time: string; zone: string | null } | null, zone: string | null): readonly Part[] =>
  instant === null ? [] : [' at ', { time: instant.time, zone: instant.zone ?? zone }];

/** `: Fire alarm`, where something was said. */
export const after = (mark: string, said: Said | null): readonly Part[] => (said === null ? [] : [mark, { said }]);

/** `A, B and C`. */
export const people = (ids: readonly string[]): readonly Part[] =>
  ids.flatMap((id, n): readonly Part[] => [...(n === 0 ? [] : [n === ids.length - 1 ? ' and ' : ', ']), person(id)]);
