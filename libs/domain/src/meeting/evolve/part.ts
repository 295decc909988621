import type { Evolve } from '#kernel/decider.js';
import type { MeetingEvent } from '../events.js';
import type { Meeting } from '../state.js';

export type Whole = Evolve<Meeting, MeetingEvent>;
/** The fold of one part of the catalogue; the whole is checked to be total where they come together. */
export type Part = Partial<Whole>;
