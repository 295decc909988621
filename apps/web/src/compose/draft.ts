import type { Values } from './form.js';

type Draft = { readonly verb: string; readonly correct: string | null; readonly values: Values };

/** What is half typed at this tab, kept over a reload. */
export const draftKept = (stream: string) => {
  const key = `minutebook.draft.${stream}`;
  const read = (): Draft | null => JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft | null;
  return {
    open: read,
    take: (verb: string, correct: string | null): Values | null => {
      const draft = read();
      return draft?.verb === verb && draft.correct === correct ? draft.values : null;
    },
    keep: (verb: string, correct: string | null, values: Values): void =>
      sessionStorage.setItem(key, JSON.stringify({ verb, correct, values })),
    forget: (): void => sessionStorage.removeItem(key),
  };
};
