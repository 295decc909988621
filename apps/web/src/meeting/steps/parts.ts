/** What the steps of a meeting show when they are open. */
export { default as EarlierMinutes } from './EarlierMinutes.svelte';
export { default as OpenActions } from './OpenActions.svelte';
