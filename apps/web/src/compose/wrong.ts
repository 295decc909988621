import type { Refusal } from '#kernel/refusal.js';

/** What this desk itself cannot send: it says so as the rules do, with the field that is meant. */
export const wrong = (sentence: string, remedy: string, place: string, refused = 'data.wrong'): Refusal => ({
  refused,
  sentence,
  remedy,
  rule: null,
  overridable: [],
  entries: [],
  place,
});
