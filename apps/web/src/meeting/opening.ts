import type { LeanMeetingDesk, MeetingDesk } from '#shell/desk/answers.js';
import { ask } from '../net/api.js';
import { carried } from '../net/carried.js';
import { keepFor } from '../room/keep.js';
import { unpacked } from '../room/lean.js';
import { Room } from '../room/room.svelte.js';

/** /desk/harbour-board/2026-03-10 */
const path = `/api/desk${location.pathname.slice('/desk'.length)}`;
const here = carried<LeanMeetingDesk>(path);
const enter = async (desk: MeetingDesk) => new Room(desk, await keepFor(desk.stream), here === null);

/** The room that this page is about: soon there if the page carries it, else asked for. */
const room = here ? enter(unpacked(here)) : ask<MeetingDesk>(path).then(enter);
export const opening = { room, carried: here && room };
