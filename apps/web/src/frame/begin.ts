import { mount, type Component } from 'svelte';
import './app.css';

/** Puts a page in the place of the heading that its HTML shows first. */
export const begin = <P extends Record<string, unknown>>(page: Component<P>, props: P): void => {
  const target = document.getElementById('app')!;
  target.replaceChildren();
  mount(page, { target, props });
};
