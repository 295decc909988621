import type { Data } from '#kernel/event.js';
import type { Text } from '#kernel/text.js';
import type { Period } from '../partial-dates.js';
import type { PersonEvent } from './events.js';

export type Spelling = {
  readonly id: string;
  readonly spelling: Text;
  readonly kind: Data<PersonEvent, 'SpellingAdded'>['kind'];
  readonly scope: Data<PersonEvent, 'SpellingAdded'>['scope'];
  readonly withdrawn: boolean;
};
export type Person = {
  readonly introduced: boolean;
  /** Null while somebody is only described. */
  readonly name: Text | null;
  readonly description: Text | null;
  readonly spellings: readonly Spelling[];
  readonly represents: readonly (Period & { readonly organisation: string; readonly board: string })[];
  /** The other records that are this person too: this one goes on for them. */
  readonly joined: readonly string[];
};

export const initial: Person = { introduced: false, name: null, description: null, spellings: [], represents: [], joined: [] };
