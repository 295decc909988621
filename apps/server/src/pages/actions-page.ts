import type { ActionKnown } from '#registers/action-tracker/queries.js';
import type { BoardKnown } from '#registers/book/queries.js';
import { actionCard } from './action.js';
import type { Here } from './here.js';
import { html, type Html, type Part } from './html.js';
import { documentOf } from './layout.js';
import { many } from './words.js';

export type ActionsShown = {
  readonly here: Here;
  readonly boards: readonly BoardKnown[];
  readonly board: BoardKnown | null;
  readonly who: string | null;
  /** Whom the book knows by that name or those initials. */
  readonly meant: readonly string[];
  readonly show: 'open' | 'done' | 'all';
  readonly own: readonly ActionKnown[];
  readonly others: readonly ActionKnown[];
};

/** What one person owes over all boards, first; what everybody owes, second. */
export const actionsPage = (shown: ActionsShown): string => {
  const { here, who, own, others } = shown;
  return documentOf({
    title: who === null ? 'Actions' : `Actions of ${who}`,
    here: '/actions',
    place: here,
    body: html`<h1>${who === null ? 'Actions' : `Actions of ${who}`}</h1>
      ${filter(shown)}
      ${who !== null && [whoIsIt(shown), list(here, own, `Nothing ${showing[shown.show]} is owed by ${who}.`), html`<h2>Everybody else’s</h2>`]}
      ${list(here, others, others.length + own.length === 0 ? `No actions ${showing[shown.show]}.` : 'None.')}`,
  });
};

const showing = { open: 'still to be done', done: 'that is done with', all: 'at all' } as const;

const whoIsIt = ({ who, meant }: ActionsShown): Part => {
  if (meant.length === 0)
    return html`<p class="lede">The book knows nobody called ${who}. What is printed just so is shown all the same.</p>`;
  if (meant.length === 1 && meant[0] === who) return null;
  return html`<p class="lede">${who} is ${meant.join(', or ')}.</p>`;
};

const list = (here: Here, all: readonly ActionKnown[], none: string): Html =>
  all.length === 0
    ? html`<p class="soft">${none}</p>`
    : html`<p class="soft">${counted(all)}</p>
        <ul class="cards">
          ${overdueFirst(all).map((one) => actionCard(here, one))}
        </ul>`;

const overdueFirst = (all: readonly ActionKnown[]) =>
  [...all].sort((a, b) => Number(b.status === 'overdue') - Number(a.status === 'overdue'));
const counted = (all: readonly ActionKnown[]): string => {
  const overdue = all.filter(({ status }) => status === 'overdue').length;
  return `${many(all.length, 'action')}${overdue > 0 ? `, ${overdue} overdue` : ''}.`;
};

const filter = ({ here, boards, board, who, show }: ActionsShown): Html =>
  html`<form class="filter" method="get">
    ${hiddenMoment(here)}
    <label>Whose <input name="who" value="${who ?? ''}" placeholder="Name or initials" autocomplete="name" /></label>
    ${boards.length > 1 && html`<label>Board <select name="board">${option('', 'All boards', board === null)}${boards.map((one) => option(one.name ?? one.board, one.name ?? 'A board', board === one))}</select></label>`}
    <label>Show <select name="show">${option('open', 'Still to be done', show === 'open')}${option('done', 'Done with', show === 'done')}${option('all', 'All', show === 'all')}</select></label>
    <button>Show</button>
  </form>`;

export const option = (value: string, text: string, selected: boolean): Html =>
  html`<option value="${value}" ${selected && html` selected`}>${text}</option>`;
export const hiddenMoment = ({ asked }: Here): Part =>
  Object.entries(asked).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`);
