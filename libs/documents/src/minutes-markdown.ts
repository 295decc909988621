import { atLineStart, inMarkdown } from './escape.js';
import { notesOn } from './notes.js';
import type { OpenApology, OpenItem, OpenLine, OpenList, OpenMinutes, OpenPerson, OpenRoster } from './open-model.js';
import type { Run } from './speak.js';
import { shownInWords } from './status.js';
import { actionTable } from './action-table.js';
import { tableMarkdown } from './table.js';

/** The minutes as Markdown (CommonMark with tables), in the look of the printed page. Ends with a line feed. */
export const minutesMarkdown = (minutes: OpenMinutes): string =>
  `${[
    ...title(minutes),
    `_${inMarkdown(minutes.status.sentence)}. ${inMarkdown(shownInWords(minutes.shown))}._`,
    ...minutes.present.flatMap(roster),
    ...(minutes.apologies.length > 0 ? ['**Apologies:**', apologies(minutes.apologies)] : []),
    ...blocks(minutes.opening),
    ...minutes.items.flatMap(item),
    ...blocks(minutes.closing),
    ...minutes.lists.flatMap(list),
    ...priorityActions(minutes),
    ...notes(minutes),
    ...checkpoint(minutes),
  ].join('\n\n')}\n`;

const title = ({ title: [first = '', ...rest] }: OpenMinutes) => [
  `# ${inMarkdown(first)}`,
  ...(rest.length > 0 ? [lines(rest.map((words) => bold(inMarkdown(words))))] : []),
];

const roster = ({ heading, people }: OpenRoster) => [
  bold(inMarkdown(heading.endsWith(':') ? heading : `${heading}:`)),
  ...(people.length > 0 ? [lines(people.map(somebody))] : []),
];
const apologies = (all: readonly OpenApology[]) => lines(all.map(somebody));
const somebody = ({ line, of }: Pick<OpenPerson, 'line' | 'of'>) =>
  `${atLineStart(inMarkdown(line))}${of === null ? '' : ` — ${inMarkdown(of)}`}`;

const item = ({ label, heading, note, added, apologies: absent, lines: all }: OpenItem) => [
  `## ${numbered(label)}${inMarkdown(heading)}${[note, added ? 'added on the day' : null].map((one) => (one === null ? '' : ` (${one})`)).join('')}`,
  ...(absent.length > 0 ? [apologies(absent)] : []),
  ...blocks(all),
];
/** `5. `, `7(a) `. */
export const numbered = (label: string | null): string => (label === null ? '' : /^\d+$/.test(label) ? `${label}. ` : `${label} `);

/** Paragraphs, each with its bullets; declarations one after the other are a list. */
const blocks = (all: readonly OpenLine[]): readonly string[] =>
  all.flatMap((line, n) => {
    if (line.kind !== 'declaration') return [sentence(line), ...(line.bullets.length > 0 ? [line.bullets.map(bullet).join('\n')] : [])];
    if (all[n - 1]?.kind === 'declaration') return [];
    const end = all.findIndex((one, m) => m > n && one.kind !== 'declaration');
    return [
      all
        .slice(n, end < 0 ? undefined : end)
        .map(bullet)
        .join('\n'),
    ];
  });

const sentence = ({ runs, emphasis, provenance }: Pick<OpenLine, 'runs' | 'emphasis' | 'provenance'>) =>
  `${atLineStart(weighed(runs, emphasis))}${provenance === 'inferred' ? ' _(inferred)_' : ''}`;
const bullet = (line: OpenLine): string => [`- ${sentence(line)}`, ...line.bullets.map((inner) => `  ${bullet(inner)}`)].join('\n');

const weighed = (runs: readonly Run[], emphasis: boolean) =>
  (emphasis ? [{ text: runs.map(({ text }) => text).join(''), strong: true }] : runs)
    .map(({ text, strong }) => (strong ? bold(inMarkdown(text)) : inMarkdown(text)))
    .join('');

/** White space at either end stays outside the stars, which do not open or close beside it. */
const bold = (markdown: string) =>
  markdown.replace(/^(\s*)(.*?)(\s*)$/s, (_, before: string, words: string, behind: string) =>
    words === '' ? before + behind : `${before}**${words}**${behind}`,
  );
const lines = (all: readonly string[]) => all.join('\\\n');

const list = ({ heading, lines: all }: OpenList) => [
  `## ${inMarkdown(heading)}`,
  ...all.flatMap(({ label, runs, settled }) => [
    `${bold(label === null ? 'Action:' : `Action ${label}:`)} ${weighed(runs, false)}`,
    ...(settled === null ? [] : [inMarkdown(settlement(settled))]),
  ]),
];
/** `The wording of the item stands (Member A): The decision says Survey` */
export const settlement = ({ stands, by, reason }: { stands: 'action' | 'list'; by: string | null; reason: string | null }): string =>
  `The wording of the ${stands === 'action' ? 'item' : 'list'} stands${by === null ? '' : ` (${by})`}${reason === null ? '' : `: ${reason}`}`;

const priorityActions = (minutes: OpenMinutes) => [
  `## ${inMarkdown(headingOfActions(minutes))}`,
  minutes.actions.length === 0 ? 'None.' : tableMarkdown(actionTable(minutes)).trimEnd(),
];
/** A paper that prints a list of its own keeps it; what the items say stands beside it. */
export const headingOfActions = ({ lists }: OpenMinutes): string =>
  lists.length === 0 ? 'Priority Actions' : 'Priority Actions, as the items record them';

const notes = (minutes: OpenMinutes) => {
  const all = notesOn(minutes);
  return all.length === 0 ? [] : ['## Notes on the record', all.map((note) => `- ${atLineStart(inMarkdown(note))}`).join('\n')];
};

/** In front of the lines of a signed note. */
export const checkpointInWords =
  'Whoever keeps these lines can be shown that nothing was altered which was recorded up to the close of the meeting.';

/** Indented, so that no line of it is read as markup. */
const checkpoint = ({ checkpoint: note }: OpenMinutes) =>
  note === null
    ? []
    : [
        '## Checkpoint',
        checkpointInWords,
        note
          .trimEnd()
          .split('\n')
          .map((line) => `    ${line}`.trimEnd())
          .join('\n'),
      ];
