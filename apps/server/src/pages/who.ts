import type { ActionKnown } from '#registers/action-tracker/queries.js';
import type { PersonKnown } from '#registers/book/queries.js';

const plain = (text: string): string => text.normalize('NFC').replace(/[‘’ʼ]/g, "'").replace(/\s+/g, ' ').trim().toLowerCase();

/** Everybody who is written just so on any board, initials included; else everybody of whose names it is a part. */
export const meantBy = (who: string, people: readonly PersonKnown[]): readonly PersonKnown[] => {
  const fitting = (fits: (written: string) => boolean) => people.filter(({ called }) => called.some(({ written }) => fits(plain(written))));
  const wanted = plain(who);
  const exact = fitting((written) => written === wanted);
  return exact.length > 0 || wanted === '' ? exact : fitting((written) => written.includes(wanted));
};

/** Whether somebody meant answers for an action, on whichever board; or it is printed just so and nobody knows who that is. */
export const isOwnedBy = (who: string, meant: readonly PersonKnown[], { owners }: Pick<ActionKnown, 'owners'>): boolean => {
  const records = new Set(meant.flatMap(({ person, records: joined }) => [person, ...joined]));
  return owners.some(({ person, printed }) => (person === null ? printed !== null && plain(printed) === plain(who) : records.has(person)));
};
