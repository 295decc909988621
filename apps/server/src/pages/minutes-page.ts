import { minutesArticle } from '#documents/minutes-html.js';
import type { FactShown } from './facts.js';
import { html, made, type Html, type Part } from './html.js';
import { meetingPage } from './meeting-frame.js';
import { decisionPath, type MeetingShown } from './meeting-shown.js';
import { howInWords, knownAs, linked } from './words.js';

/** The minutes, and below each line what was recorded with it. */
export const minutesPage = (shown: MeetingShown): string => {
  const { open } = shown;
  const article = made(minutesArticle(open, { level: 2, beneath: (entries) => recordedBeneath(shown, entries) }));
  return meetingPage(shown, 'minutes', open.title.join(' – '), html`<div class="columns">${beside(shown)}${article}</div>`);
};

const beside = ({ open, here, path }: MeetingShown): Html =>
  html`<aside class="screen">
    ${
      open.items.length > 0 &&
      html`<details class="toc" id="toc">
        <summary>Items</summary>
        <nav aria-label="Items">
          <ol>
            ${open.items.map(({ label, heading, entries }) => html`<li><a href="#e-${entries[0]}">${label !== null && html`<span class="label">${label}</span> `}${heading}</a></li>`)}
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

/** Narrative decides nothing, and is its own sentence: what can be asked of it is only whether it was put right, and when it was said. */
const narrative = new Set([
  'WordsRecorded',
  'NoteRecorded',
  'AdviceGiven',
  'DiscussionRecorded',
  'PointMade',
  'NilReturned',
  'SubjectNamed',
  'MeetingOpened',
  'MeetingClosed',
  'ItemTaken',
]);

const recordedBeneath = (shown: MeetingShown, entries: readonly string[]): string => {
  const facts = entries.flatMap((entry) => shown.facts.get(entry) ?? []).filter((fact) => !narrative.has(fact.type) || isOdd(fact));
  if (facts.length === 0 || facts.every(isPlainPresence)) return '';
  return html`<details class="recorded" id="r-${facts[0]!.entry}">
    <summary>${summaryOf(facts)}</summary>
    <ul>
      ${facts.map((fact) => html`<li>${line(shown, fact)}</li>`)}
    </ul>
  </details>`.markup;
};
const isOdd = ({ putRight, occurred, known }: FactShown) => putRight || occurred !== null || known === 'inferred';
/** Two lists of names need no list of facts below each name: the attendance page has them. */
const isPlainPresence = (fact: FactShown) => ['AttendanceRecorded', 'ApologyRecorded'].includes(fact.type) && !fact.putRight;

const summaryOf = (facts: readonly FactShown[]): Part => {
  const names = facts.filter(({ type }) => !narrative.has(type)).map(({ what }) => what);
  const marks = [facts.some(({ known }) => known === 'inferred') && 'partly inferred', facts.some(({ putRight }) => putRight) && 'put right'];
  return [[...new Set(names.length > 0 ? names : facts.map(({ what }) => what))].join(' · '), marks.filter(Boolean).map((mark) => html` <span class="tag warn">${mark}</span>`)];
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
