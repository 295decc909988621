const phrase = /["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+)/gu;
const saysSomething = /[\p{L}\p{N}\p{Co}]/u;
// eslint-disable-next-line no-control-regex -- FTS5 reads no further than a control character
const unreadable = /[\u0000-\u001f\u007f]/g;

/**
 * What people type, as FTS5 is asked: all the words, phrases in quotes as they stand, and the last word as the beginning of one.
 * Every word is quoted, so that nothing of it is an operator. Null where nothing is left to look for.
 */
export const wantedIn = (typed: string): string | null => {
  const parts = [...typed.toWellFormed().replaceAll(unreadable, ' ').matchAll(phrase)].filter(([all]) => saysSomething.test(all));
  if (parts.length === 0) return null;
  const last = parts.at(-1)!;
  return parts.map((part) => `"${part[1] ?? part[2]}"${part === last && part[2] !== undefined ? '*' : ''}`).join(' ');
};
