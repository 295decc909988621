import { askedBy } from '#kernel/event.js';
import { boardEvents } from '#domain/board/events.js';
import { meetingEvents } from '#domain/meeting/events.js';
import { personEvents } from '#domain/person/events.js';

/** The clerk's own words for a verb, from its catalogue. */
export const boardSays = (verb: string): string => askedBy(boardEvents, verb)![1].say;
export const meetingSays = (verb: string): string => askedBy(meetingEvents, verb)![1].say;
export const personSays = (verb: string): string => askedBy(personEvents, verb)![1].say;

/** Of a member that is one of several, which. */
export const choices = (verb: string, member: string): readonly string[] => {
  const { is } = askedBy(boardEvents, verb)![1].asks;
  const shape = is.is === 'fields' ? is.of[member]?.is : undefined;
  return shape?.is === 'one of' ? shape.of : [];
};
