import { isStretch, type Said } from '#kernel/said.js';
import { isSealed, type Text } from '#kernel/text.js';
import { inWords, readSaid, type Held, type Open } from '#documents/reader.js';

/** What a view says, with each text in words, whoever holds them. Null stays not stated. */
export type Opened<V> = V extends Text
  ? string
  : V extends Said
    ? string
    : V extends object
      ? { readonly [K in keyof V]: Opened<V[K]> }
      : V;

export const openView = <V>(view: V, held: Held, open: Open): Opened<V> => opening(view, held, open) as Opened<V>;

const opening = (value: unknown, held: Held, open: Open): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => opening(one, held, open));
  if (isSealed(value)) return inWords(open(value as unknown as Text));
  if (isAStretch(value)) return readSaid(value, held, open);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, opening(one, held, open)]));
};

const isAStretch = (value: object): value is Said & { readonly in: string } =>
  isStretch(value as Said) && Object.keys(value).sort().join() === 'from,in,to' && typeof (value as { in: unknown }).in === 'string';
