import type { ActionKnown, ActionReport, DueKnown, OwnerKnown } from '#registers/action-tracker/queries.js';
import type { Here } from './here.js';
import { html, type Html, type Part } from './html.js';
import { day, linked, listed, moment, notStated, source, tag, withDates } from './words.js';

/** One action as promised: its words, who answers for it, by when, how it stands, and on a click all that led here. */
export const actionCard = (here: Here, action: ActionKnown, { of = true }: { of?: boolean } = {}): Html =>
  html`<li class="action" id="t-${action.entry}">
    <p class="what">${action.number !== null && html`<strong>${action.number}.</strong> `}${action.wording ?? notStated}</p>
    <p class="tags">${statusTag(action)} ${owners(action)}</p>
    <dl class="line">
      <div><dt>Due</dt><dd>${dueInWords(action.due)}${firstDue(action)}</dd></div>
      ${action.performers.length > 0 && html`<div><dt>Done by</dt><dd>${listed(action.performers.map(ownerInWords))}</dd></div>`}
      ${of && html`<div><dt>From</dt><dd>${from(here, action)}</dd></div>`}
    </dl>
    ${action.findings.map(({ says, because }) => html`<p class="finding">${tag('finding', 'warn')} ${says}${because !== '' && html` <span class="soft">${withDates(because)}</span>`}</p>`)}
    ${behind(here, action)}
  </li>`;

export const statusTag = ({ status }: ActionKnown): Html =>
  tag(status, status === 'overdue' ? 'warn' : status === 'completed' ? 'ok' : 'plain');

/** Whoever answers for it, or that nobody is named. */
export const owners = ({ owners: all, assigned, ownersPrinted }: ActionKnown): Part => {
  if (all.length === 0) return assigned === 'named' ? (ownersPrinted ?? 'unassigned') : assigned;
  return listed(all.map(ownerInWords));
};

/** `CA (Chris Allison)`: as printed, and as the book knows them. */
export const ownerInWords = ({ printed, name, kind }: OwnerKnown): Part => {
  const which = kind === 'role' || kind === 'group' ? ` (a ${kind})` : kind === 'unresolved' ? ' (nobody in the book)' : '';
  if (printed === null) return `${name ?? 'somebody unknown'}${which}`;
  return name === null || name === printed ? `${printed}${which}` : `${printed} (${name})`;
};

export const dueInWords = (due: DueKnown | null): Part => {
  if (due === null) return notStated;
  if (due.kind === 'standing') return due.printed ?? 'standing, without an end';
  if (due.kind === 'meeting') return [due.printed ?? 'at a meeting', due.date === null ? ' (no date yet)' : [', ', day(due.date)]];
  if (due.date === null) return due.printed ?? notStated;
  return [day(due.date), due.printed !== null && html` <span class="soft">(${due.printed})</span>`];
};

/** As first agreed, where it is another than today's. */
const firstDue = ({ due, firstDue: first }: ActionKnown): Part => {
  const isSame = due?.date === first?.date && due?.printed === first?.printed && due?.kind === first?.kind;
  return !isSame && html` <span class="soft">(first agreed: ${dueInWords(first)})</span>`;
};

const from = (here: Here, { board, meeting, ids, item, entry }: ActionKnown): Part => {
  const path = here.meeting(ids.meeting);
  const where = [board ?? 'a board', ', ', meeting === null ? day(null) : [day(meeting.slice(0, 10)), meeting.slice(10)]];
  return [linked(path && here.to(`${path}#e-${entry}`), where), item !== null && item.label !== null && `, item ${item.label}`];
};

/** The decision it arises from, what a printed list says otherwise, and every change since with who asked for it. */
const behind = (here: Here, action: ActionKnown): Part => {
  const path = here.meeting(action.ids.meeting);
  const differing = action.listings.filter(({ compared }) => compared === 'substantive' || compared === 'typographic');
  return [
    source(
      action.entry,
      action.decision?.words ?? action.wording,
      path && here.to(`${path}#e-${action.entry}`),
      action.decision === null ? 'Arises from no recorded decision' : 'The decision it arises from',
    ),
    (differing.length > 0 || action.history.length > 0) &&
      html`<details class="source" id="h-${action.entry}">
        <summary>What became of it</summary>
        <ol class="history">
          ${differing.map((one) => html`<li>Printed in “${one.heading ?? 'a list'}” as: “${one.wording ?? notStated}” ${one.ownersPrinted !== null && `– ${one.ownersPrinted}`} (${one.compared === 'typographic' ? 'differs in typing only' : 'differs in substance'}${one.settledFor !== null && `; the wording of the ${one.settledFor} stands`})</li>`)}
          ${action.history.map((one) => html`<li>${report(one)}</li>`)}
        </ol>
      </details>`,
  ];
};

const report = ({ what, by, words, reason, due, owners: now, recordedAt }: ActionReport): Part => [
  html`<strong>${what}</strong>`,
  due !== null && [', now due ', dueInWords(due)],
  now !== null && [', now with ', now.length === 0 ? 'nobody' : listed(now.map(ownerInWords))],
  by !== null && ` – ${by}`,
  words !== null && html`: “${words}”`,
  reason !== null && ` (${reason})`,
  html` <span class="soft">${moment(recordedAt)}</span>`,
];
