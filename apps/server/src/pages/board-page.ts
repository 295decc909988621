import type { MeetingKnown, Sitting } from '#registers/book/queries.js';
import type { FindingKnown } from '#registers/findings/queries.js';
import { saidInWords } from '#shell/columns/findings.js';
import type { BoardShown } from './boards-page.js';
import { missingCount } from './boards-page.js';
import type { Here } from './here.js';
import { html, type Html, type Part } from './html.js';
import { documentOf } from './layout.js';
import { meetingName, minutesTag, statusTag } from './meeting-frame.js';
import { day, many, notStated, shortened, source, tag, withDates } from './words.js';

export type BoardPageShown = BoardShown & {
  /** Meetings known by mention only. */
  readonly mentioned: readonly Sitting[];
};

/** A board's meetings, and what is missing from its record. */
export const boardPage = (here: Here, shown: BoardPageShown): string => {
  const { board, meetings, mentioned } = shown;
  return documentOf({
    title: board.name ?? 'A board',
    crumbs: [['Boards', '/']],
    place: here,
    body: html`<h1>${board.name ?? 'A board without a name'}</h1>
      <p class="lede">${board.aliases.length > 0 && `Also called ${board.aliases.join(', ')}. `}Quorum: ${board.quorum ?? notStated}.</p>
      <p><a href="${here.to('/registers/attendance', { board: name(shown) })}">Attendance</a> · <a href="${here.to('/decisions', { board: name(shown) })}">Decisions</a> · <a href="${here.to('/actions', { board: name(shown) })}">Actions</a></p>
      <h2>Meetings</h2>
      ${meetings.length === 0 ? html`<p class="soft">None is recorded.</p>` : meetingList(here, shown)}
      ${mentioned.length > 0 && mentions(mentioned)} ${missing(here, shown)}`,
  });
};

const name = ({ board }: BoardPageShown): string => board.name ?? board.board;

/** The newest first. */
const meetingList = (here: Here, shown: BoardPageShown): Html =>
  html`<ul class="cards">
    ${[...shown.meetings].reverse().map((meeting) => meetingCard(here, shown, meeting))}
  </ul>`;

const meetingCard = (here: Here, { missing }: BoardPageShown, meeting: MeetingKnown): Html => {
  const path = here.meeting(meeting.meeting)!;
  const open = [...missing.conditionsOpen, ...missing.untracked, ...missing.actionNumbersSkipped, ...missing.others].filter(
    (one) => one.meeting === meeting.meeting,
  ).length;
  return html`<li id="m-${meeting.meeting}">
    <h3><a href="${here.to(path)}">${meetingName({ meeting })}</a></h3>
    ${(meeting.kind !== null || meeting.place !== null) && html`<p class="soft">${[meeting.kind, meeting.start, meeting.place].filter((one) => one !== null).join(' · ')}</p>`}
    <p class="tags">${statusTag(meeting.status)} ${minutesTag({ meeting, here })} ${open > 0 && html`<a href="${here.to(`${path}/findings`)}">${tag(`${open} to look at`, 'warn')}</a>`}</p>
  </li>`;
};

const mentions = (mentioned: readonly Sitting[]): Html =>
  html`<h3>Known by mention only</h3>
    <ul class="plain">
      ${mentioned.map(({ date, mentioned: words, label }) => html`<li>${day(date)}${label !== null && ` (${label})`}${words !== null && html` <span class="soft">“${words}”</span>`}</li>`)}
    </ul>`;

const missing = (here: Here, shown: BoardPageShown): Html => {
  const { minutesNotApproved, conditionsOpen, untracked, actionNumbersSkipped, others } = shown.missing;
  return html`<h2 id="missing">What is missing <span class="count">${missingCount(shown.missing)}</span></h2>
    ${missingCount(shown.missing) === 0 && html`<p class="soft">Nothing: minutes are approved, conditions met, agreements followed up.</p>`}
    ${
      minutesNotApproved.length > 0 &&
      html`<h3>${many(minutesNotApproved.length, 'meeting')} whose minutes were never approved</h3>
        <ul class="plain">
          ${minutesNotApproved.map((meeting) => html`<li><a href="${here.to(here.meeting(meeting.meeting)!)}">${meetingName({ meeting })}</a></li>`)}
        </ul>`
    }
    ${entries(here, conditionsOpen, (n) => `${many(n, 'condition')} open`)}
    ${entries(here, untracked, (n) => `${many(n, 'agreement or request', 'agreements or requests')} without action`)}
    ${entries(here, actionNumbersSkipped, (n) => `${many(n, 'action number')} missed out`)}
    ${entries(here, others, (n) => `${n} other${n === 1 ? '' : 's'}`)}`;
};

const entries = (here: Here, all: readonly FindingKnown[], title: (count: number) => string): Part =>
  all.length > 0 &&
  html`<h3>${title(all.length)}</h3>
    <ul class="plain">
      ${all.map((one) => html`<li id="x-${one.entry}-${one.code}">${entry(here, one)}</li>`)}
    </ul>`;

const entry = (here: Here, one: FindingKnown): Part => {
  const path = here.meeting(one.meeting);
  const words = saidInWords(one);
  const day = one.meetingName?.slice(0, 10) ?? null;
  return [
    html`${words === '' ? one.says : shortened(words)} `,
    path !== null && html`<a href="${here.to(`${path}#e-${one.entry}`)}">${day === null ? 'the meeting' : whenOf(day)}</a>`,
    words !== '' && source(`${one.entry}-${one.code}`, `${one.says} ${withDates(one.because)} “${words}”`, null, 'Why it is listed'),
  ];
};
const whenOf = (date: string): Html => day(date);
