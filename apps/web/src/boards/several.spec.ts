import { describe, expect, it } from '@jest/globals';
import { refusedOf } from './checking.js';
import { deskOf } from './desk-of.js';
import { sentOnce } from './once.js';
import { boardRead } from './read.js';
import { appointing, linesRead } from './several.js';

const [member, organisation, seat] = Array.from({ length: 3 }, () => crypto.randomUUID()) as [string, string, string];
const board = boardRead(
  deskOf(
    [
      ['EstablishBoard', { name: 'Lock Board', kind: 'board' }],
      ['NameOrganisation', { organisationId: organisation, name: 'Lock Trust' }],
      ['CreateSeat', { seatId: seat, name: 'The seat' }],
      ['Appoint', { appointmentId: crypto.randomUUID(), person: member, seat, as: 'voting member', from: '2026-01-01', known: 'stated' }],
    ],
    { people: [{ person: member, name: 'Member Xavier', records: [], called: [] }] },
  ),
);
const how = { as: 'voting member', from: '2026-01-01' };
const verbs = (all: readonly { readonly verb: string }[]) => all.map(({ verb }) => verb);

describe('several people, one a line', () => {
  it('are read as name, initials and organisation, known or new', () => {
    const lines = linesRead('Member Xavier, lock trust\n\n  Member Young (MY), Canal Users \n', board);
    expect(lines.map(({ typed, likely, organisation: of }) => [typed.name, typed.initials, likely, of])).toEqual([
      ['Member Xavier', null, member, organisation],
      ['Member Young', 'MY', null, null],
    ]);
  });
  it('are introduced, spelled, attached to their organisation and appointed, in that order', () => {
    const [, line] = linesRead('Member Xavier\nMember Young (MY), Canal Users', board);
    const all = appointing(null, line!, how, board);
    expect(verbs(all)).toEqual(['IntroducePerson', 'AddSpelling', 'NameOrganisation', 'RepresentOrganisation', 'Appoint']);
    expect(refusedOf([{ stream: board.stream, entries: board.desk.entries }], all)).toBeNull();
    const [introduced, , named, represents, appointed] = all as unknown as { stream: string; data: any }[];
    expect(introduced!.stream).toBe(`person-${appointed!.data.person}`);
    expect(represents!.data.organisation).toBe(named!.data.organisationId);
    expect(new Set(all.map(({ id }) => id)).size).toBe(5);
  });
  it('who are known already are only appointed, and attend for an organisation that is here', () => {
    const [line] = linesRead('Member Xavier, Lock Trust', board);
    expect(verbs(appointing(member, line!, how, board))).toEqual(['RepresentOrganisation', 'Appoint']);
  });
});

describe('entries that belong together', () => {
  it('are refused before any of them is sent, with the rule', () => {
    const introduce = { stream: `person-${crypto.randomUUID()}`, verb: 'IntroducePerson', data: { name: 'Member Z' } };
    const taken = {
      appointmentId: crypto.randomUUID(),
      person: crypto.randomUUID(),
      seat,
      as: 'voting member',
      from: '2026-02-01',
      known: 'stated',
    };
    const refusal = refusedOf(
      [{ stream: board.stream, entries: board.desk.entries }],
      [introduce, { stream: board.stream, verb: 'Appoint', data: taken }],
    );
    expect(refusal).toMatchObject({ refused: 'seat.taken', overridable: ['seat.taken'] });
  });
  it('are refused where the data have not the shape of the verb, with the place', () => {
    const wrong = { stream: `meeting-${crypto.randomUUID()}`, verb: 'ScheduleMeeting', data: { board: board.board, date: '9 June' } };
    expect(refusedOf([], [wrong])).toMatchObject({ refused: 'data.wrong', place: 'date' });
  });
  it('are left to the server where this desk does not hold the stream', () => {
    expect(refusedOf([], [{ stream: `person-${member}`, verb: 'IdentifyPerson', data: { name: 'Member X' } }])).toBeNull();
  });
  it('are sent again under the ids that they had, unless they say something else', () => {
    const once = sentOnce();
    const planned = () => [{ stream: board.stream, verb: 'SetQuorum', data: {}, id: crypto.randomUUID() }];
    const first = once({ quorum: 3 }, planned);
    expect(once({ quorum: 3 }, planned)).toBe(first);
    expect(once({ quorum: 4 }, planned)[0]!.id).not.toBe(first[0]!.id);
  });
});
