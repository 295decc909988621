import type { EventSpec } from './event.js';
import { look } from './looking.js';

type Noted = { readonly noun: string; readonly id: string };
export type Ids = { readonly created: readonly Noted[]; readonly named: readonly Noted[] };

/** The ids that a fact creates and those that it names, as the shape of its data says. */
export const idsIn = (spec: Pick<EventSpec, 'shape'>, data: unknown): Ids => ({
  created: createdIn(spec, data),
  named: seen(spec, 'names', data),
});

export const createdIn = (spec: Pick<EventSpec, 'shape'>, data: unknown): readonly Noted[] => seen(spec, 'creates', data);

const seen = ({ shape }: Pick<EventSpec, 'shape'>, what: 'creates' | 'names', data: unknown): readonly Noted[] => {
  const ids: Noted[] = [];
  look(shape, what, data, (id: string, noun) => ids.push({ noun, id }));
  return ids;
};
