import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { booksFor, tell } from '#testing/told-book.js';
import { openMinutesOf } from './meeting-minutes.js';

const { open, newFolder } = booksFor();

describe('minutes that are asked for the moment after something is recorded', () => {
  it('name whoever the log names, whether or not the registers have come so far', async () => {
    const book = await open({ dir: newFolder() });
    const meeting = randomUUID();
    await tell(book, `meeting-${meeting}`, 'ScheduleMeeting', { board: randomUUID(), date: '2010-01-20', kind: 'ordinary' });
    for (let n = 0; n < 20; n++) {
      const person = randomUUID();
      await Promise.all([
        tell(book, `meeting-${meeting}`, 'RecordApology', { person }),
        tell(book, `person-${person}`, 'IntroducePerson', { name: `Member ${n}` }),
      ]);
      const { apologies } = await openMinutesOf(book, meeting, { at: null, on: '2010-01-20' });
      expect(JSON.stringify(apologies)).toContain(`"Member ${n}"`);
    }
  });
});
