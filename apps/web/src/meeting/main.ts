import { begin } from '../frame/begin.js';
import { nowUsable } from '../frame/early.js';
import { opening } from './opening.js';
import Page from './Page.svelte';
import { tabAsked } from './tabs.js';

// What she records with is on its way while the rest is drawn.
if (tabAsked() === 'room') void import('./Working.svelte').catch(() => undefined);
// The heading stays until the room is there; what went wrong is the page's to say.
await opening.carried?.catch(() => undefined);
opening.room.catch(nowUsable);
begin(Page, { room: opening.room });
