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

/** Of whom nothing more was recorded, the row stays. */
const sheet = known((meeting: Meeting) => {
  const rows = made(meeting);
  return aboutEach(factsOf(meeting, ...types)).map(([person, about]) => {
    const held = rows.get(person);
    if (held?.of === about.length) return held.row;
    const row = rowOf(meeting, person, about);
    rows.set(person, { of: about.length, row });
    return row;
  });
});
const made = known((_: Meeting) => new Map<string, { readonly of: number; readonly row: ReturnType<typeof rowOf> }>());

/** What is recorded of each who was there, sent apologies or was stood in for. */
const aboutEach = (facts: readonly About[]): readonly (readonly [person: string, about: readonly About[]])[] => {
  const each = new Map<string, About[]>();
  const shown = new Set<string>();
  for (const fact of facts) {
    const people = fact.type === 'SubstitutionRecorded' ? [fact.data.person, fact.data.for] : [fact.data.person];
    for (const person of new Set(people)) each.set(person, [...(each.get(person) ?? []), fact]);
    if (fact.type === 'SubstitutionRecorded') shown.add(fact.data.for);
    else if (fact.type !== 'RoleChanged') shown.add(fact.data.person);
  }
  return [...shown].map((person) => [person, each.get(person)!]);
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
