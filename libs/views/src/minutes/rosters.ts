import type { Fact } from '#kernel/entry.js';
import { roles } from '#domain/roles.js';
import type { Role } from '#domain/shapes.js';
import { only, type MeetingFact } from '../facts.js';
import type { Apology, Attendee, Roster } from './model.js';

/** The order in which lists of those present are printed where the record has no headings of its own. */
export const rolesInOrder: readonly Role[] = [...roles, 'not stated'];

/** Those present: the printed lists in their order, then by role whoever stands in none of them. */
export const rostersOf = (standing: readonly Fact[]): readonly Roster[] => {
  const heads = only(standing, 'ListHeaded');
  const headed = new Set(heads.map(({ data }) => data.listId));
  const present = only(standing, 'AttendanceRecorded');
  const loose = [...present.filter(({ data }) => data.list === null || !headed.has(data.list)), ...lateComers(standing)];
  const substitutions = only(standing, 'SubstitutionRecorded');
  const byRoles = rolesInOrder.map((role) => byRole(role, loose, substitutions)).filter(({ people }) => people.length > 0);
  return joined([...heads.map((head) => printed(head, present, substitutions)), ...byRoles]);
};

/** Who stands in no printed list joins the last one of the same role. */
const joined = (rosters: readonly Roster[]): readonly Roster[] => {
  const headOf = (role: Role) => rosters.findLast((one) => one.heading !== null && one.role === role);
  const joins = (one: Roster) => one.heading === null && headOf(one.role) !== undefined;
  return rosters
    .filter((one) => !joins(one))
    .map((one) => {
      const others = one === headOf(one.role) ? rosters.filter((other) => joins(other) && other.role === one.role) : [];
      return { ...one, people: [...one.people, ...others.flatMap(({ people }) => people)] };
    });
};

/** Everybody whom a list of those present shows. */
export const listedIn = (standing: readonly Fact[]): ReadonlySet<string> =>
  new Set(only(standing, 'AttendanceRecorded', 'ArrivalRecorded').map(({ data }) => data.person));

/** Who came in without having been recorded as there: by the first arrival. */
const lateComers = (standing: readonly Fact[]): readonly MeetingFact<'ArrivalRecorded'>[] => {
  const there = new Set(only(standing, 'AttendanceRecorded').map(({ data }) => data.person));
  return only(standing, 'ArrivalRecorded').filter(({ data }) => {
    const first = !there.has(data.person);
    there.add(data.person);
    return first;
  });
};

const printed = (
  head: MeetingFact<'ListHeaded'>,
  present: readonly MeetingFact<'AttendanceRecorded'>[],
  substitutions: readonly MeetingFact<'SubstitutionRecorded'>[],
): Roster => ({
  entries: [head.entry.id],
  heading: head.data.heading,
  role: head.data.role,
  provenance: head.data.known,
  because: head.data.because,
  people: present.filter(({ data }) => data.list === head.data.listId).map((one) => attendeeOf(one, substitutions)),
});

type Comer = MeetingFact<'AttendanceRecorded' | 'ArrivalRecorded'>;
const byRole = (role: Role, loose: readonly Comer[], substitutions: readonly MeetingFact<'SubstitutionRecorded'>[]): Roster => ({
  entries: [],
  heading: null,
  role,
  provenance: 'stated',
  because: null,
  people: loose.filter(({ data }) => (data.role ?? 'not stated') === role).map((one) => attendeeOf(one, substitutions)),
});

/** Somebody of those present. @param all substitutions of the meeting, in their order */
export const attendeeOf = (fact: Comer, all: readonly MeetingFact<'SubstitutionRecorded'>[]): Attendee => {
  const { person, role } = fact.data;
  const substitutions = all.filter(({ data }) => data.person === person);
  const last = substitutions.at(-1)?.data ?? null;
  return {
    entries: [fact.entry.id, ...substitutions.map(({ entry }) => entry.id)],
    person,
    role: role ?? 'not stated',
    remote: fact.data.attends === 'remotely',
    ...asPrinted(fact),
    substitute: last && { for: last.for, printed: last.printed },
  };
};
const asPrinted = (fact: Comer): Pick<Attendee, 'provenance' | 'printed' | 'initials' | 'of' | 'organisation' | 'late'> => {
  if (fact.type === 'ArrivalRecorded')
    return { provenance: 'stated', printed: null, initials: null, of: null, organisation: null, late: true };
  const { known, printed, initials, of, organisation } = fact.data;
  const { occurred } = fact.entry;
  return { provenance: known, printed, initials, of, organisation, late: occurred !== null && !('date' in occurred) };
};

/** The apologies that an item holds; with null those that none of these items does. */
export const apologiesOf = (standing: readonly Fact[], items: Pick<ReadonlySet<string>, 'has'>, item: string | null): readonly Apology[] =>
  only(standing, 'ApologyRecorded')
    .filter(({ data }) => (item === null ? data.item === null || !items.has(data.item) : data.item === item))
    .map(({ data: { person, printed, of, organisation }, entry }) => ({ entries: [entry.id], person, printed, of, organisation }));
