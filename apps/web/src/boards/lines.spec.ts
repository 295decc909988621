import { describe, expect, it } from '@jest/globals';
import type { ShownEntry } from '#shell/shown.js';
import { deskOf } from './desk-of.js';
import { historyOf } from './lines.js';

const person = crypto.randomUUID();
const entryOf = (type: string) => (entries: readonly ShownEntry[]) => entries.findLast((one) => one.type === type)!.id;
const desk = deskOf([
  ['EstablishBoard', { name: 'Lock Board', kind: 'board', quorum: 2, on: '2025' }],
  ['SetQuorum', { quorum: 3, from: '2026-01' }],
  ['NameBoardAlso', { name: 'The Locks' }],
  ['Appoint', { appointmentId: crypto.randomUUID(), person, as: 'officer', from: '2026-02-01', known: 'stated' }],
  ['CreateSeat', { seatId: crypto.randomUUID(), name: 'A seat', votes: false }],
  [
    'PutRight',
    (entries) => ({
      entry: entryOf('QuorumSet')(entries),
      follows: null,
      replacement: { type: 'QuorumSet', v: 1, data: { quorum: 4, from: '2026-01' }, occurred: null },
      reason: 'Misread',
      authority: { clerk: true },
    }),
  ],
  [
    'StrikeOut',
    (entries) => ({ entries: [{ entry: entryOf('BoardAliased')(entries), follows: null }], reason: 'Nobody says so', authority: null }),
  ],
]);
const told = historyOf(desk.entries, (noun) => (noun === 'person' ? 'Member X' : noun));

describe('the history of a set-up', () => {
  it('says of each entry what it says, in the words of the catalogue', () => {
    expect(told.map(({ say, line }) => `${say}: ${line}`)).toEqual([
      'establish a board: name Lock Board · kind board · quorum 2 · on 2025',
      'set the quorum: quorum 3 · from January 2026',
      'also called: name The Locks',
      'appoint: person Member X · as officer · from 1 February 2026 · this is stated',
      'create a seat: name A seat · votes no',
    ]);
  });
  it('keeps what an entry said before it was put right, and why', () => {
    expect(told[1]).toMatchObject({ now: 'quorum 4 · from January 2026', corrections: [{ say: 'put right', reason: 'Misread' }] });
    expect(told[2]).toMatchObject({ now: null, corrections: [{ say: 'strike out', reason: 'Nobody says so', line: null }] });
  });
  it('offers to correct what can be: neither what begins the stream nor what is struck out', () => {
    expect(told.map(({ correctable }) => correctable)).toEqual([false, true, false, true, true]);
  });
});
