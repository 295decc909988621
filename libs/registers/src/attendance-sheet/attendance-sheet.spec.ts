import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { january } from '#testing/january.js';
import { idOf } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';

const { caughtUp } = registersFor();
const begin = async () => {
  const store = new MemoryStore();
  return { store, log: await january(store) };
};
const sheetOf = async (store: MemoryStore) => {
  const registers = await caughtUp(store);
  const { meetings, people } = registers.attendanceSheet(idOf('board'));
  return {
    meetings: meetings.map(({ name }) => name),
    people: people.map(({ name, cells, of, present }) => [name, cells.map((cell) => cell.status), `${present}/${of}`]),
    whole: people,
  };
};

describe('the attendance sheet', () => {
  it('scenario 1: shows who was there and in what role, who sent apologies, and who stood in for whom', async () => {
    const { people, whole } = await sheetOf((await begin()).store);
    expect(people).toEqual([
      ['Chris Allison', ['present'], '1/1'],
      ['Councillor Dave Houseman', ['present'], '1/1'],
      ['Councillor David Sprason', ['substitute sent'], '0/1'],
      ['Councillor Martin Hill OBE', ['present'], '1/1'],
    ]);
    expect(whole[1]!.cells[0]).toMatchObject({ role: 'observer', standsInFor: 'Councillor David Sprason', apology: false });
    expect(whole[2]!.cells[0]).toMatchObject({ role: null, substitute: 'Councillor Dave Houseman', apology: true });
    expect(whole.every(({ appointedAs }) => appointedAs === null)).toBe(true);
  });

  it('counts a member from the appointment on and until it ends, and nobody as absent without one', async () => {
    const { store, log } = await begin();
    const held = (noun: string, date: string) =>
      log.append(`meeting-${noun}`, ['MeetingScheduled', { date }], ['AttendanceRecorded', { person: 'hill' }]);
    await held('april', '2010-04-14');
    await held('july', '2010-07-14');
    await log.append('meeting-may', ['MeetingScheduled', { date: '2010-05-12' }]);
    await log.append(
      'board-board',
      ['Appointed', { person: 'foster', seat: null, from: '2010-04-01' }],
      ['AppointmentEnded', { on: '2010-06-30' }],
      ['Appointed', { appointmentId: 'a2', person: 'sprason', seat: null, from: null }],
      ['Appointed', { appointmentId: 'a3', person: 'hill', seat: null, from: '2010-02' }],
    );
    const { meetings, people } = await sheetOf(store);
    expect(meetings).toEqual(['2010-01-20', '2010-04-14', '2010-07-14']);
    expect(people).toEqual([
      ['Andrew Foster', [null, 'absent', null], '0/1'],
      ['Chris Allison', ['present', null, null], '1/1'],
      ['Councillor Dave Houseman', ['present', null, null], '1/1'],
      ['Councillor David Sprason', ['substitute sent', 'absent', 'absent'], '0/3'],
      ['Councillor Martin Hill OBE', ['present', 'present', 'present'], '3/3'],
    ]);
  });

  it('invariant 10: says who attended remotely, as it was stated last', async () => {
    const { store, log } = await begin();
    await log.append(
      'meeting-april',
      ['MeetingScheduled', { date: '2010-04-14' }],
      ['AttendanceRecorded', { person: 'hill', attends: 'in the room' }],
      ['DepartureRecorded', { person: 'hill' }],
      ['ArrivalRecorded', { person: 'hill', attends: 'remotely' }],
    );
    const { whole } = await sheetOf(store);
    expect(whole.find(({ name }) => name === 'Councillor Martin Hill OBE')!.cells.map(({ attends }) => attends)).toEqual([
      null,
      'remotely',
    ]);
  });

  it('is one line for records that were joined', async () => {
    const { store, log } = await begin();
    await log.append('person-second', 'PersonIntroduced');
    await log.append('meeting-april', ['MeetingScheduled', { date: '2010-04-14' }], ['AttendanceRecorded', { person: 'second' }]);
    await log.append('person-hill', ['PersonJoined', { other: 'second' }]);
    const { people } = await sheetOf(store);
    expect(people.filter(([name]) => name === 'Councillor Martin Hill OBE')).toEqual([
      ['Councillor Martin Hill OBE', ['present', 'present'], '2/2'],
    ]);
  });
});
