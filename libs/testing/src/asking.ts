import type { Decider } from '#kernel/decider.js';
import { askedBy } from '#kernel/event.js';

/** What a verb carries: the catalogue's example of the fact that it asks for, with some of its data otherwise. */
export const asking =
  (decider: Decider) =>
  (verb: string, otherwise: object = {}): object => {
    const [, spec] = askedBy(decider.events, verb) ?? [];
    if (!spec) throw new Error(`no verb ${verb} in ${decider.kind}`);
    return { ...(spec.example as object), ...otherwise };
  };
