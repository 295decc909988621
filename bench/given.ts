import { once } from 'node:events';

/** What a process of the bench is told to do. It comes as a message: an argument of a program may not be as long as a list of a thousand meetings. */
export const given = async <T>(): Promise<T> => {
  const [words] = (await once(process, 'message')) as [T];
  return words;
};
