import type { Fact } from '#kernel/entry.js';
import { textsIn } from '#kernel/looking.js';
import { idsIn } from '#kernel/ids-in.js';
import type { Catalogue } from '#kernel/event.js';
import { meetingEvents } from '#domain/meeting/events.js';
import type { Open } from '#documents/reader.js';
import { inWords } from '#documents/reader.js';

/** Something that an entry may name, as a form offers it. */
export type Candidate = {
  readonly id: string;
  readonly words: string;
  /** The item under which it stands, if it stands under one. */
  readonly item: string | null;
  readonly entry: string;
};

/** This desk's own streams are all meetings. */
const catalogue: Catalogue = meetingEvents;

/** What this stream holds under a noun: items in their order, everything else the newest first. */
export const candidatesIn = (standing: readonly Fact[], noun: string, open: Open): readonly Candidate[] => {
  const found = standing.flatMap((fact) => {
    const spec = catalogue[fact.type]!;
    if (noun === 'entry') return [{ id: fact.entry.id, words: wordsOf(fact, open), item: itemOf(fact), entry: fact.entry.id }];
    const made = idsIn(spec, fact.data).created.filter((one) => one.noun === noun);
    return made.map(({ id }) => ({ id, words: wordsOf(fact, open), item: itemOf(fact), entry: fact.entry.id }));
  });
  return noun === 'item' ? found : found.toReversed();
};

/** `5 Repairs to the West Quay`, else the first words that the entry holds, else what was done. */
const wordsOf = ({ type, data }: Fact, open: Open): string => {
  const spec = catalogue[type]!;
  const [first] = textsIn(spec.shape, data);
  const words = first === undefined ? spec.say : inWords(open(first));
  const label = (data as { label?: string | null }).label ?? null;
  return label === null ? words : `${label} ${words}`;
};
const itemOf = ({ data }: Fact): string | null => (data as { item?: string | null }).item ?? null;
