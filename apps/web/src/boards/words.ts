import { askedBy, type Catalogue } from '#kernel/event.js';
import { before } from '#domain/meeting/events/before.js';
import { boardEvents } from '#domain/board/events.js';
import { personEvents } from '#domain/person/events.js';

const says = (events: Catalogue, verb: string): string => askedBy(events, verb)![1].say;
/** The clerk's own words for a verb, from its catalogue. */
export const boardSays = (verb: string): string => says(boardEvents, verb);
/** Of what comes before a meeting. */
export const meetingSays = (verb: string): string => says(before, verb);
export const personSays = (verb: string): string => says(personEvents, verb);
/** Of a verb of the board's own stream, or of a person's. */
export const sayIn = (stream: string, verb: string): string => (stream.startsWith('person-') ? personSays(verb) : boardSays(verb));
