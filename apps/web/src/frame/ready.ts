import { tick } from 'svelte';
import { nowUsable } from './early.js';

/** Marks the page as usable: when what is shown now is there, the first thing that its reader does works. */
export const ready = async (): Promise<void> => {
  await tick();
  document.documentElement.dataset['ready'] = 'true';
  nowUsable();
};
