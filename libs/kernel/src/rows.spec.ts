import fc from 'fast-check';
import { expect, it } from '@jest/globals';
import { eventId } from './ids.js';
import { entriesOf, rowsOf } from './rows.js';

const stream = 'meeting-3f2b6c1e-0000-4000-8000-000000000001';
const command = fc.constantFrom('3f2b6c1e-0000-4000-8000-00000000000a', '3f2b6c1e-0000-4000-8000-00000000000b');
const any = fc.record({
  position: fc.nat(9),
  type: fc.constantFrom('ItemListed', 'NoteRecorded'),
  id: fc.uuid(),
  stream: fc.constantFrom(stream, 'minutes-1'),
  revision: fc.nat(9),
  command,
  actor: fc.constantFrom('clerk', 'chair'),
  recorded: fc.constantFrom('live', 'afterwards', 'printed'),
  recordedAt: fc.constantFrom('2026-03-10T10:00:00.000Z', '2026-03-10T10:00:01.000Z'),
  enteredAt: fc.option(fc.constant('2026-03-10T10:00:00.000Z')),
  occurred: fc.option(fc.record({ after: fc.uuid() })),
  data: fc.dictionary(fc.constantFrom('words', 'item'), fc.option(fc.oneof(fc.string(), fc.uuid()))),
  correctedBy: fc.option(fc.uuid()),
} as const);

it('rows hold what the entries hold', () =>
  fc.assert(fc.property(fc.array(any), (entries) => expect(entriesOf(rowsOf(entries as never))).toEqual(entries))));

it('what goes on from the entry before is left out', () => {
  const entry = (revision: number, place: number) => ({
    position: 40 + revision,
    type: 'NoteRecorded',
    id: eventId(stream, '3f2b6c1e-0000-4000-8000-00000000000a', place),
    stream,
    revision,
    command: '3f2b6c1e-0000-4000-8000-00000000000a',
    actor: 'clerk',
    recorded: 'live',
    recordedAt: '2026-03-10T10:00:00.000Z',
    enteredAt: null,
    occurred: null,
    data: {},
  });
  const { rest } = rowsOf([entry(3, 0), entry(4, 1), entry(5, 2)] as never);
  expect(rest.map((one) => Object.keys(one).length)).toEqual([8, 0, 0]);
});
