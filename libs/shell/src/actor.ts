import { localOperator } from './minute-book.js';

/** Whoever made an entry, as a reader is told. */
export const actorInWords = (actor: string, person: (id: string) => string | null): string =>
  actor === localOperator ? 'the local operator' : (person(actor) ?? 'somebody unknown');
