declare const opaque: unique symbol;

/**
 * Words that the log commits to and does not contain: at run time `{ $t: digest }`.
 * Deciders, rules and folds may ask whether a text is there, never what it says; only documents and registers open it.
 */
export type Text = { readonly [opaque]: 'text' };

/** What a text is when somebody looks: its words, or the reason why there are none. */
export type Opened = { readonly words: string } | 'erased' | 'withheld';

export type Sealed = { readonly $t: string };

export const sealed = (digest: string): Text => ({ $t: digest }) as unknown as Text;
export const digestOf = (text: Text): string => (text as unknown as Sealed).$t;

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 1 && typeof (value as Sealed).$t === 'string';

/** Words that are not sealed yet, in a client's hands or a spec's. */
export const text = (words: string): Text => words as unknown as Text;
