import { describe, expect, it } from '@jest/globals';
import { refuse as refuseCommand } from '#shell/refusals.js';
import { problemOf } from './problem.js';
import { refuse } from './refusals.js';

describe('a problem', () => {
  it('says what is wrong and what to do', () =>
    expect(problemOf({ ...refuse('body.wrong', 'verb is missing.'), place: 'verb' })).toEqual({
      type: '/problems/body.wrong',
      title: 'The body does not have the shape of an entry',
      status: 400,
      detail: 'The body does not have the shape of an entry. verb is missing. Mend the place named and send it again.',
      code: 'body.wrong',
      rule: null,
      remedy: 'Mend the place named and send it again.',
      overridable: [],
      entries: [],
      place: 'verb',
    }));
  it('is called the same at each occurrence', () =>
    expect(problemOf(refuse('request.wrong', 'This time.')).title).toBe('The request cannot be understood'));
  it.each([
    ['vote.more-than-the-roll', 409],
    ['meeting.unknown', 404],
    ['store.unavailable', 503],
  ])('%s has the status %d', (code, status) => expect(problemOf({ ...refuse('request.wrong'), refused: code }).status).toBe(status));
  it('tells a stream that moved from data of the wrong shape', () => {
    expect(problemOf(refuseCommand('stream.moved')).status).toBe(412);
    expect(problemOf(refuseCommand('data.wrong')).status).toBe(422);
  });
});
