import { fold } from '#kernel/fold.js';
import { entitledNow, presentNow } from '#domain/meeting/presence.js';
import { meeting as decider } from '#domain/meeting/index.js';
import { divisionsOf } from '#views/divisions/divisions.js';
import { html, type Html, type Part } from './html.js';
import { documentOf } from './layout.js';
import type { MeetingShown } from './meeting-shown.js';
import { day, linked, tag } from './words.js';

export type Section = 'minutes' | 'attendance' | 'interests' | 'votes' | 'findings';

/** What the pages of one meeting have in common: its name, how far it has come, and the way between them. */
export const meetingPage = (shown: MeetingShown, section: Section | null, title: string, body: Html): string => {
  const { here, board, meeting } = shown;
  return documentOf({
    title: `${title} – ${board.name ?? 'Board'}`,
    place: here,
    follows: `meeting-${meeting.meeting}`,
    crumbs: [
      ['Boards', '/'],
      [board.name ?? 'Board', here.board(board.board) ?? '/'],
      ...(section === null ? [[meetingName(shown), shown.path] as const] : []),
    ],
    body: section === null ? body : html`${heading(shown)} ${sections(shown, section)} ${body}`,
  });
};

export const meetingName = ({ meeting: { date, name, label } }: Pick<MeetingShown, 'meeting'>): Part => {
  const nth = name === null || name === date ? null : ` ${name.slice((date ?? '').length).trim()}`;
  return date === null ? html`Meeting${label && ` ${label}`}, ${day(null)}` : html`${day(date)}${nth}`;
};

const heading = (shown: MeetingShown): Html => {
  const { meeting, unfinished, path } = shown;
  const where = [meeting.kind && `${meeting.kind} meeting`, meeting.start, meeting.place].filter((one) => one !== null);
  return html`<h1>Meeting of ${meetingName(shown)}</h1>
    ${where.length > 0 && html`<p class="lede">${where.join(' · ')}</p>`}
    <p class="tags" id="status">${statusTag(meeting.status)} ${minutesTag(shown)}</p>
    <p class="documents screen"><a href="/desk${path}">At the secretary’s desk</a> · <a href="${shown.here.to(`/replay${path}`)}">Through time</a></p>
    ${unfinished !== null && html`<p class="notice warn">Import unfinished: a run that recorded this meeting from a file was cut off. Import the same file again to finish it.</p>`}
    ${(meeting.status === 'open' || meeting.status === 'adjourned') && room(shown)}`;
};

const statuses = { scheduled: 'to come', open: 'in progress', adjourned: 'adjourned', closed: 'closed', held: 'held' } as const;
export const statusTag = (status: MeetingShown['meeting']['status']): Html => tag(statuses[status], status === 'open' ? 'ok' : 'plain');

export const minutesTag = ({ meeting, here }: Pick<MeetingShown, 'meeting' | 'here'>): Part => {
  const { status, version, putRight, approvedBy } = meeting.minutes;
  const of = version === null ? '' : `, version ${version}`;
  if (status === 'not drafted')
    return tag(meeting.status === 'closed' || meeting.status === 'held' ? 'minutes not approved' : 'minutes not drafted');
  if (status === 'draft') return tag('minutes in draft');
  if (status === 'circulated')
    return [tag(`minutes circulated${of}`), putRight && [' ', tag('put right since, not yet sent again', 'warn')]];
  const later = here.meeting(approvedBy?.meeting ?? null);
  return [tag(`minutes approved${of}`, 'ok'), approvedBy?.on && [' on ', linked(later && here.to(later), day(approvedBy.on))]];
};

/** What the person presiding wants to know at every moment. */
const room = ({ read }: MeetingShown): Html => {
  const state = fold(decider, read.standing);
  const present = presentNow(state).length;
  const voting = entitledNow(state).length;
  const quorum = state.orders?.quorum ?? null;
  const enough =
    quorum !== null && (voting >= quorum ? `Quorum is ${quorum}: there is a quorum.` : `Quorum is ${quorum}: there is no quorum.`);
  return html`<p class="notice" id="room">In the room now: ${present}, of whom ${voting} may vote. ${enough || 'What the quorum is, is not stated.'} This page grows while the meeting is recorded.</p>`;
};

const sections = (shown: MeetingShown, here: Section): Html => {
  const { open, decisions, interests, findings, path } = shown;
  const present = open.present.reduce((sum, { people }) => sum + people.length, 0);
  const undecided = divisionsOf(shown.read.standing).divisions.filter((vote) => vote.decisions.length === 0);
  const found = findings.filter(({ kind }) => kind !== 'not stated').length;
  const all: readonly (readonly [Section, string, number | null])[] = [
    ['minutes', 'Minutes', null],
    ['attendance', 'Attendance', present],
    ['interests', 'Interests', interests.length],
    ['votes', 'Decisions and votes', decisions.length + undecided.length],
    ['findings', 'Findings', found],
  ];
  return html`<nav class="sections" aria-label="This meeting">
    <ul>
      ${all.map(([section, text, count]) => html`<li><a href="${shown.here.to(section === 'minutes' ? path : `${path}/${section}`)}" ${section === here && html` aria-current="page"`}>${text}${count !== null && html` <span class="count">${count}</span>`}</a></li>`)}
    </ul>
  </nav>`;
};

export const nothing = (sentence: string): Html => html`<p class="soft">${sentence}</p>`;
