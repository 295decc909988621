import { isId } from '#kernel/shape.js';
import { Refused } from '#shell/command.js';
import { localOperator, type MinuteBook } from '#shell/minute-book.js';
import { one, type Headers } from './headers.js';
import { refuse } from './refusals.js';

/** Who makes an entry, as the sender says: the place where sign-in will say it. Nobody named is the operator of this computer. @throws Refused */
export const actorOf = async (headers: Headers, { store }: Pick<MinuteBook, 'store'>): Promise<string> => {
  const person = one(headers, 'working-as');
  if (person === undefined || person === localOperator) return localOperator;
  // The log is asked, not the registers: somebody introduced a moment ago may work at once.
  const known = isId(person) && (await store.read(`person-${person}`)).revision >= 0;
  if (!known) throw new Refused({ ...refuse('actor.unknown'), place: 'Working-As' });
  return person;
};
