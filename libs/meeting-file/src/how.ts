import type { HowRecorded } from '#kernel/entry.js';
import { text } from '#kernel/text.js';
import { entryAt } from './draft.js';
import type { Written } from './errors.js';
import type { How, Paper } from './paper.js';
import type { Named } from './reader.js';
import type { WhenSaid } from './when.js';

/** What may be said of anything in the file. */
export type Anywhere = {
  readonly recorded: 'live' | 'afterwards' | 'from printed minutes' | null;
  readonly occurred: { readonly when: WhenSaid; readonly line: number } | null;
  readonly inferred: readonly Named<Written>[] | null;
  readonly sic: Written | null;
  readonly unstated: readonly string[];
};

export const recordedAs = (said: Anywhere['recorded']): HowRecorded | null => (said === 'from printed minutes' ? 'printed' : said);

/** How this is recorded, unless it says so itself. */
export const howOf = (said: Pick<Anywhere, 'recorded' | 'occurred'> | null, outer: How, line: number, paper: Paper): How => ({
  line,
  recorded: recordedAs(said?.recorded ?? null) ?? outer.recorded,
  occurred: said?.occurred ? paper.when(said.occurred.when, said.occurred.line) : outer.occurred,
});

export const isInferred = (said: Pick<Anywhere, 'inferred'> | null, key: string): Written | null | undefined =>
  said?.inferred?.find(({ name }) => name.words === key)?.said;

/** The remarks of whoever read the paper: never printed. `but` are keys that the entry itself keeps as inferred. */
export const remarkOn = (place: string, said: Anywhere, how: How, paper: Paper, but: readonly string[] = []) => {
  const inferred = (said.inferred ?? []).filter(({ name }) => !but.includes(name.words));
  const remarks = [
    ...(said.sic ? [said.sic.words] : []),
    ...inferred.map(({ name, said: why }) => `Inferred: ${name.words}${why ? ` (${why.words})` : ''}`),
    ...(said.unstated.length > 0 ? [`Not stated: ${said.unstated.join(', ')}`] : []),
  ];
  for (const words of remarks)
    paper.add(paper.next(), { ...how, occurred: null }, 'Remark', { entry: entryAt(place), words: text(words), meeting: null });
};
