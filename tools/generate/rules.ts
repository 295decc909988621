import type { Decider, Rule } from '#kernel/decider.js';
import { deciders } from '#domain/deciders.js';
import type { Kind } from '#domain/catalogues.js';

type AnyRule = Rule<unknown, unknown>;

export const rulesBefore = (kind: Kind, type: string): readonly AnyRule[] => (deciders[kind] as Decider)?.rules[type] ?? [];

/** Each rule once, with every fact that it is asked before. */
export const rulesByCode = (): readonly { readonly rule: AnyRule; readonly before: readonly (readonly [kind: Kind, type: string])[] }[] => {
  const found = new Map<string, { rule: AnyRule; before: (readonly [Kind, string])[] }>();
  for (const [kind, decider] of Object.entries(deciders) as [Kind, Decider][])
    for (const [type, rules] of Object.entries(decider.rules) as [string, readonly AnyRule[]][])
      for (const rule of rules) {
        const known = found.get(rule.code) ?? { rule, before: [] };
        found.set(rule.code, known);
        known.before.push([kind, type]);
      }
  return [...found.values()].toSorted((a, b) => a.rule.code.localeCompare(b.rule.code, 'en'));
};
