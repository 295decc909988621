import { divisionsOf } from '#views/divisions/divisions.js';
import type { DecisionKnown } from '#registers/decision-register/queries.js';
import { howInWords } from '#documents/how.js';
import { divisionShown } from './division.js';
import { html, type Html, type Part } from './html.js';
import { meetingPage, nothing } from './meeting-frame.js';
import { decisionPath, sourceOf, type MeetingShown } from './meeting-shown.js';
import { capital, knownAs, linked, many, notStated } from './words.js';

/** Every decision of a meeting and how it was taken; every vote with its count, as far as stated. */
export const votesPage = (shown: MeetingShown): string => {
  const { divisions } = divisionsOf(shown.read.standing);
  return meetingPage(
    shown,
    'votes',
    'Decisions and votes',
    html`<h2>Decisions</h2>
      ${shown.decisions.length === 0 ? nothing('No decision is recorded.') : decisions(shown)}
      <h2>${divisions.length === 0 ? 'Votes' : many(divisions.length, 'vote')}</h2>
      ${divisions.length === 0 && nothing('No vote is recorded.')}
      ${divisions.map((one) => html`<section class="card"><h3>${itemName(shown, one.item)}</h3>${divisionShown(shown, one)}</section>`)}`,
  );
};

const itemName = ({ open }: MeetingShown, id: string): string => {
  const item = open.items.find((one) => one.item === id);
  if (!item) return 'A vote';
  return item.label === null ? item.heading : `Item ${item.label}: ${item.heading}`;
};

const decisions = (shown: MeetingShown): Html =>
  html`<table class="stack">
    <caption>In the order of the record: ${shown.decisions.length}</caption>
    <thead>
      <tr><th scope="col">Decision</th><th scope="col">Item</th><th scope="col">How it was taken</th><th scope="col">Recorded</th></tr>
    </thead>
    <tbody>
      ${shown.decisions.map((one) => row(shown, one))}
    </tbody>
  </table>`;

const row = (shown: MeetingShown, one: DecisionKnown): Html => {
  const path = decisionPath(shown, one.entry);
  const fact = shown.facts.get(one.entry);
  return html`<tr id="n-${one.entry}">
    <th scope="row">${linked(path && shown.here.to(path), capital(one.kind))}<span class="words">${one.words ?? notStated}</span></th>
    <td data-label="Item">${itemOf(one)}</td>
    <td data-label="How it was taken">${one.method === 'not stated' ? notStated : one.method} ${one.methodKnown === 'inferred' && knownAs('inferred')}</td>
    <td data-label="Recorded">${fact && howInWords[fact.recorded]} ${knownAs(fact?.known ?? 'stated')}${sourceOf(shown, one.entry, one.words)}</td>
  </tr>`;
};

export const itemOf = ({ item }: Pick<DecisionKnown, 'item'>): Part =>
  item.label === null ? stated(item.heading) : `${item.label}. ${item.heading ?? ''}`;
const stated = (text: string | null): Part => text ?? notStated;
