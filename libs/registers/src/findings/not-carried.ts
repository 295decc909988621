import { streamRefusals } from '#kernel/stream.js';
import type { RefusalBook } from '#kernel/refusal.js';
import type { Rule } from '#kernel/decider.js';
import { deciders } from '#domain/deciders.js';
import { actionRefusals } from '#domain/action/index.js';
import { decisionRefusals } from '#domain/decision/index.js';
import { meetingRefusals } from '#domain/meeting/room.js';

/** What was carried, by the fact that it was recorded as elsewhere. */
const carried: Readonly<Record<string, string>> = {
  ActionReported: 'A report on this action, made at a meeting,',
  CorrectionAgreed: 'A correction agreed at another meeting',
  DecisionTakenUp: 'What another meeting made of this decision',
  MinutesApproved: 'The approval of these minutes',
  MinutesCirculated: 'The sending out of the minutes',
  PutRight: 'A correction of what was recorded elsewhere',
  StruckOut: 'The striking out of what was recorded elsewhere',
};

const rules = Object.values(deciders).flatMap((decider) => Object.values(decider.rules).flat()) as readonly Pick<
  Rule<unknown, unknown>,
  'code' | 'says'
>[];
const books: RefusalBook = {
  ...streamRefusals,
  ...meetingRefusals,
  ...decisionRefusals,
  ...actionRefusals,
  'words.elsewhere': { says: 'Its words are a part of a longer text, which stands at the meeting only.', remedy: '' },
  'condition.not-stated': { says: 'It does not say which condition is meant.', remedy: '' },
};
const sentences: Readonly<Record<string, string>> = {
  ...Object.fromEntries(rules.map(({ code, says }) => [code, says])),
  ...Object.fromEntries(Object.entries(books).map(([code, { says }]) => [code, says])),
};

/** `A correction agreed at another meeting could not be carried here: No such entry is in this stream.` */
export const notCarriedInWords = (type: string, code: string): string => {
  const what = carried[type] ?? 'What was recorded elsewhere';
  const why = sentences[code];
  return why === undefined ? `${what} could not be carried here.` : `${what} could not be carried here: ${why}`;
};
