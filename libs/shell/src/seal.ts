import type { Fact } from '#kernel/entry.js';
import type { Shape } from '#kernel/shape.js';
import { digestOf, isSealed, sealed, type Text } from '#kernel/text.js';
import { specOf } from '#domain/catalogues.js';
import { newSalt, textDigest } from '#event-store/digests.js';
import type { SealedText } from '#event-store/port.js';

/** The value with each text in its hands replaced by the digest that commits to it, and those texts. */
export const seal = <T>(shape: Shape<T>, value: T): { readonly value: T; readonly texts: readonly SealedText[] } => {
  const texts: SealedText[] = [];
  const one = (text: Text) => {
    if (isSealed(text)) return text;
    const salt = newSalt();
    const digest = textDigest(salt, text as unknown as string);
    texts.push({ digest, salt, text: text as unknown as string });
    return sealed(digest);
  };
  return { value: shape.map(value, { text: one }), texts };
};

/** Where a text stands in the data of an entry, named as in errors, and the digest by which it can be erased. */
export type TextPlace = { readonly at: string; readonly digest: string };

/** Each text that an entry cites, in its place. */
export const textPlaces = ({ data }: Pick<Fact, 'data'>): readonly TextPlace[] => placesIn(data, '');
const placesIn = (value: unknown, at: string): readonly TextPlace[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (isSealed(value)) return [{ at, digest: value.$t }];
  if (Array.isArray(value)) return value.flatMap((one, n) => placesIn(one, `${at}[${n}]`));
  return Object.entries(value).flatMap(([key, one]) => placesIn(one, at ? `${at}.${key}` : key));
};

/** The digests that an entry cites. */
export const digestsIn = ({ type, data, entry }: Fact): readonly string[] => {
  const digests: string[] = [];
  specOf(entry.stream, type)?.shape.map(data, { text: (text) => (digests.push(digestOf(text)), text) });
  return digests;
};
