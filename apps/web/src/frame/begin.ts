import { mount, type Component } from 'svelte';
import { afterPaint } from '../net/after-paint.js';
import './app.css';
import { usable } from './early.js';

/** Puts a page in the place of the heading that its HTML shows first. */
export const begin = <P extends Record<string, unknown>>(page: Component<P>, props: P): void => {
  const target = document.getElementById('app')!;
  target.replaceChildren();
  mount(page, { target, props });
  // What this device saw of the log before is compared when nobody waits for anything else.
  void usable
    .then(afterPaint)
    .then(() => import('../net/seen-checkpoint.js'))
    .then(({ watchCheckpoints }) => watchCheckpoints())
    .catch(() => undefined);
};
