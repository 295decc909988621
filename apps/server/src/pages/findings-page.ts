import type { FindingKnown } from '#registers/findings/queries.js';
import { ruleInWords } from '#shell/rule-in-words.js';
import { html, type Html, type Part } from './html.js';
import { meetingPage, nothing } from './meeting-frame.js';
import { inMinutes, sourceOf, type MeetingShown } from './meeting-shown.js';
import { capital, knownAs, listed, shortened, tag, withDates } from './words.js';

/** What the rules found, where the record disagrees with itself, what it leaves to do, and, apart, what nobody stated. */
export const findingsPage = (shown: MeetingShown): string => {
  const of = (kind: FindingKnown['kind']) => shown.findings.filter((one) => one.kind === kind);
  return meetingPage(
    shown,
    'findings',
    'Findings',
    html`${group(shown, 'Findings', 'What a rule found in the record. Nothing was changed by it.', of('finding'), 'The rules found nothing.')}
      ${group(shown, 'Disagreements', 'Where the record says two things.', of('discrepancy'), null)}
      ${group(shown, 'Missing', 'What the record leaves open and somebody may still do.', of('missing'), null)}
      <h2>Not stated</h2>
      <p class="soft">Neither zero nor none: the record does not say, and no rule was broken by that.</p>
      ${notStatedAtAll(shown)} ${groups(shown, of('not stated'))} ${inferred(shown)}`,
  );
};

const group = (shown: MeetingShown, title: string, says: string, all: readonly FindingKnown[], none: string | null): Part => {
  if (all.length === 0) return none !== null && html`<h2>${title}</h2>${nothing(none)}`;
  return html`<h2>${title} <span class="count">${all.length}</span></h2>
    <p class="soft">${says}</p>
    ${groups(shown, all)}`;
};

/** The same finding on several entries is told once. */
const groups = (shown: MeetingShown, all: readonly FindingKnown[]): Part =>
  all.length > 0 &&
  html`<ul class="cards">
    ${[...Map.groupBy(all, ({ code }) => code).values()].map((same) => card(shown, same))}
  </ul>`;

const card = (shown: MeetingShown, same: readonly FindingKnown[]): Html =>
  html`<li>
    <h3>${same[0]!.says}</h3>
    <p class="soft">${ruleInWords(same[0]!.source)}</p>
    <ul class="plain">
      ${same.map((one) => html`<li id="f-${one.entry}-${one.code}">${place(shown, one)}${one.because !== '' && html` ${withDates(one.because)}`}${allowed(one)}${sourceOf(shown, one.entry)}</li>`)}
    </ul>
  </li>`;

const place = (shown: MeetingShown, { entry, words: said }: FindingKnown): Part => {
  const fact = shown.facts.get(entry);
  if (!fact) return null;
  const words = said ?? fact.sentence;
  return html`<a href="${inMinutes(shown, entry)}">${capital(fact.what)}</a>${words !== null && html`<span class="words">${shortened(words)}</span>`} ${fact.known === 'inferred' && knownAs('inferred')}`;
};
const allowed = ({ overridden }: FindingKnown): Part =>
  overridden !== null && html` ${tag('allowed')} ${overridden.reason !== null && `“${overridden.reason}”`}`;

const notStatedAtAll = ({ open }: MeetingShown): Part => {
  const places = Map.groupBy(open.notStated, ({ where }) => where);
  if (places.size === 0) return nothing('Nothing that minutes usually state is left out.');
  return html`<ul class="plain">
    ${[...places].map(([where, all]) => html`<li>${where === null ? 'Of the meeting' : `Under ${where}`}: ${listed([...new Set(all.map(({ what }) => what))])}.</li>`)}
  </ul>`;
};

const inferred = (shown: MeetingShown): Part => {
  const all = [...shown.facts.values()].filter(({ known, type }) => known === 'inferred' && type !== 'AttendanceRecorded');
  return (
    all.length > 0 &&
    html`<h2>Inferred <span class="count">${all.length}</span></h2>
      <p class="soft">Read into the record by whoever recorded it; the words themselves do not say it.</p>
      <ul class="plain">
        ${all.map((fact) => html`<li id="x-${fact.entry}">${fact.what}${sourceOf(shown, fact.entry)}</li>`)}
      </ul>`
  );
};
