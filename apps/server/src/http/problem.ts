import type { Refusal } from '#kernel/refusal.js';

/** RFC 9457, with what a clerk and a program need to go on. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** The sentence and its remedy. */
  readonly detail: string;
  readonly code: string;
  /** The rule it rests on, with its source. */
  readonly rule: string | null;
  readonly remedy: string;
  /** What an override would have to name for it to be recorded all the same. */
  readonly overridable: readonly string[];
  readonly entries: readonly string[];
  /** Where in the body, the address or the headers; null where it is nowhere in particular. */
  readonly place: string | null;
};

export const problemOf = (refusal: Refusal): Problem => ({
  type: `/problems/${refusal.refused}`,
  title: titleOf(refusal.sentence),
  status: statusOf(refusal.refused),
  detail: `${refusal.sentence} ${refusal.remedy}`,
  code: refusal.refused,
  rule: refusal.rule,
  remedy: refusal.remedy,
  overridable: refusal.overridable,
  entries: refusal.entries,
  place: refusal.place ?? null,
});

/** What the code says in words: the first sentence, without what is said of this occurrence. */
const titleOf = (sentence: string): string => sentence.split(/[.:;](?=\s|$)/, 1)[0]!;

const nouns = ['address', 'stream', 'board', 'person', 'meeting', 'minutes', 'decision', 'action', 'version', 'register', 'lineage'];
const statuses: Readonly<Record<string, number>> = {
  ...Object.fromEntries(nouns.map((noun) => [`${noun}.unknown`, 404])),
  'body.not-json': 400,
  'body.too-large': 413,
  'body.too-deep': 400,
  'body.wrong': 400,
  'query.wrong': 400,
  'at.wrong': 400,
  'at.ahead': 400,
  'since.wrong': 400,
  'since.ahead': 400,
  'since.later': 400,
  'on.wrong': 400,
  'wait.wrong': 400,
  'wait.over': 503,
  'search.no-words': 400,
  'command.id-missing': 400,
  'actor.unknown': 400,
  'command.id-wrong': 400,
  'if-match.wrong': 400,
  'form.unknown': 406,
  'desks.not-built': 503,
  'host.unknown': 421,
  'origin.other': 403,
  'request.wrong': 400,
  'server.fault': 500,
  'data.wrong': 422,
  'verb.unknown': 422,
  'stream.moved': 412,
  'position.unknown': 404,
  'checkpoint.unknown': 404,
  'checkpoint.unreadable': 400,
  'checkpoint.none': 503,
  'size.wrong': 400,
  'server.closing': 503,
  'store.unavailable': 503,
  'register.unavailable': 503,
  'log.newer': 503,
  'log.not-an-entry': 503,
  'log.text-missing': 503,
};
/** What stands against an intent, as the stream is, is a conflict. */
const statusOf = (code: string): number => statuses[code] ?? 409;
