import type { EventSpec } from '#kernel/event.js';
import type { Rule } from '#kernel/decider.js';
import { isKernelType } from '#kernel/stands.js';
import { catalogues, type Kind } from '#domain/catalogues.js';
import { cited } from './cited.js';
import { fieldsOf, holds, shared } from './describe.js';
import { rulesBefore } from './rules.js';
import { namedIn } from './sources.js';
import { minutedAs } from './minuted.js';
import { stories } from './stories.js';

export const cataloguePages = (): ReadonlyMap<string, string> =>
  new Map([
    ['docs/catalogue/README.md', index()],
    ['docs/catalogue/every-stream.md', everyStream()],
    ...Object.keys(catalogues).map((kind) => [`docs/catalogue/${kind}.md`, page(kind as Kind)] as const),
  ]);

type Entry = readonly [type: string, spec: EventSpec];
const own = (kind: Kind): readonly Entry[] => Object.entries(catalogues[kind]).filter(([type]) => !isKernelType(type));

const index = () =>
  pageOf(
    'The catalogue of events',
    'Every fact that the book can hold, one page for each kind of stream. These pages are made from the code by `npm run generate`: do not edit them.',
    table(
      ['Stream', 'Its story', 'Facts'],
      Object.entries(stories).map(([kind, story]) => [
        `[\`${kind === 'log' ? 'log' : `${kind}-<id>`}\`](${kind}.md)`,
        story,
        String(own(kind as Kind).length),
      ]),
    ),
    'Every stream also takes the facts of [every stream](every-stream.md): corrections, erasures, overrides. Why an intent may be refused is in [refusals](refusals.md); what is carried from stream to stream by itself is in [policies](policies.md).',
    '## How to read a page',
    [
      '- **words** are what somebody wrote or said. The log holds only a digest of them; see [the log format](../log-format.md).',
      '- **a stretch** of words is `{in, from, to}`: words that another entry of the stream holds, counted in UTF-16 code units.',
      '- **null** is *not stated*. It is never the same as 0, none or false. An empty list is *none stated*.',
      '- **new id of a …** is brought into being by the fact; the sender of the command makes it. **of this stream** must stand before the fact; **of another stream** is not looked into.',
      '- In the examples an id is a noun, such as `item`. In the log it is a UUID.',
      '- **Live, refused** is asked while the meeting is recorded in the room. **Found** is asked of what stands, however it was recorded, and refuses nothing.',
    ].join('\n'),
    '## Shapes that many facts share',
    ...Object.entries(shared).flatMap(([name, { json, says }]) => [`### ${name}`, `${says}\n\n${alternatives(json)}`]),
  );

const alternatives = (json: { oneOf?: readonly object[] }) =>
  json.oneOf ? json.oneOf.map((one) => `- ${holds(one as never)}`).join('\n') : `- ${holds(json as never, false)}`;

const everyStream = () =>
  pageOf(
    'Facts of every stream',
    'Each kind of stream can put right, strike out, erase, record against a rule, and say what it could not follow. These facts are read before the fold, so no fold knows them.',
    ...Object.entries(catalogues.log as Record<string, EventSpec>)
      .filter(([type]) => isKernelType(type))
      .map(([type, spec]) => fact('meeting', type, spec)),
  );

const page = (kind: Kind) =>
  pageOf(
    `Facts of a ${kind} stream`,
    stories[kind],
    table(
      ['Fact', 'Clerk’s words', 'What it says'],
      own(kind).map(([type, { say, doc }]) => [`[${type}](#${type.toLowerCase()})`, say, doc]),
    ),
    ...own(kind).map(([type, spec]) => fact(kind, type, spec)),
  );

const fact = (kind: Kind, type: string, spec: EventSpec) =>
  [
    `## ${type}`,
    spec.doc,
    `Asked for by \`${spec.by}\` (*${spec.say}*). Version ${spec.v}.`,
    fieldTable(spec),
    added(spec),
    `\`\`\`json\n${JSON.stringify(spec.example, null, 2)}\n\`\`\``,
    rulesAsked(kind, type),
    minutedAs(kind, type),
    named(kind, type),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

const fieldTable = (spec: EventSpec) => {
  const rows = fieldsOf(spec.shape.json).map(({ name, holds: what, left }) => [`\`${name}\``, what, left]);
  return rows.length === 0 ? 'It holds nothing but the fact.' : table(['Field', 'Holds', 'Where left out'], rows);
};

const added = (spec: EventSpec) => {
  const asked = fieldsOf(spec.asks.json);
  const held = fieldsOf(spec.shape.json);
  const has = (fields: typeof asked, name: string) => fields.some((field) => field.name === name);
  const byTheDecision = held.filter(({ name }) => !has(asked, name));
  const onlyAsked = asked.filter(({ name }) => !has(held, name));
  if (onlyAsked.length > 0) {
    const rows = asked.map(({ name, holds: what, left }) => [`\`${name}\``, what, left]);
    return `The verb carries this instead:\n\n${table(['Field', 'Holds', 'Where left out'], rows)}`;
  }
  return byTheDecision.length === 0
    ? ''
    : `The decision adds ${byTheDecision.map(({ name }) => `\`${name}\``).join(', ')}: nobody sends it.`;
};

const rulesAsked = (kind: Kind, type: string) => {
  const rules = rulesBefore(kind, type);
  return rules.length === 0 ? '' : `Rules asked before it:\n\n${rules.map(ruleLine).join('\n')}`;
};
const binding = { E: 'live, refused', F: 'found', 'E/F': 'live, refused; else found' } as const;
const ruleLine = ({ code, source, binds, says }: Rule<unknown, unknown>) =>
  `- [\`${code}\`](refusals.md#${code.replaceAll('.', '')}) (${binding[binds]}): ${says} *${cited(source)}*`;

const named = (kind: Kind, type: string) => {
  const files = isKernelType(type) ? [] : namedIn(kind, type);
  return files.length === 0 ? '' : `Named in ${files.map((file) => `[${file.replace(/^libs\//, '')}](../../${file})`).join(', ')}.`;
};

export const pageOf = (title: string, ...parts: readonly string[]) => `# ${title}\n\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
export const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const cell = (words: string) => words.replaceAll('|', '\\|').replaceAll('\n', ' ');
