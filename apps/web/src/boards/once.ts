import type { Sending } from '../net/send.js';

/** What was sent without an answer is sent again under the ids that it had, and so recorded once. Other data are other entries. */
export const sentOnce = () => {
  let last: { readonly of: string; readonly all: readonly Sending[] } | null = null;
  return (data: unknown, planned: () => readonly Sending[]): readonly Sending[] => {
    const of = JSON.stringify(data);
    if (last?.of !== of) last = { of, all: planned() };
    return last.all;
  };
};
