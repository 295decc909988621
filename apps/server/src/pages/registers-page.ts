import type { Cell as Value } from '#documents/table.js';
import type { Sheet, Cell } from '#registers/attendance-sheet/queries.js';
import type { BoardKnown } from '#registers/book/queries.js';
import { hiddenMoment, option } from './actions-page.js';
import type { Here } from './here.js';
import { html, type Html, type Part } from './html.js';
import { documentOf } from './layout.js';
import { registerTables, type RegisterName, type RegisterRead, type RowShown } from '#shell/columns/register-tables.js';
import { day, linked, many, notStated, tag, withDates } from './words.js';

/** What is read from many meetings. */
export const registersPage = (here: Here): string =>
  documentOf({
    title: 'Registers',
    here: '/registers',
    place: here,
    body: html`<h1>Registers</h1>
      <p class="lede">Each is read from the one log, and can be taken along as a table (CSV).</p>
      <ul class="cards">
        ${Object.entries(registerTables).map(([name, { title, says }]) => html`<li><h2><a href="${here.to(`/registers/${name}`)}">${title}</a></h2><p>${says}</p><p><a href="${here.to(`/registers/${name}.csv`)}">CSV<span class="hidden"> of ${title}</span></a></p></li>`)}
      </ul>`,
  });

export type RegisterShown = {
  readonly here: Here;
  readonly name: RegisterName;
  readonly boards: readonly BoardKnown[];
  readonly board: BoardKnown | null;
  readonly table: RegisterRead;
  /** Of the register of attendance: one sheet a board. */
  readonly sheets: readonly Sheet[];
};

export const registerPage = (shown: RegisterShown): string => {
  const { here, name, board, table, sheets } = shown;
  const { title, says } = registerTables[name];
  const csv = here.to(`/registers/${name}.csv`, { board: board?.name ?? undefined });
  return documentOf({
    title,
    here: '/registers',
    place: here,
    crumbs: [['Registers', '/registers']],
    body: html`<h1>${title}</h1>
      <p class="lede">${says}</p>
      ${filter(shown)}
      <p>${name !== 'attendance' && html`<span class="soft">${many(table.rows.length, 'row')}.</span> `}<a href="${csv}">Take it along as CSV</a></p>
      ${name === 'attendance' ? sheets.map((sheet) => sheetShown(here, sheet, sheets.length > 1)) : tableShown(here, table, title)}`,
  });
};

const filter = ({ here, boards, board }: RegisterShown): Part =>
  boards.length > 1 &&
  html`<form class="filter" method="get">
    ${hiddenMoment(here)}
    <label>Board <select name="board">${option('', 'All boards', board === null)}${boards.map((one) => option(one.name ?? one.board, one.name ?? 'A board', one === board))}</select></label>
    <button>Show</button>
  </form>`;

/** A column that says nothing, or one board's name in every row, is left to the CSV. */
const tableShown = (here: Here, { headings, rows }: RegisterRead, title: string): Html => {
  if (rows.length === 0) return html`<p class="soft">Nothing is recorded.</p>`;
  const saysSomething = (heading: string, n: number) => {
    const said = new Set(rows.map(({ cells }) => cells[n]));
    return heading === 'Board' ? said.size > 1 : [...said].some((value) => value !== '');
  };
  const shown = headings.flatMap((heading, n) => (saysSomething(heading, n) ? [{ heading, n }] : []));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
    <table class="stack">
      <thead>
        <tr>${shown.map(({ heading }) => html`<th scope="col">${heading}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${shown.map(({ heading, n }) => html`<td data-label="${heading}">${cell(here, heading, row.cells[n] ?? null, row)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
};

const cell = (here: Here, heading: string, value: Value, { meeting, entry }: RowShown): Part => {
  if (heading === 'Because' && typeof value === 'string') return withDates(value);
  if (heading !== 'Meeting') return heading === 'Due' && typeof value === 'string' ? dated(value) : inWords(value);
  const path = here.meeting(meeting);
  return linked(path && here.to(entry === null ? path : `${path}#e-${entry}`), value === null ? day(null) : dated(`${value}`));
};
/** `2010-01-20 (2)`: what follows the date stays as it is printed. */
const dated = (value: string): Part => {
  const [, date, rest] = /^((?:\d{4}|XXXX)(?:-\d\d){0,2})((?: \(.*)?)$/s.exec(value) ?? [];
  return date === undefined ? value : [day(date), rest];
};
const inWords = (value: Value): Part => (value === null ? notStated : typeof value === 'boolean' ? (value ? 'yes' : 'no') : value);

const sheetShown = (here: Here, { boardName: name, meetings, people }: Sheet, named: boolean): Html =>
  html`${named && html`<h2>${name ?? 'A board'}</h2>`}
    ${people.length === 0 ? html`<p class="soft">No attendance is recorded.</p>` : sheet(here, meetings, people, name ?? 'A board')}`;

const sheet = (here: Here, meetings: Sheet['meetings'], people: Sheet['people'], name: string): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="Attendance of ${name}">
    <table class="sheet">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">There</th>
          ${meetings.map((one) => html`<th scope="col">${linked(here.meeting(one.meeting) && here.to(`${here.meeting(one.meeting)}/attendance`), one.name === null ? day(null) : [day(one.name.slice(0, 10)), one.name.slice(10)])}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${people.map((one) => html`<tr><th scope="row">${one.name ?? notStated}<br /><span class="soft">${one.appointedAs ?? 'appointment not stated'}</span></th><td>${one.present} of ${one.of}</td>${one.cells.map((mark) => html`<td>${markInWords(mark)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;

const markInWords = ({ status, role, attends, substitute, standsInFor, apology }: Cell): Part => {
  if (status === null) return html`<span class="soft">–<span class="hidden"> not expected</span></span>`;
  if (status === 'absent') return tag('absent', 'warn');
  if (status === 'apology') return 'apology';
  if (status === 'substitute sent') return `apology; substitute ${substitute ?? 'not named'}`;
  return [
    tag('present', 'ok'),
    html` <span class="soft">${role === null || role === 'not stated' ? 'role not stated' : role}${attends === 'remotely' && ', remotely'}${standsInFor !== null && `, for ${standsInFor}`}${apology && ', had sent apologies'}</span>`,
  ];
};
