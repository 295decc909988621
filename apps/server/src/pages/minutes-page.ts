import { minutesArticle } from '#documents/minutes-html.js';
import type { MinutesChanges } from '#shell/minutes-changes.js';
import { howInWords } from '#documents/how.js';
import { changesSection } from './changes-section.js';
import type { FactShown } from './facts.js';
import { owners, statusTag } from './action.js';
import { html, made, type Html, type Part } from './html.js';
import { meetingPage } from './meeting-frame.js';
import { decisionPath, type MeetingShown } from './meeting-shown.js';
import { papersSection } from './papers-section.js';
import { day, knownAs, linked, notStated } from './words.js';

/** The minutes, and below each line what was recorded with it. */
export const minutesPage = (shown: MeetingShown, changes: MinutesChanges | null): string => {
  const { open } = shown;
  const told = new Set<string>();
  const beneath = (entries: readonly string[]) =>
    recordedBeneath(
      shown,
      entries.filter((entry) => !told.has(entry) && told.add(entry)),
    );
  const article = made(minutesArticle(open, { level: 2, beneath }));
  return meetingPage(
    shown,
    'minutes',
    open.title.join(' – '),
    html`${forReport(shown)}${papersSection(shown)}${changes && changesSection(shown, changes)}<div class="columns">${beside(shown)}${article}</div>`,
  );
};

/** What was promised for this meeting and is still to be done: each leads to all that is known of it. */
const forReport = ({ here, forReport: due }: MeetingShown): Part =>
  due.length > 0 &&
  html`<section class="screen" id="for-report">
    <h2>For report at this meeting <span class="count">${due.length}</span></h2>
    <ul class="plain">
      ${due.map((one) => html`<li><a href="${here.to(`/actions#t-${one.entry}`)}">${one.number !== null && `${one.number}. `}${one.wording ?? notStated}</a> <span class="soft">${owners(one)}, raised on ${day(one.meeting?.slice(0, 10) ?? null)}</span> ${statusTag(one)}</li>`)}
    </ul>
  </section>`;

const beside = ({ open, here, path }: MeetingShown): Html =>
  html`<aside class="screen">
    ${
      open.items.length > 0 &&
      html`<details class="toc" id="toc">
        <summary>Items</summary>
        <nav aria-label="Items">
          <ol>
            ${open.items.map(({ label, heading, entries }) => html`<li><a href="#e-${entries[0]}"><span class="label">${label ?? '·'}</span> <span>${heading}</span></a></li>`)}
          </ol>
        </nav>
      </details>`
    }
    <p class="documents">As a document: ${documents.map(([form, name], n): Part => [n > 0 && ' · ', html`<a href="${here.to(`${path}.${form}`)}">${name}</a>`])}</p>
  </aside>`;
const documents = [
  ['html', 'to print'],
  ['md', 'Markdown'],
  ['json', 'JSON'],
] as const;

/** What has consequences. All else is its own sentence: of that only what is inferred, put right or late is told. */
const consequential = new Set([
  'DecisionRecorded',
  'ConditionSet',
  'AllocationMade',
  'DelegatedApprovalEndorsed',
  'SubGroupEstablished',
  'SubGroupMemberNamed',
  'InvitationExtended',
  'MinutesApproved',
  'DecisionTakenUp',
  'CorrectionAgreed',
  'VoteRecorded',
  'OptionVoteRecorded',
  'CastingVoteGiven',
  'ActionRaised',
  'ActionReported',
  'InterestDeclared',
]);

const recordedBeneath = (shown: MeetingShown, entries: readonly string[]): string => {
  const facts = entries.flatMap((entry) => shown.facts.get(entry) ?? []).filter((fact) => consequential.has(fact.type) || isOdd(fact));
  if (facts.length === 0) return '';
  return html`<details class="recorded" id="r-${facts[0]!.entry}">
    <summary>${summaryOf(facts)}</summary>
    <ul>
      ${facts.map((fact) => html`<li>${line(shown, fact)}</li>`)}
    </ul>
  </details>`.markup;
};
/** The lists of those present say themselves what is inferred of them, once for all. */
const isOdd = ({ putRight, late, known, type }: FactShown) => putRight || late || (known === 'inferred' && type !== 'AttendanceRecorded');

const summaryOf = (facts: readonly FactShown[]): Part => {
  const names = facts.filter(({ type }) => consequential.has(type)).map(({ what }) => what);
  const marks = [
    facts.some(({ known }) => known === 'inferred') && 'partly inferred',
    facts.some(({ putRight }) => putRight) && 'put right',
    facts.some(({ late }) => late) && 'recorded late',
  ];
  return [
    [...new Set(names.length > 0 ? names : facts.map(({ what }) => what))].join(' · '),
    marks.filter(Boolean).map((mark) => html` <span class="tag warn">${mark}</span>`),
  ];
};

const line = (shown: MeetingShown, fact: FactShown): Part => {
  const { here, meeting } = shown;
  const path = fact.type === 'DecisionRecorded' ? decisionPath(shown, fact.entry) : null;
  return [
    linked(path && here.to(path), fact.what),
    ' ',
    knownAs(fact.known),
    html` <span class="soft">${howInWords[fact.recorded]}${fact.occurred !== null && `, ${fact.occurred}`}</span>`,
    fact.putRight && html` – <a href="${here.to('/audit', { stream: `meeting-${meeting.meeting}` })}">put right</a>`,
  ];
};
