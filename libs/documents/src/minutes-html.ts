import { actionTable } from './action-table.js';
import { inHtml } from './escape.js';
import { checkpointInWords, headingOfActions, numbered, settlement } from './minutes-markdown.js';
import { notesOn } from './notes.js';
import type { OpenItem, OpenLine, OpenList, OpenMinutes, OpenPerson, OpenRoster } from './open-model.js';
import { printCss } from './print-css.js';
import type { Run } from './speak.js';
import { shownInWords } from './status.js';
import { tableHtml } from './table.js';

/** Where its title stands on the page that embeds it: 1 makes it the page's own. */
type Level = 1 | 2 | 3;
type Embedding = {
  readonly level?: Level;
  /** Safe markup of the page's own, below the line that prints these entries. */
  readonly beneath?: (entries: readonly string[]) => string;
};
type Headings = { readonly title: string; readonly item: string };

/** A piece of the minutes that a screen can replace by itself: `title`, `present`, the id of an item, `actions` … */
export type MinutesPart = { readonly key: string; readonly html: string };

/** The minutes piece by piece: all of them in their order make what `minutesArticle` holds. */
export const minutesParts = (minutes: OpenMinutes, { level = 1, beneath = () => '' }: Embedding = {}): readonly MinutesPart[] => {
  const h: Headings = { title: `h${level}`, item: `h${level + 1}` };
  const anchored = anchors(beneath);
  const part = (key: string, ...html: readonly string[]): MinutesPart => ({ key, html: html.join('\n') });
  return [
    part(
      'title',
      `<${h.title}${anchored(minutes.meeting.entries).attribute}>${minutes.title.map(inHtml).join('<br>')}</${h.title}>`,
      `<p class="status"${anchored(minutes.status.entries).attribute}>${inHtml(minutes.status.sentence)}. ${inHtml(shownInWords(minutes.shown))}.</p>`,
    ),
    part('present', ...minutes.present.map((one) => roster(one, h, anchored))),
    part('apologies', ...(minutes.apologies.length > 0 ? [heading(h, 'Apologies', ''), people(minutes.apologies, anchored)] : [])),
    part('opening', ...lines(minutes.opening, anchored)),
    ...minutes.items.map((one) => part(one.item, item(one, h, anchored))),
    part('closing', ...lines(minutes.closing, anchored)),
    part('lists', ...minutes.lists.map((one) => list(one, h, anchored))),
    part('actions', ...priorityActions(minutes, h)),
    part('notes', ...notes(minutes, h)),
    part('checkpoint', ...checkpoint(minutes, h)),
  ].filter(({ html }) => html !== '');
};

/**
 * The minutes as one `<article>`, without style or script, for a page to embed. Every entry that is printed has the anchor
 * `e-<entry>`, once; what was read into the record says that it is inferred.
 */
export const minutesArticle = (minutes: OpenMinutes, embedding: Embedding = {}): string =>
  ['<article class="minutes" lang="en">', ...minutesParts(minutes, embedding).map(({ html }) => html), '</article>'].join('\n');

