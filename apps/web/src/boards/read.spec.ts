import { describe, expect, it } from '@jest/globals';
import { deskOf } from './desk-of.js';
import { boardRead, namedHere, periodInWords, said } from './read.js';

const [member, appointment, office, organisation, seat, sitting, meeting] = Array.from({ length: 7 }, () => crypto.randomUUID()) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const board = boardRead(
  deskOf(
    [
      ['EstablishBoard', { name: 'Lock Board', kind: 'board' }],
      ['NameOrganisation', { organisationId: organisation, name: 'Lock Trust' }],
      ['CreateSeat', { seatId: seat, name: null, organisation, votes: true }],
      ['Appoint', { appointmentId: appointment, person: member, seat, as: 'voting member', from: '2026-01-01', known: 'stated' }],
      ['TakeOffice', { officeId: office, office: 'chair', person: member, from: null }],
      ['LeaveOffice', { office, on: '2026-05' }],
      ['EndAppointment', { appointment, on: '2026-06-30', reason: 'Moved away' }],
      ['NameSitting', { sittingId: sitting, meeting: null, date: '2026-04', mentioned: 'the April meeting' }],
      ['MatchSitting', { sitting, meeting }],
      ['MoveSitting', { sitting, date: '2026-04-14' }],
    ],
    {
      people: [
        {
          person: member,
          name: 'Member X',
          records: ['other'],
          called: [
            { written: 'MX', kind: 'initials', board: '11111111-1111-4111-8111-111111111111', meeting: null },
            { written: 'Max', kind: 'spelling', board: 'another board', meeting: null },
          ],
        },
      ],
      represented: [{ person: member, organisation, from: null, until: null }],
    },
  ),
);

describe('a board as its page reads it', () => {
  it('knows who holds a place, from and until when, and why no longer', () => {
    expect(board.members).toMatchObject([
      { person: member, as: 'voting member', seat, from: '2026-01-01', until: '2026-06-30', reason: 'Moved away' },
    ]);
    expect(board.offices).toMatchObject([{ as: 'chair', person: member, from: null, until: '2026-05' }]);
  });
  it('knows a meeting that was mentioned, matched and dated', () => {
    expect(board.sittings).toMatchObject([{ sitting, meeting, date: '2026-04-14', mentioned: 'the April meeting' }]);
  });
  it('names what an entry may name', () => {
    const names = (noun: string) => namedHere(board, noun).map(({ name }) => name);
    expect(names('seat')).toEqual(['Lock Trust']);
    expect(names('appointment')).toEqual(['Member X, voting member']);
    expect(names('office')).toEqual(['chair: Member X']);
    expect(names('sitting')).toEqual(['the April meeting']);
    expect(names('motion')).toEqual([]);
  });
  it('knows a person by any of the records that were joined, and what she is called here', () => {
    expect(board.nameOf('other')).toBe('Member X');
    expect(board.nameOf('nobody')).toBe('somebody unnamed');
    expect(board.calledOf(member).map(({ written }) => written)).toEqual(['MX']);
    expect(board.attendsFor('other').map((one) => one.organisation)).toEqual([organisation]);
  });
  it('says periods as far as they are stated, and of words that are gone that they are', () => {
    expect(periodInWords({ from: '2026-01', until: null })).toBe('from January 2026');
    expect(periodInWords({ from: null, until: '2026-05-06' })).toBe('until 6 May 2026');
    expect(periodInWords({ from: null, until: null })).toBe('');
    expect([said('words'), said(null), said({ erased: true })]).toEqual(['words', null, '[erased]']);
  });
});
