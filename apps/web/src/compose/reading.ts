/** What a form makes of the words that are typed in it. It comes when the desk can be used; nothing is recorded before it is here. */
export { askedAfter, followIds, followsOf } from './follows.js';
export { default as Follows } from './Follows.svelte';
export { readBack } from './read-back.js';
export { default as RollCall } from './RollCall.svelte';
export { linesIn } from './several.js';
export { askedForSeveral } from './several-asked.js';
export { refusedAt, unclearIn } from './several-refused.js';
export { fieldsOffered, suggested } from './suggested.js';
export { default as When } from './When.svelte';
