import { randomUUID } from 'node:crypto';
import type { Position, Recorded } from '#event-store/port.js';
import { Refused } from './command.js';
import { upToNow } from './erasure.js';
import { factOf } from './facts.js';
import type { MinuteBook } from './minute-book.js';
import { openerFor } from './opener.js';
import { refuse } from './refusals.js';
import { digestsIn, textPlaces } from './seal.js';
import { shownData } from './shown.js';

/** A place at which an entry holds words that are to go; `words` is null where they are erased already. */
export type Going = {
  readonly position: Position;
  readonly stream: string;
  readonly type: string;
  /** Where in its data, named as in errors. */
  readonly at: string;
  readonly digest: string;
  readonly words: string | null;
};

/** As many as one entry names. */
const mostAtOnce = 500;

/** Each place at which one of these texts stands, in the order of the log. @throws Refused where no entry cites one of them; StoreUnavailable */
export const placesOf = async ({ store }: MinuteBook, digests: ReadonlySet<string>): Promise<readonly Going[]> => {
  const going: Going[] = [];
  for await (const recorded of upToNow(store, await store.head()))
    if (digestsIn(factOf(recorded)).some((digest) => digests.has(digest))) going.push(...(await goingIn(store, recorded, digests)));
  const found = new Set(going.map(({ digest }) => digest));
  const strange = [...digests].find((digest) => !found.has(digest));
  if (strange !== undefined) throw new Refused(refuse('text.not-here', `It is ${strange}.`));
  return going;
};

const goingIn = async (store: MinuteBook['store'], recorded: Recorded, digests: ReadonlySet<string>): Promise<readonly Going[]> => {
  const fact = factOf(recorded);
  const shown = shownData(fact, await openerFor(store, [fact]));
  const { position } = recorded;
  const { stream } = fact.entry;
  return textPlaces(fact)
    .filter(({ digest }) => digests.has(digest))
    .map(({ at, digest }) => ({ position, stream, type: fact.type, at, digest, words: wordsAt(shown, at) }));
};

/** What is no longer there reads `{"erased": true}`. */
const wordsAt = (data: unknown, at: string): string | null => {
  const found = at
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>> | null | undefined)?.[key], data);
  return typeof found === 'string' ? found : null;
};

export type Why = { readonly ground: string; readonly authority: string; readonly actor: string };

/**
 * Erases these words for good: on record first where they were said, from there wherever they were carried to, and then they are gone.
 * Resolves when registers have taken them out as well. @returns how many texts it were @throws Refused, StoreUnavailable
 */
export const eraseWords = async (book: MinuteBook, going: readonly Going[], { ground, authority, actor }: Why): Promise<number> => {
  const first = new Map<string, string>();
  for (const { digest, stream, words } of going) if (words !== null && !first.has(digest)) first.set(digest, stream);
  for (const [stream, all] of Map.groupBy([...first], ([, where]) => where))
    for (let from = 0; from < all.length; from += mostAtOnce) {
      const digests = all.slice(from, from + mostAtOnce).map(([digest]) => digest);
      const data = { digests, ground, authority };
      await book.record({ stream, id: randomUUID(), verb: 'EraseTexts', data, actor, recorded: 'live' });
    }
  await book.settled();
  return first.size;
};
