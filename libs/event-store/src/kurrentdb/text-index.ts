import type { OnServer } from './on-server.js';
import { jsonIn } from './on-server.js';
import type { SealedText } from '../port.js';

/** The texts of one append: they count once the entry with this leaf stands at this revision of the stream of the same name. */
export type Group = {
  readonly leaf: string;
  readonly revision: number;
  /** Said where they are written again: the entry stands already. */
  readonly bound: boolean;
  readonly texts: readonly SealedText[];
};

/** A side stream: the words that came with one stream. */
export type Side = {
  readonly stream: string;
  /** What lies before this revision was taken out. */
  from: number;
  /** The oldest revision that was seen, and the newest, -1 without one: what was cut off is seen until it is scavenged. */
  first: number;
  seen: number;
  waiting: Waiting[];
  /** The newest revision that holds words whose append came too late, -1 without one: nothing cites them. */
  lost: number;
};
export type Place = { readonly side: Side; readonly revision: number };
type Waiting = { readonly leaf: string; readonly revision: number; readonly digests: readonly string[]; readonly place: Place };

/** Where each text lies, by digest; the words themselves stay on the server. */
export class TextIndex {
  private readonly sides = new Map<string, Side>();
  private readonly places = new Map<string, Place>();
  /** Of a digest that came with two appends at once: every other place. */
  private readonly also = new Map<string, Place[]>();
  private readonly erased = new Set<string>();

  get allErased(): readonly string[] {
    return [...this.erased];
  }
  isErased(digest: string): boolean {
    return this.erased.has(digest);
  }
  placeOf(digest: string): Place | undefined {
    return this.places.get(digest);
  }
  side(stream: string): Side {
    const known = this.sides.get(stream);
    if (known) return known;
    const side: Side = { stream, from: 0, first: Infinity, seen: -1, waiting: [], lost: -1 };
    this.sides.set(stream, side);
    return side;
  }
  /** How many side streams had something taken out, and from how many it still lay in the server's files when they were read. */
  get cuts(): { readonly all: number; readonly pending: number } {
    const cut = [...this.sides.values()].filter(({ from }) => from > 0);
    return { all: cut.length, pending: cut.filter(({ first, from }) => first < from).length };
  }
  get sidesWithLosses(): readonly Side[] {
    return [...this.sides.values()].filter(hasLosses);
  }

  /** Side streams that may still hold one of these, whether an entry cites it or not. */
  holding(digests: Iterable<string>): ReadonlySet<Side> {
    const wanted = new Set(digests);
    const sides = new Set<Side>();
    for (const digest of wanted)
      for (const place of [this.places.get(digest), ...(this.also.get(digest) ?? [])]) if (place && isThere(place)) sides.add(place.side);
    for (const side of this.sides.values())
      if (hasLosses(side) || side.waiting.some((one) => one.digests.some((digest) => wanted.has(digest)))) sides.add(side);
    return sides;
  }
  /** Digests on record as erased whose words have not been taken out of their stream yet. */
  get leftToErase(): readonly string[] {
    return [...this.erased].filter((digest) =>
      [this.places.get(digest), ...(this.also.get(digest) ?? [])].some((place) => place && isThere(place)),
    );
  }

  takeErased({ bytes }: OnServer): void {
    for (const digest of (jsonIn(bytes) as { digests: readonly string[] }).digests) this.erased.add(digest);
  }

  /** @param filled the newest revision of the stream that these texts came with @throws TypeError where there are none */
  takeTexts(stream: string, { bytes, revision }: OnServer, filled: number): void {
    const side = this.side(stream);
    const place = { side, revision };
    side.first = Math.min(side.first, revision);
    side.seen = revision;
    const groups = groupsIn(bytes);
    if (!groups) throw new TypeError('not texts');
    for (const group of groups) {
      const digests = group.texts.map(({ digest }) => digest);
      // Written again while its entry came to stand: it is known here by now.
      const stands = group.bound || (group.revision <= filled && digests.every((digest) => this.places.get(digest)?.side === side));
      if (stands) for (const digest of digests) this.put(digest, place);
      else if (group.revision <= filled) side.lost = revision;
      else side.waiting.push({ leaf: group.leaf, revision: group.revision, digests, place });
    }
  }

  isWaiting(stream: string): boolean {
    return (this.sides.get(stream)?.waiting.length ?? 0) > 0;
  }

  /** An entry has come to stand: the texts that were written for it count, and those of its rivals never will. */
  takeEntry(stream: string, revision: number, leaf: string): void {
    const side = this.side(stream);
    const due = side.waiting.filter((one) => one.revision <= revision);
    if (due.length === 0) return;
    side.waiting = side.waiting.filter((one) => one.revision > revision);
    for (const one of due) {
      if (one.leaf === leaf && one.revision === revision) for (const digest of one.digests) this.put(digest, one.place);
      else side.lost = Math.max(side.lost, one.place.revision);
    }
  }

  /** What lies before a revision was taken out of a side stream. */
  takeCut(stream: string, from: number): void {
    const side = this.side(stream);
    side.from = Math.max(side.from, from);
    side.waiting = side.waiting.filter(({ place }) => isThere(place));
  }

  /** The stream of a text is its first; within that the newest place counts, since what lies before it may be cut off at any moment. */
  private put(digest: string, place: Place): void {
    const known = this.places.get(digest);
    if (!known || known.side === place.side || !isThere(known)) this.places.set(digest, place);
    else this.also.set(digest, [...(this.also.get(digest) ?? []).filter(isThere), place]);
  }
}

const hasLosses = (side: Side) => side.lost >= side.from;
export const isThere = ({ side, revision }: Place): boolean => revision >= side.from;

/** Null where the event holds what was not written by Minutebook. */
export const groupsIn = (bytes: Uint8Array): readonly Group[] | null => {
  try {
    const { groups } = jsonIn(bytes) as { readonly groups: readonly Group[] };
    return groups.every(isGroup) ? groups : null;
  } catch {
    return null;
  }
};
const isGroup = ({ leaf, revision, bound, texts }: Group): boolean =>
  typeof leaf === 'string' && Number.isSafeInteger(revision) && typeof bound === 'boolean' && texts.every(isText);
const isText = ({ digest, salt, text }: SealedText): boolean =>
  typeof digest === 'string' && typeof salt === 'string' && (text === null || typeof text === 'string');
