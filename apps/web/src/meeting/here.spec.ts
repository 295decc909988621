import { describe, expect, it } from '@jest/globals';
import { streamOf } from '#kernel/stream.js';
import { meeting } from '#domain/meeting/index.js';
import { decideAll } from '../room/decide.js';
import type { Intent } from '../room/intent.js';
import { underItem, withStruck } from './entry-words.js';
import { hereIn } from './here.js';

const uuid = (n: number) => `a0000000-0000-8000-8000-${String(n).padStart(12, '0')}`;
const [board, item, second, a, b, interest] = [1, 2, 3, 4, 5, 6].map(uuid) as [string, string, string, string, string, string];
let last = 100;
const intent = (verb: string, data: unknown): Intent => ({
  id: uuid(++last),
  stream: `meeting-${uuid(99)}`,
  verb,
  data,
  recorded: 'live',
  occurred: null,
  enteredAt: '2026-03-10T10:00:00.000Z',
  override: null,
  actor: null,
});
const begun = [
  intent('ScheduleMeeting', { board, date: '2026-03-10', zone: 'Europe/London' }),
  intent('ListItem', { itemId: item, label: '1', heading: 'Apologies' }),
  intent('ListItem', { itemId: second, label: '2', heading: 'Repairs' }),
  intent('OpenMeeting', { zone: 'Europe/London' }),
];
const present = (person: string, role = 'voting member') => intent('RecordAttendance', { person, role, known: 'stated' });
const held = (...more: Intent[]) => {
  const { stream, refused } = decideAll(meeting, streamOf(meeting, []), [...begun, ...more]);
  expect([...refused.values()]).toEqual([]);
  return stream;
};
const hereAfter = (...more: Intent[]) => {
  const { state, standing } = held(...more);
  return hereIn(state, standing);
};

describe('who is here', () => {
  it('is not stated where nobody has said', () => {
    expect(hereAfter()).toEqual({ roles: [], present: null, entitled: null, withdrawn: [], left: [] });
  });

  it('is told by role, with those who may vote counted apart', () => {
    const here = hereAfter(present(a), present(b, 'officer'));
    expect(here.roles.map(([role, people]) => [role, people.map(({ person }) => person)])).toEqual([
      ['voting member', [a]],
      ['officer', [b]],
    ]);
    expect(here).toMatchObject({ present: 2, entitled: 1 });
  });

  it('tells of those who withdrew why, until they are back', () => {
    const declared = intent('DeclareInterest', {
      interestId: interest,
      person: a,
      item,
      words: 'A declared an interest',
      as: 'Owner of a boat',
      class: 'unspecified',
      scope: { unspecified: true },
    });
    const withdrew = intent('RecordWithdrawal', { person: a, item, interest, reason: null });
    const gone = hereAfter(present(a), declared, withdrew);
    expect(gone).toMatchObject({ present: 0, entitled: 0, withdrawn: [{ person: a, interest, reason: null }], left: [] });
    const back = hereAfter(present(a), declared, withdrew, intent('RecordReturn', { person: a }));
    expect(back).toMatchObject({ present: 1, withdrawn: [], left: [] });
  });

  it('tells who has left, who is no more somebody who withdrew', () => {
    const here = hereAfter(present(a), present(b), intent('RecordDeparture', { person: b }));
    expect(here).toMatchObject({ present: 1, withdrawn: [], left: [b] });
  });
});

describe('the entries of an item', () => {
  it('are those that name it, and those that were made while it was in hand', () => {
    const { standing } = held(
      intent('TakeItem', { item }),
      present(a),
      intent('TakeItem', { item: second }),
      intent('RecordNote', { item, words: 'Of the first.' }),
    );
    expect(underItem(standing, item).map(({ type }) => type)).toEqual(['ItemTaken', 'AttendanceRecorded', 'NoteRecorded']);
    expect(underItem(standing, second).map(({ type }) => type)).toEqual(['ItemTaken']);
    expect(underItem(standing, null).map(({ type }) => type)).toEqual(['MeetingOpened']);
  });

  it('are shown as they stand, with those that were struck out in their places', () => {
    const notes = ['East key.', 'Mistaken.', 'Last.'].map((words) => intent('RecordNote', { item, words }));
    const before = held(...notes);
    const [wrong, mistaken] = before.recorded.filter(({ type }) => type === 'NoteRecorded').map(({ entry }) => entry.id);
    const { stream } = decideAll(meeting, before, [
      intent('PutRight', {
        entry: wrong,
        follows: null,
        replacement: { type: 'NoteRecorded', v: 1, data: { item, words: 'East quay.' }, occurred: null },
        reason: 'Misheard',
        authority: { clerk: true },
      }),
      intent('StrikeOut', { entries: [{ entry: mistaken, follows: null }], reason: 'Mistaken', authority: { clerk: true } }),
    ]);
    const shown = withStruck(stream.recorded, stream.standing).filter(({ type }) => type === 'NoteRecorded');
    expect(shown.map(({ data }) => data.words)).toEqual(['East quay.', 'Mistaken.', 'Last.']);
    expect(stream.standing.some(({ entry }) => entry.id === mistaken)).toBe(false);
  });
});
