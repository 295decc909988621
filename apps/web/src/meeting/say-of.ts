import { askedBy } from '#kernel/event.js';
import { catalogues, kindOf } from '#domain/catalogues.js';
import type { Intent } from '../room/intent.js';

/** What somebody wants recorded, in the clerk's words, whatever stream it is for. */
export const sayOf = ({ stream, verb }: Intent): string => {
  const kind = kindOf(stream);
  return (kind && askedBy(catalogues[kind], verb)?.[1].say) ?? verb;
};
