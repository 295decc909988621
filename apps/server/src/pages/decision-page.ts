import type { Effect, DecisionWhole } from '#registers/decision-register/one.js';
import type { AllocationKnown } from '#registers/allocations/queries.js';
import { divisionsOf } from '#views/divisions/divisions.js';
import { dateInWords, moneyInWords } from '#documents/figures.js';
import { howInWords } from '#documents/how.js';
import { actionCard } from './action.js';
import { divisionShown, missingInWords } from './division.js';
import { html, type Html, type Part } from './html.js';
import { aboutInWords } from './interests-page.js';
import { meetingName, meetingPage } from './meeting-frame.js';
import { decisionPath, inMinutes, sourceOf, type MeetingShown } from './meeting-shown.js';
import { itemOf } from './votes-page.js';
import { capital, knownAs, linked, listed, many, moment, notStated, tag } from './words.js';

/** How one decision came about and what followed: who was there, who might vote, what was declared, how it was taken, what is not stated. */
export const decisionPage = (shown: MeetingShown, decision: DecisionWhole): string => {
  const { here, path } = shown;
  const fact = shown.facts.get(decision.entry);
  return meetingPage(
    shown,
    null,
    `${capital(decision.kind)}: ${decision.item.heading ?? 'a decision'}`,
    html`<h1>${capital(decision.kind)}</h1>
      <p class="lede">${decision.words ?? notStated}</p>
      <p class="tags">${tag(decision.force, decision.force === 'in force' ? 'ok' : 'warn')} ${decision.implemented && tag('implemented', 'ok')} ${knownAs(fact?.known ?? 'stated')} <span class="soft">${fact && howInWords[fact.recorded]}</span></p>
      ${sourceOf(shown, decision.entry, decision.words)}
      <dl class="facts">
        <dt>Meeting</dt>
        <dd><a href="${here.to(path)}">${meetingName(shown)}</a>, <a href="${inMinutes(shown, decision.entry)}">item ${itemOf(decision)}</a></dd>
        ${decision.subjects.length > 0 && html`<dt>About</dt><dd>${listed(decision.subjects.map(({ name, replaces }) => [name ?? notStated, replaces !== null && html` <span class="soft">(replaces ${replaces})</span>`]))}</dd>`}
        <dt>Reason</dt>
        <dd>${decision.reason ?? notStated}</dd>
        ${decision.proposedBy !== null && html`<dt>Proposed by</dt><dd>${decision.proposedBy}</dd>`}
        ${decision.notedBy !== null && html`<dt>Noted by</dt><dd>${decision.notedBy}</dd>`}
        <dt>How it was taken</dt>
        <dd>${decision.method === 'not stated' ? notStated : decision.method} ${decision.methodKnown === 'inferred' && knownAs('inferred')}</dd>
        <dt>Not stated</dt>
        <dd>${decision.notStated.length === 0 ? 'nothing that was looked for' : listed([...new Set(decision.notStated.map(missingInWords))])}</dd>
      </dl>
      ${count(shown, decision)} ${present(shown, decision)} ${interests(shown, decision)} ${followed(shown, decision)} ${others(shown, decision)}`,
  );
};

const count = (shown: MeetingShown, { division }: DecisionWhole): Part => {
  if (division === null) return html`<h2>The count</h2><p class="soft">No vote is recorded with this decision.</p>`;
  const found = divisionsOf(shown.read.standing).divisions.find((one) => one.division === division.division);
  return found && html`<h2>The count</h2><section class="card">${divisionShown(shown, found)}</section>`;
};

const present = (shown: MeetingShown, { present: all, entitled, entry }: DecisionWhole): Html => {
  const roles = Map.groupBy(all, ({ role }) => role);
  const inferred = inferredRoles(shown);
  const known = (people: readonly { readonly person: string }[]) =>
    people.some(({ person }) => inferred.has(person)) && knownAs('inferred');
  return html`<h2>Who was there</h2>
    ${
      all.length === 0
        ? html`<p>${notStated}</p>`
        : html`<p>${many(all.length, 'person', 'people')} in the room when it was taken, ${entitled.length === 0 ? html`who might vote is ${notStated}` : `${entitled.length} of whom might vote`}.</p>
            <dl class="facts">
              ${[...roles].map(([role, people]) => html`<dt>${role === 'not stated' ? 'Role not stated' : capital(role)} (${people.length}) ${known(people)}</dt><dd>${listed(people.map(({ name }) => name ?? 'somebody unknown'))}</dd>`)}
              <dt>Might vote (${entitled.length}) ${known(entitled)}</dt>
              <dd>${entitled.length === 0 ? notStated : listed(entitled.map(({ name }) => name ?? 'somebody unknown'))}</dd>
            </dl>`
    }
    <p><a href="${shown.here.to(`${shown.path}/attendance`)}">How their attendance is recorded</a> <span class="soft">entry ${shown.facts.get(entry)?.revision ?? ''} of the meeting</span></p>`;
};

