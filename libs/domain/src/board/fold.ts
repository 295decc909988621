import type { Folding } from '#kernel/fold.js';
import { evolve } from './evolve.js';
import { initial, type Board } from './state.js';

/** How the state of a board comes about: all that a view needs of it. */
export const boardFold: Folding<Board> = { initial, evolve };
