import { linesOf } from '#views/minutes/minutes.js';
import type { Apology, Attendee, Item, Line, Minutes, PriorityAction, PrintedList, Roster, Sitting } from '#views/minutes/model.js';
import type { Role } from '#domain/shapes.js';
import { dateInWords } from './figures.js';
import { itemName, openAgendaItem } from './open-agenda.js';
import type { OpenAction, OpenItem, OpenLine, OpenList, OpenMinutes, OpenPerson, OpenRoster } from './open-model.js';
import { asSigned, inWords, readSaid, type Reader, type Shown } from './reader.js';
import { dueInWords, ownerInWords, ownersInWords, plain, speak, type Speaker } from './speak.js';
import { statusInWords } from './status.js';

/** The minutes with their words opened for one reader: what every document of them prints. Unknowns are null. */
export const openMinutes = (minutes: Minutes, reader: Reader, shown: Shown): OpenMinutes => {
  const speaker: Speaker = { ...reader, held: minutes.held };
  const { sitting, status } = minutes;
  return {
    format: 'minutebook/minutes-1',
    shown,
    status: {
      entries: status.entries,
      state: status.state,
      version: status.version,
      approved: status.approved,
      sentence: statusInWords(status, reader),
    },
    title: sitting.title.length > 0 ? sitting.title.map((words) => inWords(reader.open(words))) : untitled(minutes, reader),
    meeting: openSitting(sitting, reader),
    present: minutes.present.map((roster) => openRoster(roster, reader)),
    apologies: minutes.apologies.map((apology) => openApology(apology, reader)),
    opening: minutes.opening.map((line) => openLine(line, speaker)),
    items: minutes.items.map((item) => openItem(item, minutes.items, speaker)),
    closing: minutes.closing.map((line) => openLine(line, speaker)),
    lists: minutes.lists.map((list) => openList(list, speaker)),
    actions: minutes.actions.map((action) => openAction(action, minutes, speaker)),
    notStated: placed(minutes.notStated, minutes.items, reader),
    inferred: placed(minutes.inferred, minutes.items, reader),
    checkpoint: minutes.checkpoint && asSigned(reader.open(minutes.checkpoint)),
  };
};

const openSitting = ({ entries, board, date, start, end, zone, place, kind, label }: Sitting, reader: Reader): OpenMinutes['meeting'] => ({
  entries,
  board,
  date,
  start,
  end,
  zone,
  place: place && inWords(reader.open(place)),
  kind,
  label,
});

const untitled = ({ sitting }: Minutes, reader: Reader) => {
  const board = sitting.board === null ? 'a meeting' : inWords(reader.name(sitting.board, 'board'));
  const name = `Minutes of ${board}${sitting.date === null ? '' : `, ${dateInWords(sitting.date)}`}${sitting.label === null ? '' : ` (${sitting.label})`}`;
  const held = [sitting.place && inWords(reader.open(sitting.place)), sitting.start].filter(Boolean).join(', ');
  return held === '' ? [name] : [name, held];
};

const byRole: Record<Role, string> = {
  'voting member': 'Present',
  'non-voting member': 'Non-voting members',
  observer: 'Observers',
  officer: 'Officers',
  adviser: 'Advisers',
  presenter: 'Presenters',
  guest: 'Guests',
  clerk: 'Clerk',
  public: 'Public',
  press: 'Press',
  'not stated': 'Also present',
};

export const openRoster = ({ entries, heading, role, provenance, because, people }: Roster, reader: Reader): OpenRoster => ({
  entries,
  heading: heading === null ? byRole[role] : inWords(reader.open(heading)),
  role,
  provenance,
  because: because && inWords(reader.open(because)),
  people: people.map((one) => openAttendee(one, reader)),
});

export const openAttendee = (one: Attendee, reader: Reader): OpenPerson => {
  const initials = one.initials && inWords(reader.open(one.initials));
  const substitute = one.substitute && substituting(one.substitute, reader);
  const name = one.printed === null ? inWords(reader.name(one.person, 'person')) : inWords(reader.open(one.printed));
  const line = [
    name,
    initials !== null && !name.includes(`(${initials})`) ? `(${initials})` : null,
    substitute !== null && !name.includes(substitute) ? substitute : null,
    one.remote ? '(attending remotely)' : null,
    one.late ? '(arrived later)' : null,
  ];
  return { ...known(one), name, initials, substitute, of: ofWhom(one, reader), line: line.filter((part) => part !== null).join(' ') };
};
const known = ({ entries, person, role, provenance, late, remote }: Attendee) => ({ entries, person, role, provenance, late, remote });
const substituting = ({ for: absent, printed }: NonNullable<Attendee['substitute']>, reader: Reader) =>
  printed === null ? `substituting for ${inWords(reader.name(absent, 'person'))}` : inWords(reader.open(printed));
