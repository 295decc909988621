import type { BoardKnown, MeetingKnown } from '#registers/book/queries.js';
import type { Missing } from '#registers/findings/missing.js';
import type { Here } from './here.js';
import { html, type Html, type Part } from './html.js';
import { documentOf } from './layout.js';
import { statusTag } from './meeting-frame.js';
import { day, many, tag } from './words.js';

export type BoardShown = { readonly board: BoardKnown; readonly meetings: readonly MeetingKnown[]; readonly missing: Missing };

/** The boards of this book: when each met last, when it meets next, and how much is left to do about its record. */
export const boardsPage = (here: Here, boards: readonly BoardShown[]): string =>
  documentOf({
    title: 'Boards',
    here: '/',
    place: here,
    body: html`<h1>Boards</h1>
      ${
        boards.length === 0
          ? empty
          : html`<ul class="cards">
              ${boards.map((one) => card(here, one))}
            </ul>`
      }`,
  });

const empty = html`<p class="lede">This book holds no board yet.</p>
  <p>Establish one at <a href="/desk">the secretary’s desk</a>, bring a meeting in from a file with <code>minutebook import</code>, or post entries to <a href="/api">the interface for programs</a>.</p>`;

const card = (here: Here, { board, meetings, missing }: BoardShown): Html => {
  const open = missingCount(missing);
  return html`<li id="b-${board.board}">
    <h2><a href="${here.to(here.board(board.board) ?? '/')}">${board.name ?? 'A board without a name'}</a></h2>
    ${board.aliases.length > 0 && html`<p class="soft">Also called ${board.aliases.join(', ')}</p>`}
    <p>${many(meetings.length, 'meeting')}${lastAndNext(here, meetings)}</p>
    <p class="tags">${meetings.filter(({ status }) => status === 'open').map(() => statusTag('open'))} ${open === 0 ? tag('nothing missing', 'ok') : tag(`${open} to look at`, 'warn')}</p>
  </li>`;
};

const lastAndNext = (here: Here, meetings: readonly MeetingKnown[]): Part => {
  const held = meetings.findLast(({ status }) => status !== 'scheduled');
  const next = meetings.find(({ status, date }) => status === 'scheduled' && date !== null && date >= here.moment.on);
  const to = (one: MeetingKnown) => html`<a href="${here.to(here.meeting(one.meeting)!)}">${day(one.date)}</a>`;
  return [held && [', the latest on ', to(held)], next && ['; the next on ', to(next)]];
};

export const missingCount = ({ minutesNotApproved, conditionsOpen, untracked, actionNumbersSkipped, others }: Missing): number =>
  [minutesNotApproved, conditionsOpen, untracked, actionNumbersSkipped, others].reduce((sum, { length }) => sum + length, 0);