/** Whose role is read into the record. */
const inferredRoles = ({ read }: MeetingShown): ReadonlySet<string> =>
  new Set(
    read.standing
      .filter(({ type, data }) => type === 'AttendanceRecorded' && data.known === 'inferred')
      .map(({ data }) => data.person as string),
  );

const interests = (shown: MeetingShown, { interests: all }: DecisionWhole): Html =>
  html`<h2>Interests declared</h2>
    ${
      all.length === 0
        ? html`<p class="soft">None is recorded that touches it. That is silence, not a statement that there was none.</p>`
        : html`<ul class="plain">
            ${all.map((one) => html`<li>${one.name ?? notStated}, as ${one.as ?? notStated}; about ${aboutInWords(one)}; type ${one.class === 'unspecified' ? notStated : one.class}. ${one.withdrew ? 'Left the room.' : 'No withdrawal is recorded.'}${sourceOf(shown, one.entry)}</li>`)}
          </ul>`
    }`;

const followed = (shown: MeetingShown, { conditions, followed: what }: DecisionWhole): Html => {
  const { actions, allocations, effects, afterwards } = what;
  const nothing = actions.length + allocations.length + effects.length + afterwards.length + conditions.length === 0;
  return html`<h2>What followed</h2>
    ${nothing && html`<p class="soft">Nothing is recorded: no action, no money, no condition.</p>`}
    ${conditions.length > 0 && html`<h3>Conditions</h3><ul class="plain">${conditions.map(({ words, outcome }) => html`<li>${words ?? notStated} ${tag(outcome ?? 'open', outcome === 'met' ? 'ok' : 'warn')}</li>`)}</ul>`}
    ${allocations.length > 0 && html`<h3>Money</h3><ul class="plain">${allocations.map((one) => html`<li>${allocationInWords(one)}${sourceOf(shown, one.entry)}</li>`)}</ul>`}
    ${effects.length > 0 && html`<h3>Effects</h3><ul class="plain">${effects.map((one) => html`<li>${effect(shown, one)}${sourceOf(shown, one.entry)}</li>`)}</ul>`}
    ${actions.length > 0 && html`<h3>Actions</h3><ul class="cards">${actions.map((one) => actionCard(shown.here, one, { of: false }))}</ul>`}
    ${afterwards.length > 0 && html`<h3>Afterwards</h3><ul class="plain">${afterwards.map((one) => html`<li>${capital(one.what)}${one.words !== null && `: ${one.words}`} <span class="soft">${moment(one.recordedAt)}</span></li>`)}</ul>`}`;
};

export const allocationInWords = ({ amount, printed, source, purpose }: AllocationKnown): Part => [
  amount === null
    ? (printed ?? ['amount ', notStated])
    : [moneyInWords(amount), printed !== null && html` <span class="soft">(printed “${printed}”)</span>`],
  ' from ',
  source ?? ['a source ', notStated],
  purpose !== null && ` for ${purpose}`,
];

type Detail = {
  readonly criteria?: readonly (string | null)[];
  readonly members?: readonly { readonly person: string | null; readonly printed: string | null }[];
  readonly proposedBy?: string | null;
  readonly version?: number | null;
  readonly on?: string | null;
};
const effect = (shown: MeetingShown, one: Effect): Part => {
  const detail = (one.detail ?? {}) as Detail;
  const later = shown.here.meeting(one.ofMeeting);
  const who = one.printed ?? one.name;
  return [
    capital(one.what),
    one.words !== null && `: ${one.words}`,
    who !== null && ` – ${who}${one.name !== null && one.name !== who ? ` (${one.name})` : ''}`,
    one.ofDate !== null && [' ', linked(later && shown.here.to(later), dateInWords(one.ofDate))],
    typeof detail.version === 'number' && `, version ${detail.version}`,
    detail.proposedBy ? `; proposed by ${detail.proposedBy}` : null,
    detail.criteria &&
      detail.criteria.length > 0 &&
      html`<br />To reflect: ${detail.criteria.map((words) => words ?? 'not stated').join('; ')}`,
    detail.members &&
      detail.members.length > 0 &&
      html`<br />Members: ${detail.members.map(({ printed, person }) => printed ?? shown.name(person) ?? 'not stated').join(', ')}`,
  ];
};

const others = (shown: MeetingShown, { entry }: DecisionWhole): Part => {
  const place = shown.decisions.findIndex((one) => one.entry === entry);
  const [before, after] = [shown.decisions[place - 1], shown.decisions[place + 1]];
  const way = (text: string, one: typeof before) => {
    const path = one && decisionPath(shown, one.entry);
    return path && html`<a href="${shown.here.to(path)}">${text}: ${one.kind}</a>`;
  };
  const ways = [way('Decision before', before), way('Decision after', after)].filter(Boolean);
  return html`<nav class="pager" aria-label="Decisions of this meeting"><span class="soft">Decision ${place + 1} of ${shown.decisions.length}</span> ${ways.map((one): Part => [' · ', one])}</nav>`;
};
