import type { Fact } from '#kernel/entry.js';
import { openApology, openAttendee, openRoster } from '#documents/open-minutes.js';
import type { OpenAgendaItem } from '#documents/open-agenda.js';
import { besideTheirLike } from '#views/minutes/order.js';
import { apologiesOf, attendeeOf, rostersOf } from '#views/minutes/rosters.js';
import { factsOf, known } from '../projection.js';
import { agenda } from './agenda.js';
import { type Meeting, type Printed, readerOf, type Row, rowsOf } from './rows.js';

type Comers = ReturnType<typeof comersIn>;
type Comer = Comers[number];
type Substitutions = readonly Extract<Comer, { type: 'SubstitutionRecorded' }>[];
const comersIn = (meeting: Meeting) => factsOf(meeting, 'ListHeaded', 'AttendanceRecorded', 'ArrivalRecorded', 'SubstitutionRecorded');

/** `lists`: how often each is headed. */
type Present = { followed: number; rows: Row[]; readonly arrived: Set<string>; readonly lists: Map<string, number> };
const presentSoFar = known((_: Meeting): Present => ({ followed: 0, rows: [], arrived: new Set(), lists: new Map() }));

/** Who is recorded as there joins those who were, where that says nothing of anybody else. */
export const present = known((meeting: Meeting): readonly Row[] => {
  const comers = comersIn(meeting);
  const held = presentSoFar(meeting);
  const joining: Row[] = [];
  let isLonger = held.followed > 0;
  for (; held.followed < comers.length; held.followed++) {
    const comer = comers[held.followed]!;
    isLonger &&= isOneMore(comer, held);
    note(comer, held);
    if (isLonger && comer.type === 'AttendanceRecorded') joining.push(...attending(meeting, comer));
  }
  if (isLonger) held.rows.push(...joining);
  else held.rows = [...all(meeting, comers)];
  return held.rows;
});

const note = ({ type, data }: Comer, { arrived, lists }: Present): void => {
  if (type === 'ArrivalRecorded') arrived.add(data.person);
  if (type === 'ListHeaded') lists.set(data.listId, (lists.get(data.listId) ?? 0) + 1);
};
const isOneMore = (comer: Comer, { arrived, lists }: Present): boolean => {
  if (isPlaced(comer)) return false;
  if (comer.type === 'ListHeaded') return !lists.has(comer.data.listId);
  if (comer.type !== 'AttendanceRecorded') return false;
  const { person, list } = comer.data;
  return !arrived.has(person) && (list === null || (lists.get(list) ?? 0) <= 1);
};
const isPlaced = ({ entry: { occurred } }: Fact): boolean => occurred !== null && ('before' in occurred || 'after' in occurred);

const attending = (meeting: Meeting, fact: Extract<Comer, { type: 'AttendanceRecorded' }>): readonly Row[] => {
  const { line, of, entries } = openAttendee(
    attendeeOf(fact, besideTheirLike(factsOf(meeting, 'SubstitutionRecorded')) as Substitutions),
    readerOf(meeting),
  );
  return rowsOf(meeting, 'present', [person('present', line, of, entries, null)]);
};

const all = (meeting: Meeting, comers: Comers): readonly Row[] => {
  const people = rostersOf(besideTheirLike(comers)).flatMap((roster) => openRoster(roster, readerOf(meeting)).people);
  return rowsOf(
    meeting,
    'present',
    people.map(({ line, of, entries }) => person('present', line, of, entries, null)),
  );
};

type Apologies = { items: unknown; followed: number; rows: Row[] };
const apologiesSoFar = known((_: Meeting): Apologies => ({ items: null, followed: 0, rows: [] }));

export const apologies = known((meeting: Meeting): readonly Row[] => {
  const sent = factsOf(meeting, 'ApologyRecorded');
  const items = agenda(meeting);
  const held = apologiesSoFar(meeting);
  if (held.items !== items) Object.assign(held, { items, followed: 0, rows: [] });
  held.rows.push(...rowsOf(meeting, 'apology', apologiesIn(meeting, sent.slice(held.followed), items)));
  held.followed = sent.length;
  return held.rows;
});

const apologiesIn = (meeting: Meeting, sent: readonly Fact[], items: ReadonlyMap<string, OpenAgendaItem>): readonly Printed[] => {
  const ids = new Set(items.keys());
  return sent.flatMap((fact) => {
    const item = (fact.data as { readonly item: string | null }).item;
    const of = item !== null && ids.has(item) ? item : null;
    return apologiesOf([fact], ids, of).map((one) => {
      const { line, of: whom, entries } = openApology(one, readerOf(meeting));
      return person('apology', line, whom, entries, of === null ? null : items.get(of)!);
    });
  });
};

const person = (
  kind: 'present' | 'apology',
  line: string,
  of: string | null,
  entries: readonly string[],
  item: OpenAgendaItem | null,
): Printed => ({ kind, words: of === null ? line : `${line}, ${of}`, entries, item });
