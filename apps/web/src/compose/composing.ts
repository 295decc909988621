import type { Offering } from './offers.js';
import type { Somebody, Typed } from './people.js';

/** What every field of an open form may ask. */
export type Composing = {
  readonly room: Offering;
  readonly people: readonly Somebody[];
  readonly nameOf: (person: string) => string;
  /** Words, or the stretch of other words that they are; nothing where they are gone. */
  readonly wordsOf: (said: unknown) => string;
  readonly introduce: (typed: Typed) => string;
  /** Enter in a field that is clear. */
  readonly submit: () => void;
  /** Records several names typed at once in a field of one person, all or none; left out where only one may be. @returns whether */
  readonly several?: ((field: string, typed: string) => Promise<boolean>) | undefined;
};
