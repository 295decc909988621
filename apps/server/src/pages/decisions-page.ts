import type { BoardKnown } from '#registers/book/queries.js';
import type { DecisionKnown } from '#registers/decision-register/queries.js';
import { hiddenMoment, option } from './actions-page.js';
import type { Here } from './here.js';
import { html, type Html, type Part } from './html.js';
import { documentOf } from './layout.js';
import { capital, day, linked, many, notStated, tag } from './words.js';
import { itemOf } from './votes-page.js';

export type DecisionsShown = {
  readonly here: Here;
  readonly boards: readonly BoardKnown[];
  readonly board: BoardKnown | null;
  readonly kind: string | null;
  readonly kinds: readonly string[];
  readonly decisions: readonly DecisionKnown[];
};

/** What was decided, the newest meeting first, each leading to how it came about. */
export const decisionsPage = (shown: DecisionsShown): string => {
  const { here, decisions } = shown;
  const meetings = [...Map.groupBy(decisions, ({ meetingId }) => meetingId).values()].sort((a, b) =>
    (a[0]!.meeting ?? '') < (b[0]!.meeting ?? '') ? 1 : -1,
  );
  return documentOf({
    title: 'Decisions',
    here: '/decisions',
    place: here,
    body: html`<h1>Decisions</h1>
      ${filter(shown)}
      <p class="soft">${many(decisions.length, 'decision')} of ${many(meetings.length, 'meeting')}.</p>
      ${meetings.map((all) => ofMeeting(here, all))}`,
  });
};

const filter = ({ here, boards, board, kind, kinds }: DecisionsShown): Html =>
  html`<form class="filter" method="get">
    ${hiddenMoment(here)}
    ${boards.length > 1 && html`<label>Board <select name="board">${option('', 'All boards', board === null)}${boards.map((one) => option(one.name ?? one.board, one.name ?? 'A board', one === board))}</select></label>`}
    <label>Kind <select name="kind">${option('', 'All kinds', kind === null)}${kinds.map((one) => option(one, capital(one), one === kind))}</select></label>
    <button>Show</button>
  </form>`;

const ofMeeting = (here: Here, all: readonly DecisionKnown[]): Html => {
  const { board, meeting, meetingId } = all[0]!;
  const path = here.meeting(meetingId);
  return html`<section>
    <h2>${linked(path && here.to(path), meeting === null ? day(null) : [day(meeting.slice(0, 10)), meeting.slice(10)])} <span class="soft">${board}</span></h2>
    <ul class="decisions">
      ${all.map((one) => html`<li>${decision(here, path, one)}</li>`)}
    </ul>
  </section>`;
};

const decision = (here: Here, path: string | null, one: DecisionKnown): Part => [
  linked(path !== null && one.revision !== null ? here.to(`${path}/decisions/${one.revision}`) : null, capital(one.kind)),
  one.force !== 'in force' && [' ', tag(one.force, 'warn')],
  html`<span class="words">${one.words ?? notStated}</span> <span class="soft">Item ${itemOf(one)}${one.method === 'not stated' ? '; how it was taken is not stated' : `; by ${one.method}`}</span>`,
];
