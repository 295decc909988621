import type { Plugin } from 'vite';

type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** What the catalogue says for its readers only: its pages and specs use it, and no desk does. */
const forReaders = new Set(['doc', 'example']);

/** Leaves the descriptions and examples of the catalogue out of the web app: a third of its size on the way to a phone. */
export const lean = (): Plugin => ({
  name: 'lean-catalogue',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/libs\/domain\/src\/.*\.ts$/.test(id) || !code.includes('event({')) return null;
    const cuts = [...eventsIn(this.parse(code, { lang: 'ts' }))].sort((a, b) => b.start - a.start);
    const without = (text: string, { start, end }: Node) => text.slice(0, start) + text.slice(text[end] === ',' ? end + 1 : end);
    return { code: cuts.reduce(without, code), map: null };
  },
});

function* eventsIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* eventsIn(one);
  if (!isNode(value)) return;
  if (isEvent(value)) yield* propertiesOf(value).filter(({ key }) => isNode(key) && forReaders.has(String(key['name'])));
  for (const one of Object.values(value)) yield* eventsIn(one);
}
const isEvent = ({ type, callee }: Node) => type === 'CallExpression' && isNode(callee) && callee['name'] === 'event';
const propertiesOf = (call: Node) => ((call['arguments'] as Node[])[0]?.['properties'] ?? []) as Node[];
