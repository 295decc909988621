import { canonical } from '#kernel/canonical.js';
import { idOf, kindOf } from '#domain/catalogues.js';
import { commandHash, textDigest } from '#event-store/digests.js';
import type { Envelope, SealedText } from '#event-store/port.js';

/** Ids of a copy by those of the original, and salts by what they are for. */
export type Copying = { readonly id: (original: string) => string; readonly salt: (what: string) => string };
/** What a text says, and its number among those of the original. */
export type Words = { readonly nth: number; readonly text: string };
export type Otherwise = { readonly revision: number; readonly date: string; readonly recordedAt: string };

/** An entry to be written again and again, each time with other ids, salts and dates. */
export type Stencil = {
  readonly stream: (copy: Copying) => string;
  /** The bytes of one copy; its texts are added to the list. */
  readonly print: (copy: Copying, otherwise: Otherwise, texts: SealedText[]) => Uint8Array;
};

const holes =
  /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?<="\$t":")([A-Za-z0-9_-]{43})|(?<="nonce":")([^"]+)|(?<="commandHash":")([^"]+)|(?<="recordedAt":)("[^"]+")|(?<="date":)("[^"]+")|(?<="revision":)(\d+)/g;

type Hole = (copy: Copying, otherwise: Otherwise, texts: SealedText[]) => string;

/** @param words what the texts of the entry say. @param date the day that each copy has another one for */
export const stencilOf = (envelope: Envelope, words: ReadonlyMap<string, Words>, date: string): Stencil => {
  const spelt = canonical(envelope);
  const parts: (string | Hole)[] = [];
  let read = 0;
  for (const match of spelt.matchAll(holes)) {
    parts.push(spelt.slice(read, match.index), holeFor(match, envelope.id, words, date));
    read = match.index + match[0].length;
  }
  parts.push(spelt.slice(read));
  const encoder = new TextEncoder();
  return {
    stream: (copy) => `${kindOf(envelope.stream)}-${copy.id(idOf(envelope.stream))}`,
    print: (copy, otherwise, texts) => {
      const filled = parts.map((part) => (typeof part === 'string' ? part : part(copy, otherwise, texts)));
      return encoder.encode(filled.join(''));
    },
  };
};

const holeFor = (match: RegExpExecArray, entry: string, words: ReadonlyMap<string, Words>, date: string): Hole => {
  const [, id, text, nonce, hash, recordedAt, day] = match;
  if (id) return (copy) => copy.id(id);
  if (text) return textHole(words.get(text)!);
  if (nonce) return (copy) => copy.salt(`nonce ${entry}`);
  if (hash) return hashHole(entry);
  if (recordedAt) return (_, otherwise) => `"${otherwise.recordedAt}"`;
  if (day) return day === `"${date}"` ? (_, otherwise) => `"${otherwise.date}"` : () => day;
  return (_, otherwise) => String(otherwise.revision);
};

const textHole = ({ nth, text }: Words): Hole => {
  return (copy, _, texts) => {
    const salt = copy.salt(`text ${nth}`);
    const digest = textDigest(salt, text);
    texts.push({ digest, salt, text });
    return digest;
  };
};

/** The salt of a command is kept with its entry, as for any other. */
const hashHole = (entry: string): Hole => {
  return (copy, _, texts) => {
    const salt = copy.salt(`command ${entry}`);
    const digest = commandHash(salt, entry);
    texts.push({ digest, salt, text: null });
    return digest;
  };
};
