import type { Fact } from '#kernel/entry.js';
import { isStretch, type Said } from '#kernel/said.js';
import { textsIn } from '#kernel/looking.js';
import { digestOf, type Text } from '#kernel/text.js';
import { specOf } from '#domain/catalogues.js';
import type { EventStore, Opened } from '#event-store/port.js';
import { erasedWords } from './projection.js';

/** A text is gone, and no erasure of it is on record. */
export class TextIsMissing extends Error {
  readonly code = 'register.text-missing';
  constructor(readonly digest: string) {
    super(`The text ${digest} is gone, and no erasure of it is on record. Restore it from a backup.`);
    this.name = 'TextIsMissing';
  }
}

/** The texts of one stream, opened; an erasure on record counts before the words are gone from the store. */
export class Words {
  private readonly texts = new Map<string, string | null>();
  private readonly erased = new Set<string>();

  /** True where one is missing, and no erasure of it is known so far. */
  take(digests: readonly string[], held: ReadonlyMap<string, Opened>): boolean {
    for (const digest of digests) {
      const found = held.get(digest);
      this.texts.set(digest, found === 'erased' ? erasedWords : (found?.text ?? null));
    }
    return digests.some((digest) => this.lacks(digest));
  }
  erase(digests: readonly string[]): void {
    for (const digest of digests) this.erased.add(digest);
  }

  lacks(digest: string): boolean {
    return !this.erased.has(digest) && (this.texts.get(digest) ?? null) === null;
  }

  /** @param holding the words of an entry. @throws TextIsMissing */
  of(said: Said | null, holding: (entry: string) => Said | undefined): string | null {
    return this.read(said, holding, 0);
  }

  private read(said: Said | null | undefined, holding: (entry: string) => Said | undefined, depth: number): string | null {
    if (said === null || said === undefined || depth > 8) return null;
    if (!isStretch(said)) return this.open(said);
    const whole = this.read(holding(said.in), holding, depth + 1);
    return whole === erasedWords ? whole : (whole?.slice(said.from, said.to) ?? null);
  }

  private open(text: Text): string {
    const digest = digestOf(text);
    if (this.lacks(digest)) throw new TextIsMissing(digest);
    return this.erased.has(digest) ? erasedWords : this.texts.get(digest)!;
  }
}

export const digestsOf = ({ type, data, entry }: Fact): readonly string[] => textsIn(specOf(entry.stream, type)!.shape, data).map(digestOf);

/** One look-up for all of them. @throws what the store throws */
export const opening = async (store: EventStore, digests: readonly string[]): Promise<ReadonlyMap<string, Opened>> =>
  digests.length === 0 ? new Map() : store.texts.get([...new Set(digests)]);
