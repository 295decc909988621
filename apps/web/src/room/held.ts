import type { Fact } from '#kernel/entry.js';
import { fold } from '#kernel/fold.js';
import { stands } from '#kernel/stands.js';
import type { Stream } from '#kernel/stream.js';
import { meetingFold } from '#domain/meeting/fold.js';
import type { Meeting } from '#domain/meeting/state.js';
import type { Name } from '#documents/reader.js';
import type { MeetingDesk } from '#shell/desk/answers.js';
import type { ShownEntry } from '#shell/shown.js';
import type { Intent } from './intent.js';

/** A meeting as far as screens read it. */
export type Held = Pick<Stream<Meeting>, 'recorded' | 'standing' | 'state'>;
export const asRecorded = (recorded: readonly Fact[]): Held => {
  const standing = stands(recorded);
  return { recorded, standing, state: fold(meetingFold, standing) };
};

export type Introduction = { readonly name?: string | null; readonly description?: string | null };
export const introductionOf = (data: Introduction | undefined) => data && (data.name ?? data.description);

/** What the book calls those who are named, and people who are on their way there. */
export const namesIn =
  ({ names }: MeetingDesk, introduced: ReadonlyMap<string, Introduction>): Name =>
  (id, as) => {
    const words = names[as][id] ?? (as === 'person' ? introductionOf(introduced.get(id)) : undefined);
    return words === undefined || words === null ? 'withheld' : { words };
  };

/** Corrections change what is shown of older entries: those that come again replace themselves. */
export const withNewer = (before: readonly ShownEntry[], newer: readonly ShownEntry[]): readonly ShownEntry[] => {
  const byId = new Map([...before, ...newer].map((entry) => [entry.id, entry]));
  return [...byId.values()].sort((a, b) => a.revision - b.revision);
};

/** What a correction may cite: the texts of the entry that it corrects. */
export const citedBy = ({ verb, data }: Intent, entries: readonly ShownEntry[]): ReadonlySet<string> => {
  if (verb !== 'PutRight') return new Set();
  const { entry } = data as { entry: string };
  const about = entries.filter(({ id, data: said }) => id === entry || (said as { entry?: string }).entry === entry);
  return new Set(about.flatMap(({ texts }) => texts.map(({ digest }) => digest)));
};
