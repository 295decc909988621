import { createHash } from 'node:crypto';
import { idOfDigest } from '#kernel/ids.js';

/** An id for a place of a run, made from the meeting's random id and nothing that anybody wrote. */
export type IdFrom = (meetingId: string, run: number, place: string) => string;

export const idFrom: IdFrom = (meetingId, run, place) =>
  idOfDigest(createHash('sha256').update(`${meetingId}\n${run}\n${place}`).digest('hex'));