/** A whole page that needs nothing else: it reads well and prints well. Ends with a line feed. */
export const minutesPage = (minutes: OpenMinutes): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${inHtml(minutes.title.join(' – '))}</title>`,
    `<style>${printCss}</style>`,
    '</head>',
    '<body>',
    '<main>',
    minutesArticle(minutes),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');

type Anchored = (entries: readonly string[]) => { readonly attribute: string; readonly others: string; readonly beneath: string };
/** Gives each entry its anchor where it is printed first: an id must not repeat on a page. */
const anchors = (beneath: (entries: readonly string[]) => string): Anchored => {
  const given = new Set<string>();
  return (entries) => {
    const [first, ...others] = entries.filter((entry) => !given.has(entry) && given.add(entry)).map((entry) => ` id="e-${inHtml(entry)}"`);
    return { attribute: first ?? '', others: others.map((id) => `<span${id}></span>`).join(''), beneath: beneath(entries) };
  };
};

const heading = (h: Headings, text: string, attribute: string, more = '') => `<${h.item}${attribute}>${inHtml(text)}${more}</${h.item}>`;

const roster = ({ entries, heading: words, provenance, role, because, people: all }: OpenRoster, h: Headings, anchored: Anchored) => {
  const { attribute, others } = anchored(entries);
  const why = because === null ? '' : `: ${because}`;
  const mark = provenance === 'inferred' ? `<p class="inferred"><small>Inferred: attended as ${inHtml(role + why)}</small></p>\n` : '';
  return `<section>\n${heading(h, words, attribute, others)}\n${mark}${people(all, anchored)}\n</section>`;
};

const people = (all: readonly Pick<OpenPerson, 'entries' | 'line' | 'of'>[], anchored: Anchored) =>
  all.length === 0
    ? '<p>None recorded.</p>'
    : `<ul class="people">\n${all
        .map(({ entries, line, of }) => {
          const { attribute, others, beneath } = anchored(entries);
          return `<li${attribute}>${inHtml(line)}${of === null ? '' : ` <span class="of">— ${inHtml(of)}</span>`}${others}${beneath}</li>`;
        })
        .join('\n')}\n</ul>`;

const item = ({ entries, label, heading: words, note, added, apologies, lines: all }: OpenItem, h: Headings, anchored: Anchored) => {
  const { attribute, others } = anchored(entries);
  const notes = [note, added ? 'added on the day' : null].filter((one) => one !== null);
  const small = notes.map((one) => ` <small>(${inHtml(one)})</small>`).join('');
  return [
    '<section>',
    heading(h, `${numbered(label)}${words}`, attribute, small + others),
    ...(apologies.length > 0 ? [people(apologies, anchored)] : []),
    ...lines(all, anchored),
    '</section>',
  ].join('\n');
};

const lines = (all: readonly OpenLine[], anchored: Anchored): readonly string[] =>
  all.flatMap((line, n) => {
    if (line.kind !== 'declaration')
      return [paragraph(line, anchored), ...(line.bullets.length > 0 ? [bullets(line.bullets, anchored)] : [])];
    if (all[n - 1]?.kind === 'declaration') return [];
    const end = all.findIndex((one, m) => m > n && one.kind !== 'declaration');
    return [bullets(all.slice(n, end < 0 ? undefined : end), anchored)];
  });

const paragraph = (line: OpenLine, anchored: Anchored) => {
  const { attribute, others, beneath } = anchored(line.entries);
  return `<p class="${line.kind}"${attribute}>${sentence(line)}${others}</p>${beneath}`;
};
const bullets = (all: readonly OpenLine[], anchored: Anchored): string =>
  `<ul>\n${all
    .map((line) => {
      const { attribute, others, beneath } = anchored(line.entries);
      return `<li${attribute}>${sentence(line)}${others}${beneath}${line.bullets.length > 0 ? bullets(line.bullets, anchored) : ''}</li>`;
    })
    .join('\n')}\n</ul>`;

const sentence = ({ runs, emphasis, provenance }: OpenLine) =>
  `${weighed(runs, emphasis)}${provenance === 'inferred' ? ' <abbr title="read into the record, not stated by it">inferred</abbr>' : ''}`;
const weighed = (runs: readonly Run[], emphasis: boolean) =>
  emphasis
    ? `<strong>${inHtml(runs.map(({ text }) => text).join(''))}</strong>`
    : runs.map(({ text, strong }) => (strong ? `<strong>${inHtml(text)}</strong>` : inHtml(text))).join('');

const list = ({ entries, heading: words, lines: all }: OpenList, h: Headings, anchored: Anchored) => {
  const { attribute, others } = anchored(entries);
  const printed = all.map(({ entries: own, label, runs, settled }) => {
    const anchor = anchored(own);
    const note = settled === null ? '' : ` <small>${inHtml(settlement(settled))}</small>`;
    return `<p class="action"${anchor.attribute}><strong>Action${label === null ? '' : ` ${inHtml(label)}`}:</strong> ${weighed(runs, false)}${note}${anchor.others}</p>`;
  });
  return ['<section>', heading(h, words, attribute, others), ...printed, '</section>'].join('\n');
};

const priorityActions = (minutes: OpenMinutes, h: Headings) => [
  '<section class="priority-actions">',
  heading(h, headingOfActions(minutes), ''),
  minutes.actions.length === 0
    ? '<p>None.</p>'
    : `<div class="scroll" tabindex="0" role="group" aria-label="Table of actions">\n${tableHtml(actionTable(minutes), 'Who is to do what, and by when')}\n</div>`,
  '</section>',
];

const notes = (minutes: OpenMinutes, h: Headings) => {
  const all = notesOn(minutes);
  if (all.length === 0) return [];
  return [
    '<section class="notes">',
    heading(h, 'Notes on the record', ''),
    `<ul>\n${all.map((one) => `<li>${inHtml(one)}</li>`).join('\n')}\n</ul>`,
    '</section>',
  ];
};

const checkpoint = ({ checkpoint: note }: OpenMinutes, h: Headings) =>
  note === null
    ? []
    : [
        '<section class="checkpoint">',
        heading(h, 'Checkpoint', ''),
        `<p>${inHtml(checkpointInWords)}</p>`,
        `<pre class="scroll" tabindex="0" aria-label="Checkpoint">${inHtml(note.trimEnd())}</pre>`,
        '</section>',
      ];
