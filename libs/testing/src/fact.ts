import type { Fact } from '#kernel/entry.js';
import type { Catalogue } from '#kernel/event.js';

/** One fact on its own: the catalogue's example of its type, with some of its data and of its entry otherwise. */
export const factOf = (catalogue: Catalogue, type: string, data: object = {}, entry: Partial<Fact['entry']> = {}): Fact => {
  const spec = catalogue[type];
  if (!spec) throw new Error(`no event ${type} in this catalogue`);
  const ordinary: Fact['entry'] = {
    id: 'e1',
    stream: 'meeting-m1',
    revision: 1,
    command: '00000000-0000-4000-8000-000000000001',
    actor: 'clerk',
    recorded: 'live',
    recordedAt: '2026-01-20T14:00:00.000Z',
    enteredAt: null,
    occurred: null,
  };
  return { type, data: { ...(spec.example as object), ...data }, entry: { ...ordinary, ...entry } };
};
