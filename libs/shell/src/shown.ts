import { isCorrection } from '#kernel/stands.js';
import type { Entry, Fact } from '#kernel/entry.js';
import type { Text } from '#kernel/text.js';
import { specOf } from '#domain/catalogues.js';
import type { Position } from '#event-store/port.js';
import type { Open } from './opener.js';
import type { Read } from './reading.js';
import { textPlaces, type TextPlace } from './seal.js';

/** An entry as a reader is shown it: its words opened, and what became of it. */
export type ShownEntry = Entry & {
  /** Who made it, as a reader is told. */
  readonly actorName: string;
  readonly position: Position;
  readonly type: string;
  /** Words that are gone are `{"erased": true}`, those that may not be seen `{"withheld": true}`. */
  readonly data: unknown;
  /** What `EraseTexts` names: each text of the entry by its place in the data. */
  readonly texts: readonly TextPlace[];
  readonly stands: boolean;
  /** Its newest correction, if there is one. */
  readonly correctedBy: string | null;
};

/** The entries of a stream as recorded, oldest first. @param nameOf what an actor is called */
export const shownEntries = ({ recorded, standing, positions, open }: Read, nameOf: (actor: string) => string): readonly ShownEntry[] => {
  const standingIds = new Set(standing.map(({ entry }) => entry.id));
  const corrections = new Map(recorded.filter(({ type }) => isCorrection(type)).map(({ data, entry }) => [data.entry as string, entry.id]));
  return recorded.map((fact) => ({
    position: positions.get(fact.entry.id)!,
    type: fact.type,
    ...fact.entry,
    actorName: nameOf(fact.entry.actor),
    data: shownData(fact, open),
    texts: textPlaces(fact),
    stands: standingIds.has(fact.entry.id) || isCorrection(fact.type),
    correctedBy: corrections.get(fact.entry.id) ?? null,
  }));
};

export const shownData = ({ type, data, entry }: Fact, open: Open): unknown =>
  specOf(entry.stream, type)!.shape.map(data, { text: (text) => shownText(text, open) });

const shownText = (text: Text, open: Open) => {
  const opened = open(text);
  return typeof opened === 'string' ? { [opened]: true } : opened.words;
};
