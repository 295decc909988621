import { describe, expect, it } from '@jest/globals';
import type { BoardKnown, MeetingKnown } from '#registers/book/queries.js';
import { addressesOf, slugOf } from './addresses.js';

const board = (id: string, name: string | null, aliases: readonly string[] = []): BoardKnown => ({
  board: id,
  name,
  aliases,
  kind: 'board',
  parent: null,
  quorum: null,
});
const meeting = (id: string, of: string, date: string | null, start: string | null = null): MeetingKnown => ({
  meeting: id,
  name: date,
  board: of,
  boardName: null,
  date,
  start,
  end: null,
  zone: null,
  place: null,
  kind: null,
  label: null,
  title: [],
  status: 'closed',
  revision: 0,
  minutes: { status: 'not drafted', version: null, putRight: false, approvedBy: null },
});

describe('the name of a board in an address', () => {
  it.each([
    ['Highways & Bridges Committee', 'highways-and-bridges-committee'],
    ['  Conseil d’Administration (Évry) ', 'conseil-d-administration-evry'],
    ['Λιμενικό Ταμείο', 'λιμενικο-ταμειο'],
    ['Actions', 'actions-board'],
    ['!!!', 'board'],
    [null, 'board'],
  ])('%s is %s', (name, slug) => expect(slugOf(name)).toBe(slug));
});

describe('addresses', () => {
  const boards = [board('h', 'Harbour Board', ['The Old Harbour Board']), board('p1', 'Pier Panel'), board('p2', 'Pier panel')];
  const meetings = [
    meeting('one', 'h', '2026-03-10', '10:00'),
    meeting('two', 'h', '2026-03-10', '14:00'),
    meeting('three', 'h', '2026-04-14'),
    meeting('none', 'h', null),
  ];
  const addresses = addressesOf(boards, meetings);

  it('name a board, or give its id where two are called alike', () => {
    expect(addresses.board('h')).toBe('/harbour-board');
    expect(addresses.board('p1')).toBe('/p1');
    expect(addresses.board('nobody')).toBeNull();
  });
  it('name a meeting by its day, and by which of that day where there are several', () => {
    expect(addresses.meeting('three')).toBe('/harbour-board/2026-04-14');
    expect(addresses.meeting('two')).toBe('/harbour-board/2026-03-10-2');
    expect(addresses.meeting('none')).toBe('/harbour-board/undated');
  });
  it('lead back to every board that they may mean, an alias where nothing is called so', () => {
    expect(addresses.boardsAt('pier-panel').map((one) => one.board)).toEqual(['p1', 'p2']);
    expect(addresses.boardsAt('the-old-harbour-board').map((one) => one.board)).toEqual(['h']);
    expect(addresses.boardsAt('p2').map((one) => one.board)).toEqual(['p2']);
    expect(addresses.boardsAt('nowhere')).toEqual([]);
  });
  it.each([
    ['2026-03-10', ['one', 'two']],
    ['2026-03-10-1', ['one']],
    ['2026-03-10-14:00', ['two']],
    ['2026-03-10-1400', ['two']],
    ['2026-04-14', ['three']],
    ['2026-04-14-2', []],
    ['undated', ['none']],
  ])('lead back to every meeting that they may mean: %s', (segment, found) =>
    expect(addresses.meetingsAt('h', segment).map((one) => one.meeting)).toEqual(found),
  );
});
