import type { Decider, Rule } from '#kernel/decider.js';
import { deciders } from '#domain/deciders.js';
import type { Kind } from '#domain/catalogues.js';

type AnyRule = Rule<unknown, unknown>;

export const rulesBefore = (kind: Kind, type: string): readonly AnyRule[] => (deciders[kind] as Decider)?.rules[type] ?? [];

type Asked = {
  readonly rule: AnyRule;
  /** The same is asked before several facts, for reasons of its own each time. */
  readonly sources: readonly string[];
  readonly before: readonly (readonly [kind: Kind, type: string])[];
};
/** Each rule once, with every fact that it is asked before. */
export const rulesByCode = (): readonly Asked[] => {
  const found = new Map<string, Asked>();
  for (const [kind, decider] of Object.entries(deciders) as [Kind, Decider][])
    for (const [type, rules] of Object.entries(decider.rules) as [string, readonly AnyRule[]][])
      for (const rule of rules) {
        const known = found.get(rule.code) ?? { rule, sources: [], before: [] };
        const sources = new Set([...known.sources, rule.source]);
        found.set(rule.code, { ...known, sources: [...sources], before: [...known.before, [kind, type]] });
      }
  return [...found.values()].toSorted((a, b) => a.rule.code.localeCompare(b.rule.code, 'en'));
};
