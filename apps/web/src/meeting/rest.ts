/** What the desk of a meeting opens now and then: it comes when the desk can be used. */
export { default as Palette } from '../compose/Palette.svelte';
export { default as Help } from './Help.svelte';
export { default as Refusals } from './Refusals.svelte';
export { default as Strike } from './Strike.svelte';
export { default as Unsaved } from './Unsaved.svelte';
export { default as Identify } from './Identify.svelte';
