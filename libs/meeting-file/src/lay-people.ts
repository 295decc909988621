import { text } from '#kernel/text.js';
import { symbol } from './draft.js';
import { maybeText } from './fact.js';
import type { ListSaid, PersonSaid } from './grammar.js';
import { howOf, isInferred, remarkOn } from './how.js';
import { putOff } from './late.js';
import { withInitials } from '#domain/printed/names.js';
import type { Asks, How, Paper } from './paper.js';
import { organisationIn } from './roster.js';

type Role = Asks<'RecordAttendance'>['role'];

/** A printed list of those present, and everybody in it. */
export const layList = (said: ListSaid, outer: How, paper: Paper) => {
  const how = howOf(said, outer, said.line, paper);
  const role = said.role ?? 'not stated';
  const because = isInferred(said, 'role');
  const known = because === undefined ? ('stated' as const) : ('inferred' as const);
  const list = said.heading ? headed() : null;
  for (const person of said.people ?? []) present(person, { role, known, list }, how, paper);

  function headed() {
    const place = paper.next();
    const listId = symbol('list', place);
    paper.add(place, how, 'HeadList', { listId, heading: text(said.heading!.words), role, known, because: maybeText(because ?? null) });
    remarkOn(place, said, how, paper, ['role']);
    return listId;
  }
};

type InList = { readonly role: Role; readonly known: 'stated' | 'inferred'; readonly list: string | null };
const present = ({ name, said }: PersonSaid, { role, known, list }: InList, outer: How, paper: Paper) => {
  const from = paper.drafts.length;
  const place = paper.next();
  const { name: printed, initials } = withInitials(name.words);
  const person = paper.person({ words: printed, line: name.line });
  const came = said?.arrived ?? said?.occurred ?? null;
  const how = howOf({ recorded: said?.recorded ?? null, occurred: came }, outer, name.line, paper);
  paper.add(place, how, 'RecordAttendance', {
    person,
    role: said?.role ?? role,
    attends: said?.attends ?? null,
    known: said?.role ? 'stated' : known,
    list,
    printed: text(printed),
    initials: initials === null ? null : text(initials),
    ...attendsFor(said, paper),
  });
  if (said) remarkOn(place, said, how, paper);
  stoodIn(said, person, how, paper);
  if (came) putOff(from, came.when, came.line, paper);
  if (said?.left) departed(said.left, person, how, paper);
};
const departed = ({ when, line }: NonNullable<NonNullable<PersonSaid['said']>['left']>, person: string, how: How, paper: Paper) => {
  const from = paper.drafts.length;
  paper.add(paper.next(), { ...how, occurred: paper.when(when, line) }, 'RecordDeparture', { person });
  putOff(from, when, line, paper);
};
const stoodIn = (said: PersonSaid['said'], person: string, how: How, paper: Paper) => {
  const absent = said?.['substituted for'];
  if (!absent) return;
  paper.add(paper.next(), how, 'RecordSubstitution', {
    person,
    for: paper.person(absent),
    printed: text(`substituted for ${absent.words}`),
    notified: said.notified && { on: said.notified.on, at: said.notified.at },
  });
};

const attendsFor = (said: PersonSaid['said'], paper: Paper) => ({
  of: maybeText(said?.of ?? null),
  organisation: said?.of ? (organisationIn(paper.board, said.of.words) ?? paper.organisations.get(said.of.words) ?? null) : null,
});

export const layApology = ({ name, said }: PersonSaid, outer: How, paper: Paper) => {
  const { name: printed } = withInitials(name.words);
  const how = howOf(said, outer, name.line, paper);
  paper.add(paper.next(), how, 'RecordApology', {
    person: paper.person({ words: printed, line: name.line }),
    printed: text(printed),
    ...attendsFor(said, paper),
    item: paper.item || null,
    sic: maybeText(said?.sic ?? null),
  });
};
