import type { Fact } from '#kernel/entry.js';
import { fold } from '#kernel/fold.js';
import type { Attends, Role } from '#domain/shapes.js';
import { meetingFold } from '#domain/meeting/fold.js';
import { entitledAt, presentAt, type Present } from '#domain/meeting/presence.js';
import type { Meeting, Moment } from '#domain/meeting/state.js';
import { only } from '../facts.js';

/** An end of a stay: the entry that tells of it, and the instant in UTC where that is known. */
export type End = { readonly entry: string; readonly at: string | null };
/** A time in the room in one role; `until` is null for those who stayed to the end. */
export type Stay = {
  readonly role: Role;
  /** Null where nobody stated it. */
  readonly attends: Attends | null;
  readonly from: End;
  readonly until: (End & { readonly how: 'withdrew' | 'left' | 'changed role' | 'came again' }) | null;
};
export type Attending = {
  readonly person: string;
  /** The role in which the person was there last; null of those who only sent apologies. */
  readonly role: Role | null;
  /** In the order of what happened, whenever it became known. */
  readonly stays: readonly Stay[];
  readonly substitutesFor: string | null;
  readonly substitutedBy: string | null;
  /** Entries of the apologies; a late arrival leaves them standing and readable. */
  readonly apologies: readonly string[];
};
export type Attendance = {
  readonly people: readonly Attending[];
  /** How many were there at any time. */
  readonly present: number;
  /** How many of them as voting members at any time. */
  readonly voting: number;
};

/** Who was there, when and as what, and who sent apologies. */
export const attendanceOf = (standing: readonly Fact[]): Attendance => {
  const stays = staysIn(fold(meetingFold, standing).order.all);
  const named = only(standing, 'AttendanceRecorded', 'ArrivalRecorded', 'ApologyRecorded', 'SubstitutionRecorded');
  const everybody = new Set([...named.map(({ data }) => data.person), ...stays.keys()]);
  const people = [...everybody].map((person) => attending(person, stays.get(person) ?? [], standing));
  const there = people.filter((one) => one.stays.length > 0);
  return { people, present: there.length, voting: there.filter((one) => one.stays.some(({ role }) => role === 'voting member')).length };
};

const attending = (person: string, stays: readonly Stay[], standing: readonly Fact[]): Attending => {
  const substitutions = only(standing, 'SubstitutionRecorded');
  return {
    person,
    role: stays.at(-1)?.role ?? null,
    stays,
    substitutesFor: substitutions.findLast(({ data }) => data.person === person)?.data.for ?? null,
    substitutedBy: substitutions.findLast(({ data }) => data.for === person)?.data.person ?? null,
    apologies: only(standing, 'ApologyRecorded')
      .filter(({ data }) => data.person === person)
      .map(({ entry }) => entry.id),
  };
};

type Stays = ReadonlyMap<string, readonly Stay[]>;
const staysIn = (order: readonly Moment[]): Stays => {
  const stays = new Map<string, readonly Stay[]>();
  for (const moment of order) if (moment.move) stays.set(moment.move.person, moved(stays.get(moment.move.person) ?? [], moment));
  return stays;
};

const moved = (stays: readonly Stay[], { entry, at, move }: Moment): readonly Stay[] => {
  const last = stays.at(-1);
  const here = last?.until === null;
  const { how, role, attends } = move!;
  const end = (why: NonNullable<Stay['until']>['how']) =>
    here ? [...stays.slice(0, -1), { ...last, until: { entry, at, how: why } }] : stays;
  const begun = {
    role: role ?? last?.role ?? ('not stated' as const),
    attends: attends ?? last?.attends ?? null,
    from: { entry, at },
    until: null,
  };
  if (how === 'out') return end('withdrew');
  if (how === 'gone') return end('left');
  if (how === 'role') return here ? [...end('changed role'), begun] : stays;
  return here && role === last.role ? stays : [...end('came again'), begun];
};

export type PresentAt = {
  readonly present: readonly Present[];
  /** Who might vote then, by what is known of their presence today. */
  readonly entitled: readonly string[];
  /** The list that was fixed when the vote was entered; null where no vote led to the decision. */
  readonly fixed: readonly string[] | null;
};

/**
 * Who was in the room when a decision was taken, or any other entry was made; null if no such entry stands.
 * Late entries of presence count where they belong, but never change the list that was fixed with a vote.
 * @param standing the meeting as it stands.
 */
export const presentAtDecision = (standing: readonly Fact[], entry: string): PresentAt | null => {
  if (!standing.some((fact) => fact.entry.id === entry)) return null;
  const state = fold(meetingFold, standing);
  return { present: presentAt(state, entry), entitled: entitledAt(state, entry), fixed: fixedFor(state, standing, entry) };
};

const fixedFor = (state: Meeting, standing: readonly Fact[], entry: string): readonly string[] | null => {
  const decided = only(standing, 'DecisionRecorded').find((fact) => fact.entry.id === entry)?.data.division ?? null;
  const division = state.divisions.find((one) => one.id === decided || one.entry === entry);
  return division?.entitled ?? null;
};
