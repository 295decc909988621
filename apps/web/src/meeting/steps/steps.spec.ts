import { describe, expect, it } from '@jest/globals';
import type { Fact } from '#kernel/entry.js';
import type { Room } from '../../room/room.svelte.js';
import { agreedKept, offeredWords, type Agreed } from './approval.js';
import { changesOf, replacedBy } from './correcting.js';
import { laidVersion, toApprove } from './to-approve.js';

const fact = (type: string, data: object): Fact => ({
  type,
  data,
  entry: {
    id: 'entry',
    stream: 'meeting-m1',
    revision: 3,
    command: 'c',
    actor: 'clerk',
    recorded: 'live',
    recordedAt: '2026-03-10T10:00:00.000Z',
    enteredAt: null,
    occurred: null,
  },
});

describe('a correction of an earlier line', () => {
  const motion = fact('MotionMoved', {
    motionId: 'm',
    item: 'i',
    words: 'That the ferry leave at ten.',
    mover: 'b',
    seconder: 'c',
    subjects: [],
  });
  it('of its words changes words', () => {
    const data = replacedBy(motion, { words: 'That the ferry leave at eleven.' });
    expect(changesOf(motion, data)).toBe('words');
    expect(data).toEqual({ ...motion.data, words: 'That the ferry leave at eleven.' });
  });
  it('of anything else changes a fact, and leaves the words alone', () => {
    const data = replacedBy(motion, { seconder: 'a' });
    expect(changesOf(motion, data)).toBe('fact');
    expect(data).toEqual({ ...motion.data, seconder: 'a' });
  });
  it('that changes nothing says so', () => expect(changesOf(motion, replacedBy(motion, {}))).toBe('nothing'));
  it('moves stretches of the words with them', () => {
    const action = fact('ActionRaised', { words: 'Write to all – CA', ownersPrinted: { in: 'entry', from: 15, to: 17 } });
    expect(replacedBy(action, { words: 'Write to everybody – CA' })['ownersPrinted']).toEqual({ in: 'entry', from: 21, to: 23 });
  });
});

describe('minutes that wait for approval', () => {
  const meeting = (id: string, date: string, sent: number | null, status = 'circulated') => ({
    meeting: id,
    date,
    sent: sent && { version: sent, digest: 'd', meetingRevision: 1, minutesRevision: 1 },
    minutes: { status },
  });
  const room = (standing: readonly Fact[] = [], laid: readonly object[] = []) =>
    ({
      desk: {
        meeting: meeting('now', '2026-04-14', null),
        meetings: [
          meeting('march', '2026-03-10', 2),
          meeting('february', '2026-02-10', 1, 'approved'),
          meeting('unsent', '2026-01-10', null, 'draft'),
          meeting('later', '2026-05-10', 1),
          meeting('now', '2026-04-14', 1),
        ],
      },
      held: { standing },
      state: { laid },
    }) as unknown as Room;
  const approval = (id: string, version: number) => fact('MinutesApproved', { of: { meeting: id }, version });

  it('are sent out, earlier, and not approved', () => expect(toApprove(room()).map((one) => one.meeting)).toEqual(['march']));
  it('stay in sight once this meeting has approved them', () =>
    expect(toApprove(room([approval('february', 1)])).map((one) => [one.meeting, one.approvedHere])).toEqual([
      ['march', null],
      ['february', 1],
    ]));
  it('lie before the meeting in their newest version', () => {
    expect(laidVersion(room(), 'march')).toBeNull();
    const laid = [
      { meeting: 'march', version: 1 },
      { meeting: 'march', version: 2 },
      { meeting: 'february', version: 3 },
    ];
    expect(laidVersion(room([], laid), 'march')).toBe(2);
  });
});

describe('what is agreed and not yet recorded', () => {
  it('outlives a reload, and is forgotten once it is recorded', () => {
    const held = new Map<string, string>();
    const store = {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => void held.set(key, value),
      removeItem: (key: string) => void held.delete(key),
    };
    const agreed: Agreed = { correctionId: 'k', said: 'Seconded by Member A', data: { reason: 'Misheard' }, introduced: [] };
    agreedKept('meeting-m', 'march', store).keep([agreed]);
    expect(agreedKept('meeting-m', 'march', store).read()).toEqual([agreed]);
    expect(agreedKept('meeting-m', 'may', store).read()).toEqual([]);
    agreedKept('meeting-m', 'march', store).keep([]);
    expect(held.size).toBe(0);
  });
  it.each([
    [0, 'The minutes were approved as an accurate record of the meeting.'],
    [1, 'The minutes were approved as an accurate record of the meeting, with one correction.'],
    [2, 'The minutes were approved as an accurate record of the meeting, with two corrections.'],
  ])('is counted in the words that are offered: %s', (count, words) => expect(offeredWords(count)).toBe(words));
});
