import { catalogues, type Kind } from '#domain/catalogues.js';
import type { Fact } from '#kernel/entry.js';
import { bookOf } from '#views/minutes/book.js';
import { minuted } from '#views/minutes/lines/lines.js';
import type { Part } from '#views/minutes/parts.js';

const examples: readonly Fact[] = Object.entries(catalogues.meeting).map(([type, { example }], n) => ({
  type,
  data: example,
  entry: {
    id: `e${n + 1}`,
    stream: 'meeting',
    revision: n,
    command: `c${n + 1}`,
    actor: 'clerk',
    recorded: 'live',
    recordedAt: '2026-01-20T14:32:00.000Z',
    enteredAt: null,
    occurred: null,
  },
}));
const book = bookOf(examples.filter(({ type }) => type !== 'PutRight' && type !== 'StruckOut'));

/** What the minutes print of the example, recorded live; or why they print nothing. */
export const minutedAs = (kind: Kind, type: string): string => {
  if (kind !== 'meeting') return '';
  const shown = minuted(
    examples.find((fact) => fact.type === type)!,
    book,
  );
  if ('silent' in shown) return `Not in the minutes: ${shown.silent}.`;
  if ('part' in shown) return `In the minutes: ${partsOf[shown.part]}.`;
  return `In the minutes, recorded live: “${shown.line.parts.map(printed).join('')}”`;
};

const partsOf = {
  sitting: 'among the title lines',
  status: 'in the status',
  present: 'in the lists of those present',
  apologies: 'among the apologies',
  items: 'as an item, in the order of the agenda',
  lists: 'among the printed lists',
} as const;

const printed = (part: Part): string => {
  if (typeof part === 'string') return part;
  if ('strong' in part) return part.strong;
  return `‹${'named' in part ? part.as : 'said' in part ? 'words' : Object.keys(part)[0]!}›`;
};
