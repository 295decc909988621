import { createHash } from 'node:crypto';

/** An id for a place of a run, made from the meeting's random id and nothing that anybody wrote. */
export type IdFrom = (meetingId: string, run: number, place: string) => string;

/** UUIDv8: the first 122 free bits of a SHA-256. */
export const idFrom: IdFrom = (meetingId, run, place) => {
  const hex = createHash('sha256').update(`${meetingId}\n${run}\n${place}`).digest('hex');
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4]!;
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
};
