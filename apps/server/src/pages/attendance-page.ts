import type { Fact } from '#kernel/entry.js';
import { attendanceOf, type Attending, type End, type Stay } from '#views/attendance/attendance.js';
import { clockTime } from '#documents/figures.js';
import type { OpenApology, OpenPerson } from '#documents/open-model.js';
import { howInWords } from '#documents/how.js';
import { html, type Html, type Part } from './html.js';
import { meetingPage, nothing } from './meeting-frame.js';
import { sourceOf, type MeetingShown } from './meeting-shown.js';
import { knownAs, many, notStated, tag } from './words.js';

/** Who was there, in which role, from when to when; who sent apologies; each with the line that says so. */
export const attendancePage = (shown: MeetingShown): string => {
  const { people, present, voting } = attendanceOf(shown.read.standing);
  const known = new Map(people.map((one) => [one.person, one]));
  const apologies = [...shown.open.apologies, ...shown.open.items.flatMap((item) => item.apologies)];
  return meetingPage(
    shown,
    'attendance',
    'Attendance',
    html`<h2>Present</h2>
      <p>${many(present, 'person', 'people')}, ${voting} of them ${voting === 1 ? 'as a voting member' : 'as voting members'}. Apologies from ${apologies.length}. ${chair(shown)}</p>
      <p class="screen"><a href="/replay${shown.path}?open=pictures">In pictures: who was in the room, item by item</a></p>
      ${present === 0 && nothing('Nobody is recorded as present.')}
      ${present > 0 && table(shown, known)}
      <h2>Apologies</h2>
      ${apologies.length === 0 ? nothing('No apologies are recorded.') : absent(shown, apologies, known)}`,
  );
};

type Known = ReadonlyMap<string, Attending>;

const table = (shown: MeetingShown, known: Known): Html =>
  html`<table class="stack">
    <caption>
      Under the headings of the record
    </caption>
    <thead>
      <tr><th scope="col">Name</th><th scope="col">For</th><th scope="col">Role</th><th scope="col">There</th><th scope="col">Recorded</th></tr>
    </thead>
    ${shown.open.present.filter((list) => list.people.length > 0).map((list) => roster(shown, list.heading, list.people, known))}
  </table>`;

const roster = (shown: MeetingShown, heading: string, people: readonly OpenPerson[], known: Known): Html =>
  html`<tbody>
    <tr class="group"><th scope="rowgroup" colspan="5">${heading.replace(/:$/, '')} <span class="count">${people.length}</span></th></tr>
    ${people.map((one) => attendee(shown, one, known.get(one.person)))}
  </tbody>`;

const attendee = (shown: MeetingShown, one: OpenPerson, attending: Attending | undefined): Html => {
  const fact = shown.facts.get(one.entries[0]!);
  const role = attending?.role ?? one.role;
  return html`<tr id="p-${one.entries[0]}">
    <th scope="row">${one.line}${attending && attending.apologies.length > 0 && html` ${tag('had sent apologies')}`}</th>
    <td data-label="For">${one.of ?? notStated}</td>
    <td data-label="Role">${role === 'not stated' ? notStated : role} ${knownAs(one.provenance)}</td>
    <td data-label="There">${stays(shown, attending?.stays ?? [])}</td>
    <td data-label="Recorded">${fact && howInWords[fact.recorded]}${sourceOf(shown, one.entries[0]!)}</td>
  </tr>`;
};

const absent = (shown: MeetingShown, apologies: readonly OpenApology[], known: Known): Html =>
  html`<table class="stack">
    <caption>Who sent apologies</caption>
    <thead>
      <tr><th scope="col">Name</th><th scope="col">For</th><th scope="col">Substitute</th><th scope="col">Recorded</th></tr>
    </thead>
    <tbody>
      ${apologies.map((one) => {
        const fact = shown.facts.get(one.entries[0]!);
        const substitute = known.get(one.person)?.substitutedBy ?? null;
        return html`<tr id="a-${one.entries[0]}">
          <th scope="row">${one.line}</th>
          <td data-label="For">${one.of ?? notStated}</td>
          <td data-label="Substitute">${substitute === null ? 'none recorded' : (shown.name(substitute) ?? notStated)}</td>
          <td data-label="Recorded">${fact && howInWords[fact.recorded]} ${knownAs(fact?.known ?? 'stated')}${sourceOf(shown, one.entries[0]!)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;

const chair = ({ read, name, facts }: MeetingShown): Part => {
  const taken = read.standing.findLast((fact): fact is Fact<string, { person?: string; to?: string }> =>
    ['ChairTaken', 'ChairHandedOver'].includes(fact.type),
  );
  const person = taken?.data.person ?? taken?.data.to ?? null;
  if (!taken || person === null) return ['Who was in the chair: ', notStated, '.'];
  return [`In the chair: ${name(person) ?? 'somebody unknown'} `, knownAs(facts.get(taken.entry.id)?.known ?? 'stated'), '.'];
};

const stays = (shown: MeetingShown, all: readonly Stay[]): Part =>
  all.map((stay, n) => html`${n > 0 && html`<br />`}${stayInWords(shown, stay, n === 0)}`);

const ways = { withdrew: 'withdrew', left: 'left', 'changed role': 'changed role', 'came again': 'came again' } as const;
const stayInWords = (shown: MeetingShown, { from, until, role }: Stay, first: boolean): string => {
  const fact = shown.facts.get(from.entry);
  const came = fact?.type === 'AttendanceRecorded' ? 'from the start' : `${first ? 'arrived' : 'back'}${endInWords(shown, from)}`;
  const as = first ? '' : ` as ${role}`;
  if (until === null && fact?.recorded === 'printed' && fact.type === 'AttendanceRecorded') return 'no coming or going is recorded';
  return until === null ? `${came}${as} to the end` : `${came}${as}, ${ways[until.how]}${endInWords(shown, until)}`;
};
const endInWords = ({ open }: MeetingShown, { at }: End): string => (at === null ? '' : ` at ${clockTime(at, open.meeting.zone)}`);
