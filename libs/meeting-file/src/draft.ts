import type { HowRecorded } from '#kernel/entry.js';
import { askedBy, type Catalogue } from '#kernel/event.js';
import { eventId } from '#kernel/ids.js';
import { occurred as occurredShape, type Occurred } from '#kernel/times.js';
import { catalogues, type Kind } from '#domain/catalogues.js';

/**
 * A command before its ids are known. Where an id of this run belongs stands a symbol, `@item agenda/4`: a noun and the
 * place in the file that brings it into being. So two files can be laid side by side whatever run they belong to.
 */
export type Draft = {
  /** Unlike any other in its file, and made of positions only. */
  readonly place: string;
  readonly kind: Kind;
  /** Whose stream: an id or a symbol. */
  readonly of: string;
  readonly verb: string;
  readonly data: unknown;
  readonly recorded: HowRecorded;
  readonly occurred: Occurred | null;
  readonly line: number;
};

export const symbol = (noun: string, place: string) => `@${noun} ${place}`;
export const entryAt = (place: string) => symbol('entry', place);
export const isSymbol = (id: string) => id.startsWith('@');
const partsOf = (id: string) => {
  const [, noun, place] = /^@(\S+) (.*)$/.exec(id)!;
  return { noun: noun!, place: place! };
};
export const placeOf = (id: string) => partsOf(id).place;

/** Gives the ids of a run: an entry's id is made from its command's, as the log makes it. */
export const idsOfRun =
  (stream: string, idAt: (place: string) => string) =>
  (id: string): string => {
    if (!isSymbol(id)) return id;
    const { noun, place } = partsOf(id);
    return noun === 'entry' ? eventId(stream, idAt(`command ${place}`), 0) : idAt(`${noun} ${place}`);
  };

/** Every id in the data and in `occurred`, replaced by what `give` says. Texts are left alone: they may look like anything. */
export const withIds = (draft: Pick<Draft, 'kind' | 'verb' | 'data' | 'occurred'>, give: (id: string) => string) => {
  const visit = {
    creates: (_: string, id: string) => give(id),
    names: (_: string, id: string) => give(id),
    refers: (_: string, id: string) => give(id),
  };
  const [, spec] = askedBy(catalogues[draft.kind] as Catalogue, draft.verb)!;
  return {
    data: spec.asks.map(draft.data, visit) as unknown,
    occurred: draft.occurred && (occurredShape.map(draft.occurred, visit) as Occurred),
  };
};

/** The symbols that a draft brings into being, in the order of its shape, and those that it names. */
export const symbolsIn = (draft: Draft): { readonly created: readonly string[]; readonly named: readonly string[] } => {
  const created: string[] = [];
  const named: string[] = [];
  const [, spec] = askedBy(catalogues[draft.kind] as Catalogue, draft.verb)!;
  const names = { names: (_: string, id: string) => (named.push(id), id) };
  spec.asks.map(draft.data, { ...names, creates: (_: string, id: string) => (created.push(id), id) });
  if (draft.occurred) occurredShape.map(draft.occurred, names);
  return { created, named: named.filter(isSymbol) };
};
