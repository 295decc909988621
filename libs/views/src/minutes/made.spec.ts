import { describe, expect, it } from '@jest/globals';
import { idsIn } from '#kernel/ids-in.js';
import { meetingEvents } from '#domain/meeting/events.js';
import { madeIn } from './made.js';

describe('the ids that an entry made are told by their names', () => {
  it.each(Object.entries(meetingEvents))('%s', (_, spec) => {
    const made = idsIn(spec, spec.example).created.map(({ id }) => id);
    expect([...madeIn(spec.example)].sort()).toEqual(made.sort());
  });
});
