import type { Refusal } from '#kernel/refusal.js';
import { ruleInWords } from '#shell/rule-in-words.js';

/** What stopped a command, in three sentences or less: the place, the rule and the remedy. */
export class Failure extends Error {
  readonly exit: 1 | 2;
  readonly place: string | null;
  readonly rule: string | null;
  readonly remedy: string | null;

  constructor(
    sentence: string,
    {
      exit = 1,
      place = null,
      rule = null,
      remedy = null,
    }: { exit?: 1 | 2; place?: string | null; rule?: string | null; remedy?: string | null } = {},
  ) {
    super(sentence);
    this.name = 'Failure';
    this.exit = exit;
    this.place = place;
    this.rule = rule;
    this.remedy = remedy;
  }
}

/** It was asked for in a way that no command understands. */
export const wrongUsage = (sentence: string, remedy: string) => new Failure(sentence, { exit: 2, remedy });

/** It was understood, and the answer is bad news. */
export const badNews = (sentence: string, remedy: string | null = null) => new Failure(sentence, { remedy });

export const refusedAt = (place: string | null, { sentence, remedy, refused, rule }: Refusal) =>
  new Failure(sentence, { place, rule: rule ? `${refused}, ${ruleInWords(rule)}` : refused, remedy });

/** As the operator reads it: one line for each thing that it says. */
export const linesOf = ({ message, place, rule, remedy }: Failure): readonly string[] => [
  `minutebook: ${place ? `${place}: ` : ''}${message}`,
  ...(rule ? [`  rule: ${rule}`] : []),
  ...(remedy ? [`  remedy: ${remedy}`] : []),
];
