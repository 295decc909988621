import type { TrailEntry } from '#registers/audit-trail/queries.js';
import type { HowRecorded } from '#kernel/entry.js';
import { instantInWords } from '#documents/figures.js';
import { howInWords } from '#documents/how.js';
import type { Here } from './here.js';
import { html, type Html, type Part } from './html.js';
import { documentOf } from './layout.js';
import { capital, linked, moment, tag } from './words.js';

export type TrailShown = TrailEntry & {
  /** In the clerk's words. */
  readonly say: string;
  readonly words: readonly string[];
  /** Its words as it now reads, where it was put right. */
  readonly became: readonly string[] | null;
  /** Of a correction. */
  readonly reason: string | null;
  /** What the stream is called, and where it is read. */
  readonly of: string;
  readonly href: string | null;
  readonly who: string;
  readonly lateBeforeRevision: number | null;
  readonly correctsRevision: number | null;
  readonly correctedByRevision: number | null;
};
export type AuditShown = {
  readonly here: Here;
  readonly stream: { readonly name: string; readonly title: string; readonly href: string | null } | null;
  readonly entries: readonly TrailShown[];
  /** The positions that the pages before and after this one begin behind; null where there is none. */
  readonly earlier: number | null;
  readonly later: number | null;
};

/** Every entry as it was recorded, in the order of the log: who, when, how, and what became of it. */
export const auditPage = (shown: AuditShown): string => {
  const { here, stream, entries } = shown;
  return documentOf({
    title: 'Audit trail',
    here: '/audit',
    place: here,
    crumbs: stream === null ? [] : [['Audit trail', '/audit']],
    body: html`<h1>Audit trail${stream !== null && html` <span class="soft">of ${linked(stream.href && here.to(stream.href), stream.title)}</span>`}</h1>
      <p class="lede">Every entry as it was recorded, the oldest first. None was ever changed: what was put right or struck out stays readable, beside what replaced it.</p>
      ${pager(shown)}
      ${entries.length === 0 ? html`<p class="soft">No entries.</p>` : table(shown)} ${pager(shown)}`,
  });
};

const pager = ({ here, stream, earlier, later }: AuditShown): Part => {
  if (earlier === null && later === null) return null;
  const at = (after: number, text: string) => html`<a href="${here.to('/audit', { stream: stream?.name, after })}">${text}</a>`;
  return html`<p class="pager">${earlier !== null && at(earlier, 'Earlier entries')} ${earlier !== null && later !== null && '·'} ${later !== null && at(later, 'Later entries')}</p>`;
};

const table = ({ here, stream, entries }: AuditShown): Html =>
  html`<table class="stack audit">
    <thead>
      <tr>
        <th scope="col" class="number">Position</th>
        <th scope="col">Entry</th>
        ${stream === null && html`<th scope="col">Of</th>`}
        <th scope="col">Recorded</th>
        <th scope="col">State</th>
      </tr>
    </thead>
    <tbody>
      ${entries.map((one) => row(here, one, stream === null))}
    </tbody>
  </table>`;

const row = (here: Here, one: TrailShown, named: boolean): Html =>
  html`<tr id="at-${one.position}" ${one.standing === 'struck out' && html` class="struck"`}>
    <td class="number" data-label="Position">${one.position}</td>
    <th scope="row">
      <span class="say">${capital(one.say)}</span>
      <span class="soft">entry ${one.revision}${one.correctsRevision !== null && `, about entry ${one.correctsRevision}`}</span>
      ${words(one)}
    </th>
    ${named && html`<td data-label="Of"><a href="${here.to('/audit', { stream: one.stream })}">${one.of}</a></td>`}
    <td data-label="Recorded">${moment(one.recordedAt)}<br /><span class="soft">${howInWords[one.recorded as HowRecorded]} by ${one.who}${occurred(one)}</span>${late(one)}</td>
    <td data-label="State">${standing(one)}</td>
  </tr>`;

const words = ({ words: all, became, entry, reason }: TrailShown): Part => {
  if (all.length === 0) return null;
  const text = all.join(' · ');
  return [
    text.length <= 160
      ? html`<span class="words">${text}</span>`
      : html`<details class="source" id="w-${entry}"><summary>${text.slice(0, text.lastIndexOf(' ', 120))} …</summary><blockquote>${text}</blockquote></details>`,
    became !== null && html`<span class="words">reads now: ${became.join(' · ')}</span>`,
    reason !== null && all.length > 1 && html`<span class="words soft">Reason: ${reason}</span>`,
  ];
};

const occurred = ({ occurred: when }: TrailShown): Part => when !== null && 'at' in when && `; it happened on ${instantInWords(when.at)}`;
const late = ({ lateBefore, lateBeforeRevision }: TrailShown): Part =>
  lateBefore !== null &&
  html`<br />${tag('made late', 'warn')} <span class="soft">it happened before entry ${lateBeforeRevision ?? 'another'}</span>`;

const standing = ({ standing: how, correctedByRevision }: TrailShown): Part => {
  const by = correctedByRevision !== null && html` <span class="soft">by entry ${correctedByRevision}</span>`;
  if (how === 'put right') return [tag('put right', 'warn'), by];
  if (how === 'struck out') return [tag('struck out', 'warn'), by];
  return how === 'kept apart' ? html`<span class="soft">about other entries</span>` : 'stands';
};
