import { describe, expect, it } from '@jest/globals';
import { look } from '#kernel/looking.js';
import type { Visit } from '#kernel/shape.js';
import { catalogues } from './catalogues.js';

const kinds = ['text', 'creates', 'names', 'refers'] as const satisfies readonly (keyof Visit)[];
const types = Object.entries(catalogues).flatMap(([kind, events]) => Object.entries(events).map(([type, spec]) => ({ kind, type, spec })));

describe('looking into the data of an entry', () => {
  it.each(types)('shows of $kind $type what a copy of it is shown', ({ spec: { shape, example } }) => {
    for (const kind of kinds) {
      const [looked, copied]: [unknown[], unknown[]] = [[], []];
      look(shape, kind, example, (value, noun) => looked.push([noun, value]));
      const visit: Visit =
        kind === 'text'
          ? { text: (text) => (copied.push(['', text]), text) }
          : { [kind]: (noun: string, id: string) => (copied.push([noun, id]), id) };
      shape.map(example, visit);
      expect(looked).toEqual(copied);
    }
  });

  it('shows something of each kind', () => {
    const shown = new Set<string>();
    for (const { spec } of types) for (const kind of kinds) look(spec.shape, kind, spec.example, () => shown.add(kind));
    expect([...shown].toSorted()).toEqual(kinds.toSorted());
  });
});
