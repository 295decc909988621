import type { Rule } from '#kernel/decider.js';
import type { Meeting } from '../state.js';

/** A rule of a meeting, for every fact that has the data it asks for. */
export type Asks<D> = Rule<Meeting, D>;
export type Named = { readonly person: string };
