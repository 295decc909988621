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

/** The digests that an entry cites. */
export const digestsIn = ({ type, data, entry }: Fact): readonly string[] => {
  const digests: string[] = [];
  specOf(entry.stream, type)?.shape.map(data, { text: (text) => (digests.push(digestOf(text)), text) });
  return digests;
};
