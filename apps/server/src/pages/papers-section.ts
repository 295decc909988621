import { inWords } from '#documents/reader.js';
import { html, type Part } from './html.js';
import type { MeetingShown } from './meeting-shown.js';

/** The papers of a meeting, under the items that they belong to, in the order of the agenda; those of no item at the end. */
export const papersSection = (shown: MeetingShown): Part => {
  const papers = papersIn(shown);
  return (
    papers.length > 0 &&
    html`<section class="screen" id="papers">
      <h2>Papers <span class="count">${papers.length}</span></h2>
      <ul class="plain">
        ${papers.map(({ title, reference, came, item }) => html`<li>${title}${reference !== null && ` (${reference})`} <span class="soft">${came}${item !== null && `, item ${item}`}</span></li>`)}
      </ul>
    </section>`
  );
};

type Paper = { readonly title: string; readonly reference: string | null; readonly came: string; readonly item: string | null };
const papersIn = ({ open, read }: MeetingShown): readonly Paper[] => [
  ...open.items.flatMap(({ label, heading, papers }) =>
    papers.map((one) => ({ ...one, item: [label, heading].filter((part) => part !== null).join(' ') })),
  ),
  ...read.standing
    .filter(({ type, data }) => type === 'PaperAttached' && data.item === null)
    .map(({ data }) => ({
      title: inWords(read.open(data.title)),
      reference: data.reference === null ? null : inWords(read.open(data.reference)),
      came: data.came as string,
      item: null,
    })),
];
