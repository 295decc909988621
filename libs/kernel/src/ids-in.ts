import type { EventSpec } from './event.js';

export type Ids = { readonly created: readonly { noun: string; id: string }[]; readonly named: readonly { noun: string; id: string }[] };

/** The ids that a fact creates and those that it names, as the shape of its data says. */
export const idsIn = (spec: Pick<EventSpec, 'shape'>, data: unknown): Ids => {
  const created: { noun: string; id: string }[] = [];
  const named: { noun: string; id: string }[] = [];
  spec.shape.map(data, { creates: (noun, id) => (created.push({ noun, id }), id), names: (noun, id) => (named.push({ noun, id }), id) });
  return { created, named };
};
