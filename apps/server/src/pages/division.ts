import type { Division, ForAndAgainst, OnOptions } from '#views/divisions/divisions.js';
import type { Count, Result } from '#views/divisions/result.js';
import { heldWords } from '#views/minutes/held.js';
import { readSaid } from '#documents/reader.js';
import type { Said } from '#kernel/said.js';
import { html, type Html, type Part } from './html.js';
import { sourceOf, type MeetingShown } from './meeting-shown.js';
import { capital, listed, many, notStated, tag } from './words.js';

/** One vote: the question, how it was taken, the count as far as stated, what came of it, who might vote and who voted how. */
export const divisionShown = (shown: MeetingShown, division: Division): Html => {
  const said = saidIn(shown);
  return html`<div class="division" id="d-${division.entry}">
    ${division.question !== null && html`<p class="question">${said(division.question)}</p>`}
    ${division.of === 'options' ? options(division, said) : forAndAgainst(division)}
    <dl class="facts">
      <dt>How</dt>
      <dd>${division.method === 'not stated' ? notStated : division.method}</dd>
      ${division.of === 'for and against' && casting(shown, division)}
      <dt>Who might vote</dt>
      <dd>${division.entitled.length === 0 ? notStated : [many(division.entitled.length, 'person', 'people'), ': ', listed(division.entitled.map((id) => shown.name(id) ?? 'somebody unknown'))]}</dd>
      <dt>Who voted how</dt>
      <dd>${division.named.length === 0 ? html`${notStated}; never made from the count` : named(shown, division)}</dd>
      ${division.notStated.length > 0 && html`<dt>Not stated</dt><dd>${listed(division.notStated.map(missingInWords))}</dd>`}
    </dl>
    ${sourceOf(shown, division.entry)}
  </div>`;
};

const missing: Readonly<Record<string, string>> = {
  method: 'how it was taken',
  names: 'who voted how',
  abstained: 'how many abstained',
  for: 'how many voted for',
  against: 'how many voted against',
};
/** What a vote leaves open, as people ask for it. */
export const missingInWords = (what: string): string => {
  const sentence = /^(.+) (?:is|are|was|were) not stated\.?$/.exec(what)?.[1];
  return missing[what] ?? (sentence === undefined ? what.replace(/\.$/, '') : sentence.charAt(0).toLowerCase() + sentence.slice(1));
};

const saidIn = ({ read }: MeetingShown) => {
  const held = heldWords(read.standing);
  return (said: Said) => readSaid(said, held, read.open);
};

const outcomes: Readonly<Record<Result, Html>> = {
  carried: tag('carried', 'ok'),
  lost: tag('lost'),
  tied: tag('tied', 'warn'),
  'not known': tag('result not known'),
};

const forAndAgainst = (division: ForAndAgainst): Html => {
  const { counts, outcome, margin } = division;
  return html`<p class="tally">
    <span>For <strong>${count(counts.for)}</strong></span> <span>Against <strong>${count(counts.against)}</strong></span>
    <span>Abstained <strong>${count(counts.abstained)}</strong></span> ${outcomes[outcome]}
    ${margin !== null && margin !== 0 && html`<span class="soft">by ${Math.abs(margin)}</span>`}
    ${division.announced !== null && html`<span class="soft">announced as ${division.announced}</span>`}
  </p>`;
};

const count = ({ stated, least, most }: Count): Part => {
  if (stated !== null) return stated;
  if (most === null) return least === 0 ? notStated : html`at least ${least} (${notStated})`;
  return html`${least === most ? least : `${least} to ${most}`} (${notStated})`;
};

const casting = ({ name }: MeetingShown, { casting: given }: ForAndAgainst): Part =>
  given !== null &&
  html`<dt>Casting vote</dt><dd>${given.vote}, by ${name(given.person) ?? 'somebody unknown'}; kept apart from the count</dd>`;

const options = ({ options: all, abstained, margin, tied }: OnOptions, said: (words: Said) => string): Html =>
  html`<ul class="options">
      ${all.map((one) => html`<li><strong>${one.count === null ? notStated : many(one.count, 'vote')}</strong> ${said(one.words)} ${one.prevails && tag('prevailed', 'ok')}</li>`)}
    </ul>
    <p>${margin !== null && margin > 0 && `By ${margin}. `}${tied && 'No option prevailed. '}Abstained: ${abstained ?? notStated}.</p>`;

const named = ({ name }: MeetingShown, { named: all }: Division): Part =>
  [...Map.groupBy(all, ({ vote }) => vote)].map(([vote, voters], n) => [
    n > 0 && html`<br />`,
    `${capital(vote)}: `,
    listed(voters.map(({ person }) => name(person) ?? 'somebody unknown')),
  ]);
