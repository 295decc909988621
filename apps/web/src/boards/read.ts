import type { Fact } from '#kernel/entry.js';
import { stands } from '#kernel/stands.js';
import { dateInWords } from '#documents/figures.js';
import type { BoardDesk } from '#shell/desk/answers.js';
import { factOf } from '../room/shown.js';

/** From and until when, as far as stated. */
export type Period = { readonly from: string | null; readonly until: string | null };
export type Member = Period & {
  readonly entry: string;
  readonly appointment: string;
  readonly person: string;
  readonly as: string;
  readonly seat: string | null;
  readonly reason: string | null;
};
export type Office = Period & { readonly entry: string; readonly office: string; readonly as: string; readonly person: string };
export type Seat = {
  readonly entry: string;
  readonly seat: string;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly votes: boolean | null;
};
export type Called = { readonly entry: string; readonly id: string; readonly name: string };
export type Sitting = {
  readonly entry: string;
  readonly sitting: string;
  readonly meeting: string | null;
  readonly date: string | null;
  readonly mentioned: string | null;
};

/** A board's own stream, as its page reads it: what stands, in the order in which it was recorded. */
export const boardRead = (desk: BoardDesk) => {
  const recorded = desk.entries.map(factOf);
  const standing = stands(recorded);
  const of = (...types: readonly string[]): readonly Fact[] => standing.filter(({ type }) => types.includes(type));
  const ended = new Map(of('AppointmentEnded').map(({ data }) => [data.appointment as string, data]));
  const left = new Map(of('OfficeLeft').map(({ data }) => [data.office as string, data.on as string]));
  const members = of('Appointed').map(({ data, entry }): Member => ({
    entry: entry.id,
    appointment: data.appointmentId,
    person: data.person,
    as: data.as,
    seat: data.seat,
    from: data.from,
    until: ended.get(data.appointmentId)?.on ?? null,
    reason: said(ended.get(data.appointmentId)?.reason),
  }));
  const offices = of('OfficeTaken').map(({ data, entry }): Office => ({
    entry: entry.id,
    office: data.officeId,
    as: data.office,
    person: data.person,
    from: data.from,
    until: left.get(data.officeId) ?? null,
  }));
  return {
    desk,
    board: desk.board.board,
    stream: `board-${desk.board.board}`,
    recorded,
    standing,
    of,
    members,
    offices,
    seats: of('SeatCreated').map(({ data, entry }): Seat => ({ ...data, entry: entry.id, seat: data.seatId, name: said(data.name) })),
    organisations: of('OrganisationNamed').map(({ data, entry }): Called => ({
      entry: entry.id,
      id: data.organisationId,
      name: said(data.name) ?? erased,
    })),
    sittings: sittingsIn(of),
    nameOf: (person: string) => personOf(desk, person)?.name ?? 'somebody unnamed',
    /** Initials and other spellings that are good at this board. */
    calledOf: (person: string) =>
      (personOf(desk, person)?.called ?? []).filter((one) => one.board === null || one.board === desk.board.board),
    attendsFor: (person: string) => desk.represented.filter((one) => (personOf(desk, person)?.person ?? person) === one.person),
  };
};
export type BoardRead = ReturnType<typeof boardRead>;

const erased = '[erased]';
/** Words that are gone say so; those that nobody stated are null. */
export const said = (value: unknown): string | null => (typeof value === 'string' ? value : value ? erased : null);

const personOf = ({ people }: BoardDesk, id: string) => people.find(({ person, records }) => person === id || records.includes(id));

const sittingsIn = (of: (...types: readonly string[]) => readonly Fact[]): readonly Sitting[] => {
  const matched = new Map(of('SittingMatched').map(({ data }) => [data.sitting as string, data.meeting as string]));
  const moved = new Map(of('SittingMoved').map(({ data }) => [data.sitting as string, data.date as string | null]));
  return of('SittingNamed').map(({ data, entry }) => ({
    entry: entry.id,
    sitting: data.sittingId,
    meeting: matched.get(data.sittingId) ?? data.meeting,
    date: moved.has(data.sittingId) ? moved.get(data.sittingId)! : data.date,
    mentioned: said(data.mentioned),
  }));
};

/** `from 1 January 2026, until May 2027`; nothing where nothing is stated. */
export const periodInWords = ({ from, until }: Period): string =>
  [from && `from ${dateInWords(from)}`, until && `until ${dateInWords(until)}`].filter(Boolean).join(', ');

/** What of this board an entry may name, by its noun, in words. */
export const namedHere = ({ members, offices, seats, organisations, sittings, nameOf }: BoardRead, noun: string): readonly Called[] => {
  const nameOfOrganisation = (id: string | null) => organisations.find((one) => one.id === id)?.name ?? null;
  switch (noun) {
    case 'organisation':
      return organisations;
    case 'seat':
      return seats.map(({ entry, seat, name, organisation }) => ({
        entry,
        id: seat,
        name: name ?? nameOfOrganisation(organisation) ?? 'a seat',
      }));
    case 'appointment':
      return members.map(({ entry, appointment, person, as }) => ({ entry, id: appointment, name: `${nameOf(person)}, ${as}` }));
    case 'office':
      return offices.map(({ entry, office, as, person }) => ({ entry, id: office, name: `${as}: ${nameOf(person)}` }));
    case 'sitting':
      return sittings.map(({ entry, sitting, date, mentioned }) => ({
        entry,
        id: sitting,
        name: mentioned ?? (date === null ? 'a meeting without a date' : dateInWords(date)),
      }));
    default:
      return [];
  }
};
