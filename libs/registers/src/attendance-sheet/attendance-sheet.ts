import { factsOf, known, projection, type StreamFacts } from '../projection.js';

const tables = {
  attendance: {
    meeting: 'text',
    person: 'text',
    status: 'text',
    role: 'text?',
    attends: 'text?',
    apology: 'integer',
    printed: 'text?',
    attends_for: 'text?',
    stands_in_for: 'text?',
    substitute: 'text?',
  },
} as const;

type Meeting = StreamFacts<'meeting'>;

/** Who was there, who sent apologies, and who sent a substitute. Who was absent, the view finds by the appointments. */
export const attendanceSheet = projection({
  name: 'attendance-sheet',
  version: 2,
  tables,
  indexes: { attendance: ['meeting'] },
  views: `
CREATE VIEW attendance_known AS
  SELECT attendance.*, meeting.board, meeting.date, meeting.begun,
    coalesce(named.is_now, attendance.person) AS is_now, named.name, substitute.name AS substitute_name, whose.name AS stands_in_for_name
  FROM attendance_then attendance
  JOIN meeting_then meeting ON meeting.meeting = attendance.meeting
  LEFT JOIN person_named named ON named.person = attendance.person
  LEFT JOIN person_named substitute ON substitute.person = attendance.substitute
  LEFT JOIN person_named whose ON whose.person = attendance.stands_in_for;

-- The meetings at which somebody's presence is recorded.
CREATE VIEW meeting_held AS
  SELECT meeting.* FROM meeting_known meeting
  WHERE EXISTS (SELECT 1 FROM attendance_then there WHERE there.stream = 'meeting-' || meeting.meeting AND there.status = 'present');`,
  of: { meeting: (stream) => ({ attendance: sheet(stream) }) },
});

const types = ['AttendanceRecorded', 'ArrivalRecorded', 'ApologyRecorded', 'SubstitutionRecorded', 'RoleChanged'] as const;
type About = ReturnType<typeof factsOf<'meeting', (typeof types)[number]>>[number];

type Row = ReturnType<typeof rowOf>;
type Person = { readonly about: About[]; place: number | null };
/** A part for each who was there, sent apologies or was stood in for; an entry makes those anew of whom it speaks. */
type Sheet = { readonly people: Map<string, Person>; readonly parts: (readonly Row[])[]; followed: number };
const begun = known((_: Meeting): Sheet => ({ people: new Map(), parts: [], followed: 0 }));

const sheet = (meeting: Meeting) => {
  const facts = factsOf(meeting, ...types);
  const held = begun(meeting);
  const touched = new Set<string>();
  for (; held.followed < facts.length; held.followed++) for (const person of noted(held, facts[held.followed]!)) touched.add(person);
  const changed: number[] = [];
  for (const person of touched) {
    const { about, place } = held.people.get(person)!;
    if (place === null) continue;
    held.parts[place] = [rowOf(meeting, person, about)];
    changed.push(place);
  }
  return { parts: held.parts, changed };
};

/** Whoever only had another role is not shown. */
const noted = ({ people, parts }: Sheet, fact: About): ReadonlySet<string> => {
  const { person } = fact.data;
  const of = new Set(fact.type === 'SubstitutionRecorded' ? [person, fact.data.for] : [person]);
  for (const one of of) {
    const its = people.get(one) ?? { about: [], place: null };
    its.about.push(fact);
    people.set(one, its);
  }
  const shown = fact.type === 'RoleChanged' ? null : people.get(fact.type === 'SubstitutionRecorded' ? fact.data.for : person)!;
  if (shown && shown.place === null) {
    shown.place = parts.length;
    parts.push([]);
  }
  return of;
};

const rowOf = (meeting: Meeting, person: string, about: readonly About[]) => {
  const attended = about.findLast((fact) => fact.type === 'AttendanceRecorded')?.data;
  const apology = about.findLast((fact) => fact.type === 'ApologyRecorded')?.data;
  const substitutions = about.filter((fact) => fact.type === 'SubstitutionRecorded');
  const substitute = substitutions.findLast(({ data }) => data.for === person)?.data.person ?? null;
  const isPresent = about.some(({ type }) => type === 'AttendanceRecorded' || type === 'ArrivalRecorded');
  return {
    key: person,
    meeting: meeting.id,
    person,
    status: isPresent ? 'present' : substitute ? 'substitute sent' : 'apology',
    role: isPresent ? roleIn(about) : null,
    attends: attendsIn(about),
    apology: apology ? 1 : 0,
    printed: meeting.words(attended?.printed ?? apology?.printed ?? null),
    attends_for: meeting.words(attended?.of ?? apology?.of ?? null),
    stands_in_for: substitutions.findLast(({ data }) => data.person === person)?.data.for ?? null,
    substitute,
  };
};

/** The role that the person had last. */
const roleIn = (about: readonly About[]): string =>
  about
    .filter((fact) => fact.type === 'AttendanceRecorded' || fact.type === 'ArrivalRecorded' || fact.type === 'RoleChanged')
    .findLast(({ data }) => data.role !== null)?.data.role ?? 'not stated';

/** In the room or remotely, as it was stated last. */
const attendsIn = (about: readonly About[]): string | null =>
  about
    .filter((fact) => fact.type === 'AttendanceRecorded' || fact.type === 'ArrivalRecorded')
    .findLast(({ data }) => data.attends !== null)?.data.attends ?? null;
