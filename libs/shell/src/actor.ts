import type { When } from '#registers/ask.js';
import { localOperator, type MinuteBook } from './minute-book.js';

/** Whoever made an entry, as a reader is told. */
export const actorInWords = (actor: string, person: (id: string) => string | null): string =>
  actor === localOperator ? 'the local operator' : (person(actor) ?? 'somebody unknown');

/** What those are called who made entries. @param actors of the entries that are shown: one introduced a moment ago is waited for */
export const actorNames = async (
  { store, registers }: Pick<MinuteBook, 'store' | 'registers'>,
  actors: readonly string[],
  when: When,
): Promise<(actor: string) => string> => {
  const person = registers.names(when);
  const strange = actors.some((actor) => actor !== localOperator && person(actor) === null);
  if (strange) await registers.reached(await store.head()).catch(() => undefined);
  const known = strange ? registers.names(when) : person;
  return (actor) => actorInWords(actor, known);
};
