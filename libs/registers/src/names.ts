import { isId } from '#kernel/shape.js';

/** A name that means one thing; or those that it may mean, of which there may be none. */
export type Named<T> = { readonly one: T } | { readonly candidates: readonly T[] };

/** Letters as people compare them: case, spaces and the way of writing an apostrophe do not count. */
const plain = (text: string): string => text.normalize('NFC').replace(/[‘’ʼ]/g, "'").replace(/\s+/g, ' ').trim().toLowerCase();

/**
 * Whoever is called exactly so, else the one of whose names this is a part. Never a guess: where several fit, they are all answered.
 * @param calls what each is called
 */
export const named = <T>(text: string, all: readonly T[], calls: (one: T) => readonly (string | null)[]): Named<T> => {
  const wanted = plain(text);
  const fitting = (fits: (name: string) => boolean) => all.filter((one) => calls(one).some((name) => name !== null && fits(plain(name))));
  const exact = fitting((name) => name === wanted);
  const found = exact.length > 0 || wanted === '' ? exact : fitting((name) => name.includes(wanted) && !isId(name));
  return found.length === 1 ? { one: found[0]! } : { candidates: found };
};
