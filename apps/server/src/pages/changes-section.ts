import { sinceInWords } from '#shell/columns/changes.js';
import type { Cause, MinutesChange, MinutesChanges } from '#shell/minutes-changes.js';
import { queryOf } from './here.js';
import { html, type Html, type Part } from './html.js';
import { inMinutes, type MeetingShown } from './meeting-shown.js';
import { capital, day, linked, moment, notStated } from './words.js';

/** What the minutes print otherwise than the version that people were sent: the old words and the new, who changed them, when and why. */
export const changesSection = (shown: MeetingShown, { since, changes }: MinutesChanges): Part =>
  changes.length > 0 &&
  html`<section class="screen" id="changed">
    <details class="changes" id="changes">
      <summary>${sinceInWords(since)} <span class="count">${changes.length}</span></summary>
      <p class="soft">${sentence(shown, since)}</p>
      <ul class="plain">
        ${changes.map((change) => html`<li>${one(shown, change)}</li>`)}
      </ul>
    </details>
  </section>`;

const sentence = ({ path, meeting }: MeetingShown, { version, sent, position }: MinutesChanges['since']): Part => {
  const { status, approvedBy, version: approved } = meeting.minutes;
  return [
    html`<a href="${path}?${queryOf({ at: position })}">Version ${version}</a> was sent`,
    sent !== null && [' on ', sent.includes('T') ? moment(sent) : day(sent)],
    status === 'approved' && approved === version && approvedBy?.on && [' and approved on ', day(approvedBy.on)],
    '.',
  ];
};

const one = (shown: MeetingShown, { change, entry, where, was, is, causes }: MinutesChange): Html =>
  html`<strong>${change === 'removed' ? where : html`<a href="${inMinutes(shown, entry)}">${where}</a>`}</strong>
    ${was !== null && html`<div class="was"><span class="soft">It read:</span> <del>${was}</del></div>`}
    ${is !== null && html`<div class="is"><span class="soft">${was === null ? 'New:' : 'It reads:'}</span> <ins>${is}</ins></div>`}
    ${is === null && html`<div class="is soft">It is no longer in the minutes.</div>`}
    ${causes.map((cause) => html`<div class="soft">${causeInWords(shown, cause)}</div>`)}`;

const causeInWords = ({ here }: MeetingShown, { how, by, recordedAt, reason, authority, decision }: Cause): Part => {
  const told: Part = [capital(how), ' by ', by, ' on ', moment(recordedAt)];
  if (how === 'recorded') return told;
  const meeting = here.meeting(decision?.meeting ?? null);
  return [told, ', by authority of ', authority === null ? notStated : linked(meeting && here.to(meeting), authority), `: ${reason}`];
};
