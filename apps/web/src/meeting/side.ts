/** What stands at the side of the item in hand: on a phone it is hidden at first. */
export { default as Agenda } from './Agenda.svelte';
export { default as Here } from './Here.svelte';
