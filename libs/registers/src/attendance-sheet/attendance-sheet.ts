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
  WHERE meeting.meeting IN (SELECT meeting FROM attendance_then WHERE status = 'present');`,
  of: { meeting: (stream) => ({ attendance: sheet(stream) }) },
});

const sheet = known((meeting: Meeting) => {
  const present = factsOf(meeting, 'AttendanceRecorded', 'ArrivalRecorded');
  const apologies = factsOf(meeting, 'ApologyRecorded');
  const substitutions = factsOf(meeting, 'SubstitutionRecorded');
  const people = new Set([
    ...present.map(({ data }) => data.person),
    ...apologies.map(({ data }) => data.person),
    ...substitutions.map(({ data }) => data.for),
  ]);
  return [...people].map((person) => {
    const is = ({ data }: { readonly data: { readonly person: string } }) => data.person === person;
    const apology = apologies.findLast(is)?.data;
    const attended = factsOf(meeting, 'AttendanceRecorded').findLast(is)?.data;
    const substitute = substitutions.findLast(({ data }) => data.for === person)?.data.person ?? null;
    return {
      key: person,
      meeting: meeting.id,
      person,
      status: present.some(is) ? 'present' : substitute ? 'substitute sent' : 'apology',
      role: present.some(is) ? roleOf(meeting, person) : null,
      attends: attendsOf(meeting, person),
      apology: apology ? 1 : 0,
      printed: meeting.words(attended?.printed ?? apology?.printed ?? null),
      attends_for: meeting.words(attended?.of ?? apology?.of ?? null),
      stands_in_for: substitutions.findLast(is)?.data.for ?? null,
      substitute,
    };
  });
});

/** The role that the person had last. */
const roleOf = (meeting: Meeting, person: string): string =>
  factsOf(meeting, 'AttendanceRecorded', 'ArrivalRecorded', 'RoleChanged').findLast(
    ({ data }) => data.person === person && data.role !== null,
  )?.data.role ?? 'not stated';

/** In the room or remotely, as it was stated last. */
const attendsOf = (meeting: Meeting, person: string): string | null =>
  factsOf(meeting, 'AttendanceRecorded', 'ArrivalRecorded').findLast(({ data }) => data.person === person && data.attends !== null)?.data
    .attends ?? null;
