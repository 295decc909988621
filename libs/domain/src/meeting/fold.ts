import type { Folding } from '#kernel/fold.js';
import { evolve } from './evolve.js';
import { initial, type Meeting } from './state.js';

/** How the state of a meeting comes about: all that a view needs of it. */
export const meetingFold: Folding<Meeting> = { initial, evolve };