const ofWhom = ({ of, organisation }: Pick<Attendee, 'of' | 'organisation'>, reader: Reader) => {
  if (of !== null) return inWords(reader.open(of));
  return organisation === null ? null : inWords(reader.name(organisation, 'organisation'));
};

export const openApology = (one: Apology, reader: Reader) => ({
  entries: one.entries,
  person: one.person,
  line: one.printed === null ? inWords(reader.name(one.person, 'person')) : inWords(reader.open(one.printed)),
  of: ofWhom(one, reader),
});

const openItem = (item: Item, items: readonly Item[], speaker: Speaker): OpenItem => ({
  ...openAgendaItem(item, items, speaker),
  apologies: item.apologies.map((apology) => openApology(apology, speaker)),
  lines: item.lines.map((line) => openLine(line, speaker)),
});

type OpenBullet = (bullet: Line, speaker: Speaker) => OpenLine;
/**
 * @param openBullet for whoever keeps the bullets that he has opened
 * @throws never: words that are gone say so in their place
 */
export const openLine = (line: Line, speaker: Speaker, openBullet?: OpenBullet): OpenLine => {
  const spoken = speak(line.parts, speaker);
  const runs =
    leadsIn(line) && !/[.:;!?]$/.test(plain(spoken)) ? [...spoken, { text: ':', strong: spoken.at(-1)?.strong ?? false }] : spoken;
  return {
    entries: line.entries,
    kind: line.kind,
    emphasis: line.emphasis,
    text: plain(runs),
    runs,
    bullets: line.bullets.map((bullet) => (openBullet ?? openLine)(bullet, speaker)),
    provenance: line.provenance,
    recorded: line.recorded,
  };
};
/** A colon before a list is printed, not recorded. */
const leadsIn = ({ bullets }: Line) =>
  bullets.some(({ kind, parts }) => kind !== 'detail' || parts.every((part) => typeof part === 'object' && 'said' in part));

export const openList = ({ entries, heading, lines }: PrintedList, speaker: Speaker): OpenList => ({
  entries,
  heading: inWords(speaker.open(heading)),
  lines: lines.map((one) => ({
    entries: one.entries,
    label: one.label,
    runs: speak([{ said: one.words }, { owners: { printed: one.ownersPrinted, owners: [], assigned: 'named' } }], speaker),
    compared: one.compared,
    settled: one.settled && {
      stands: one.settled.stands,
      by: one.settled.by && inWords(speaker.name(one.settled.by, 'person')),
      reason: one.settled.reason && inWords(speaker.open(one.settled.reason)),
    },
  })),
});

const openAction = (action: PriorityAction, minutes: Minutes, speaker: Speaker): OpenAction => {
  const from = action.decision?.entry ?? null;
  const source = from === null ? undefined : linesOf(minutes).find(({ entries }) => entries.includes(from));
  const owners = ownersInWords(action.owners, speaker);
  return {
    entry: action.entry,
    action: action.action,
    label: action.label,
    item: action.item,
    itemName: action.item === null ? null : itemName(action.item, minutes.items, speaker),
    words: withoutOwners(readSaid(action.words, speaker.held, speaker.open), owners),
    owners: owners === '' ? null : owners,
    performers: action.performers.map((one) => ownerInWords(one, speaker)),
    due: action.due && dueInWords(action.due, speaker),
    decision: action.decision && { ...action.decision, sentence: source ? plain(speak(source.parts, speaker)) : null },
    arises: action.arises,
    disputed: action.disputed,
  };
};
/** A table has a column for the owner: the dash and the owner that the printed words end with are left to it. */
const withoutOwners = (words: string, owners: string) => {
  if (owners === '' || !words.endsWith(owners)) return words;
  const before = words.slice(0, -owners.length);
  return /\s*[-–—]\s*$/.test(before) ? before.replace(/\s*[-–—]\s*$/, '') : words;
};

const placed = <T extends { readonly item: string | null }>(all: readonly T[], items: readonly Item[], reader: Reader) =>
  all.map((one) => ({ ...one, where: one.item === null ? null : itemName(one.item, items, reader) }));
