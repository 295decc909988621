import type { Fact } from '#kernel/entry.js';
import type { Is } from '#kernel/shape.js';
import { isCorrection } from '#kernel/stands.js';
import { specOf } from '#domain/catalogues.js';
import { dateInWords } from '#documents/figures.js';
import type { ShownEntry } from '#shell/shown.js';
import { fieldsIn, inWords, kindIn, membersOf } from '../compose/form.js';
import { factOf } from '../room/shown.js';
import { said } from './read.js';

/** What something that an entry names is called, by its noun. */
export type NameOf = (noun: string, id: string) => string;

/** What an entry says, member by member, in the words of the catalogue: `as voting member · from 1 January 2026`. */
export const lineOf = (
  { type, data, entry }: Pick<Fact, 'type' | 'data'> & { readonly entry: Pick<Fact['entry'], 'stream'> },
  nameOf: NameOf,
): string =>
  fieldsIn(membersOf(specOf(entry.stream, type)!.shape))
    .flatMap(({ name, label, is }) => {
      const words = valueInWords(is, data[name], nameOf);
      return words === null ? [] : [`${label} ${words}`];
    })
    .join(' · ');

const valueInWords = (is: Is, value: unknown, nameOf: NameOf): string | null => {
  if (value === null || value === undefined) return null;
  if (is.is === 'maybe') return valueInWords(is.of.is, value, nameOf);
  if (is.is === 'list') return (value as readonly unknown[]).map((one) => valueInWords(is.of.is, one, nameOf)).join(', ') || null;
  if (is.is === 'id') return nameOf(is.noun, value as string);
  if (is.is === 'flag') return value === true ? 'yes' : 'no';
  if (is.is === 'choice') return choiceInWords(is.of, value, nameOf);
  if (is.is === 'partial date' || is.is === 'date') return dateInWords(value as string);
  return is.is === 'words' || is.is === 'said' ? said(value) : typeof value === 'string' || typeof value === 'number' ? `${value}` : null;
};
/** A choice that only says which it is, is its name; else what it names. */
const choiceInWords = (kinds: Parameters<typeof kindIn>[0], value: unknown, nameOf: NameOf): string | null => {
  const kind = kindIn(kinds, value);
  const inside = kind === null ? undefined : kinds[kind]?.is;
  if (kind === null || inside?.is !== 'fields') return null;
  const words = Object.entries(inside.of).flatMap(([name, { is }]) =>
    is.is === 'flag' ? [] : (valueInWords(is, (value as Record<string, unknown>)[name], nameOf) ?? []),
  );
  return [inWords(kind), ...words].join(' ');
};

/** An entry of a history: what it said first, each correction with its reason, and whether it still counts. */
export type Told = {
  readonly entry: ShownEntry;
  readonly say: string;
  readonly line: string;
  /** How it reads now; null where it was struck out. */
  readonly now: string | null;
  readonly corrections: readonly {
    readonly entry: ShownEntry;
    readonly say: string;
    readonly reason: string | null;
    readonly line: string | null;
  }[];
  /** The first entry of a stream can be neither put right nor struck out. */
  readonly correctable: boolean;
};

/** A stream's entries, oldest first, each with what became of it. */
export const historyOf = (entries: readonly ShownEntry[], nameOf: NameOf): readonly Told[] =>
  entries
    .filter(({ type }) => !isCorrection(type) && type !== 'TextsErased')
    .map((entry) => {
      const corrections = entries
        .filter(({ type, data }) => isCorrection(type) && (data as { entry: string }).entry === entry.id)
        .map((one) => {
          const { reason, replacement } = one.data as { reason: unknown; replacement?: { data: unknown } };
          const line = replacement ? lineOf({ type: entry.type, data: replacement.data as Fact['data'], entry }, nameOf) : null;
          return { entry: one, say: specOf(one.stream, one.type)!.say, reason: said(reason), line };
        });
      const line = lineOf(factOf(entry), nameOf);
      return {
        entry,
        say: specOf(entry.stream, entry.type)!.say,
        line,
        now: corrections.length === 0 ? line : corrections.at(-1)!.line,
        corrections,
        correctable: entry.revision > 0 && entry.stands && !kernel.has(entry.type),
      };
    });
const kernel = new Set(['Overridden', 'NotCarried']);
