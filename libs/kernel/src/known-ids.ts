/**
 * Ids in the order in which they became known. Each state of it lasts while newer ones go on from it: they share what they
 * have in common, so that adding to a long one costs no more than adding to a short one.
 */
export class KnownIds implements Iterable<string> {
  private constructor(
    private readonly places: Map<string, number>,
    readonly size: number,
  ) {}

  static of(ids: Iterable<string>): KnownIds {
    return new KnownIds(new Map(), 0).with(ids);
  }

  has(id: string): boolean {
    const place = this.places.get(id);
    return place !== undefined && place < this.size;
  }

  with(ids: Iterable<string>): KnownIds {
    // Somebody else has gone on from here: what they added is theirs.
    const places = this.places.size === this.size ? this.places : new Map([...this].map((id, place) => [id, place]));
    for (const id of ids) if (!places.has(id)) places.set(id, places.size);
    return new KnownIds(places, places.size);
  }

  *[Symbol.iterator](): Generator<string> {
    for (const [id, place] of this.places) if (place < this.size) yield id;
  }
}
