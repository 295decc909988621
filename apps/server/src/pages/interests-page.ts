import type { InterestKnown } from '#registers/interests/queries.js';
import { howInWords } from '#documents/how.js';
import { html, type Html, type Part } from './html.js';
import { meetingPage, nothing } from './meeting-frame.js';
import { sourceOf, type MeetingShown } from './meeting-shown.js';
import { capital, knownAs, notStated } from './words.js';

/** What was declared, as what and about what, as far as stated. A declaration alone excludes nobody. */
export const interestsPage = (shown: MeetingShown): string =>
  meetingPage(
    shown,
    'interests',
    'Interests',
    html`<h2>Interests declared</h2>
      ${shown.interests.length === 0 ? nothing('No interest is recorded. That is silence, not a statement that there was none.') : table(shown)}`,
  );

const table = (shown: MeetingShown): Html =>
  html`<table class="stack">
    <caption>In the order of the record. A declaration alone takes no vote away.</caption>
    <thead>
      <tr><th scope="col">Who</th><th scope="col">As</th><th scope="col">About</th><th scope="col">Type</th><th scope="col">Left the room</th><th scope="col">Recorded</th></tr>
    </thead>
    <tbody>
      ${shown.interests.map((one) => row(shown, one))}
    </tbody>
  </table>`;

const row = (shown: MeetingShown, one: InterestKnown): Html => {
  const fact = shown.facts.get(one.entry);
  return html`<tr id="i-${one.entry}">
    <th scope="row">${one.name ?? notStated}</th>
    <td data-label="As">${one.as ?? notStated}</td>
    <td data-label="About">${aboutInWords(one)}</td>
    <td data-label="Type">${one.class === 'unspecified' ? notStated : capital(one.class)}</td>
    <td data-label="Left the room">${one.withdrew ? 'yes' : 'no withdrawal recorded'}</td>
    <td data-label="Recorded">${fact && howInWords[fact.recorded]} ${knownAs(fact?.known ?? 'stated')}${sourceOf(shown, one.entry)}</td>
  </tr>`;
};

export const aboutInWords = ({ about }: Pick<InterestKnown, 'about'>): Part => {
  if (about.kind === 'meeting') return 'the whole meeting';
  if (about.kind === 'unspecified') return notStated;
  return about.words ?? `the ${about.kind}`;
};
