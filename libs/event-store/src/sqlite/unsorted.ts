import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Position } from '../port.js';

type Streams = Map<string, { revision: number; positions: Position[] }>;
/** Up to which entry, and which text. */
type UpTo = { readonly events: Position; readonly texts: number };

/** The entries and texts that the file's sorted tables do not hold yet, by the names by which they are looked for. */
export class Unsorted {
  private readonly ids = new Map<string, Position>();
  private readonly streams: Streams = new Map();
  private readonly places = new Map<string, number>();
  /** How far the sorted tables went when that was looked at last, and up to where what came after is known here. */
  private sorted: UpTo = { events: -1, texts: 0 };
  private seen = { events: -1, texts: 0 };
  private version: number | null = null;

  private readonly versionNow: StatementSync;
  private readonly sortedNow: StatementSync;
  private readonly eventsAfter: StatementSync;
  private readonly textsAfter: StatementSync;

  constructor(db: DatabaseSync) {
    this.versionNow = db.prepare('PRAGMA data_version');
    this.sortedNow = db.prepare('SELECT events, texts FROM sorted');
    this.eventsAfter = db.prepare('SELECT position, stream, revision, id FROM events WHERE position > ? ORDER BY position');
    this.textsAfter = db.prepare('SELECT place, digest FROM texts WHERE place > ? ORDER BY place');
    for (const statement of [this.eventsAfter, this.textsAfter]) statement.setReturnArrays(true);
  }

  get count(): number {
    return this.ids.size + this.places.size;
  }

  /** With what others have committed since it was looked at last. */
  renewed(): this {
    const version = (this.versionNow.get() as { data_version: number }).data_version;
    if (version === this.version) return this;
    const sorted = this.sortedNow.get() as UpTo;
    if (this.version === null) this.beginAfter(sorted);
    else if (sorted.events !== this.sorted.events || sorted.texts !== this.sorted.texts) this.sortedTo(sorted);
    type Row = [Position, string, number, string];
    for (const row of this.eventsAfter.all(this.seen.events) as unknown as Row[]) this.event(...row);
    for (const [place, digest] of this.textsAfter.all(this.seen.texts) as unknown as [number, string][]) {
      this.seen.texts = place;
      if (!this.places.has(digest)) this.places.set(digest, place);
    }
    this.version = version;
    return this;
  }

  forget(): void {
    this.version = null;
    this.beginAfter({ events: -1, texts: 0 });
  }

  event(position: Position, stream: string, revision: number, id: string): void {
    this.seen.events = position;
    this.ids.set(id, position);
    const there = this.streams.get(stream);
    if (!there) this.streams.set(stream, { revision, positions: [position] });
    else {
      there.revision = revision;
      there.positions.push(position);
    }
  }

  /** Of a text that is put now: its place. */
  text(digest: string): number {
    this.places.set(digest, ++this.seen.texts);
    return this.seen.texts;
  }

  hasId(id: string): boolean {
    return this.ids.has(id);
  }
  revisionOf(stream: string): number | undefined {
    return this.streams.get(stream)?.revision;
  }
  positionsOf(stream: string): readonly Position[] {
    return this.streams.get(stream)?.positions ?? [];
  }
  streamsAfter(name: string): readonly string[] {
    return [...this.streams.keys()].filter((one) => one > name);
  }
  readonly placeOf = (digest: string): number | undefined => this.places.get(digest);

  /** The oldest of them. @param most of entries, and of texts */
  oldest(most: number): UpTo {
    const { sorted, seen } = this;
    return { events: Math.min(seen.events, sorted.events + most), texts: Math.min(seen.texts, sorted.texts + most) };
  }

  /** What the sorted tables hold now need not be known here. */
  sortedTo({ events, texts }: UpTo): void {
    // Maps keep the order in which they were filled, which is that of the log.
    forgetUpTo(this.ids, events);
    forgetUpTo(this.places, texts);
    for (const [stream, there] of this.streams) {
      there.positions = there.positions.filter((position) => position > events);
      if (there.positions.length === 0) this.streams.delete(stream);
    }
    this.sorted = { events, texts };
    this.seen = { events: Math.max(events, this.seen.events), texts: Math.max(texts, this.seen.texts) };
  }

  private beginAfter(sorted: UpTo): void {
    this.sorted = sorted;
    this.seen = { ...sorted };
    this.ids.clear();
    this.streams.clear();
    this.places.clear();
  }
}

const forgetUpTo = (places: Map<string, number>, last: number): void => {
  for (const [name, place] of places) {
    if (place > last) return;
    places.delete(name);
  }
};
