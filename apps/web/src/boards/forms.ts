/** The forms of these pages: none is on the first screen, so each comes when it is opened. */
export const entryForm = () => import('./EntryForm.svelte');
export const strikeForm = () => import('./StrikeForm.svelte');
export const severalForm = () => import('./Several.svelte');
