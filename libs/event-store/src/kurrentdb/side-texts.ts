import { binaryEvent, END, NO_STREAM, START } from '@eventstore/db-client';
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { InvalidEnvelope, type Opened } from '../port.js';
import { append, type Append } from './append-call.js';
import type { Connection } from './connection.js';
import { actualIn, away, meaningOf } from './failures.js';
import { eventOf } from './founding.js';
import type { LogFollower } from './log-follower.js';
import { metadataOf, mostAlone, mostBytes, type Names } from './names.js';
import { jsonBytes, onServer, settingsIn, type OnServer } from './on-server.js';
import { groupsIn, isThere, type Group, type Place, type Side } from './text-index.js';

const tries = 20;
const reading = 'The words cannot be read';
const none: readonly Group[] = [];
type Sought = { readonly digest: string; readonly place: Place };

/** The words beside the log: an event for the texts of one append, or several where they are many, in a side stream for each stream. */
export class SideTexts {
  private readonly sweeping = new Map<Side, Promise<void>>();

  constructor(
    private readonly connection: Connection,
    private readonly names: Names,
    private readonly log: LogFollower,
  ) {}

  /** Durable when it resolves; they count once their entry stands. @throws InvalidEnvelope where one is too long, StoreUnavailable */
  async write(stream: string, group: Group): Promise<void> {
    const all = eventsFor(group);
    const longest = Math.max(...all.map(({ length }) => length));
    if (longest > mostAlone)
      throw new InvalidEnvelope('texts', `hold one of ${longest} bytes as JSON writes it, and this store takes ${mostAlone}`);
    for (const data of all) {
      const sent: Append = {
        stream: this.names.texts + stream,
        expected: 'any',
        events: [{ id: randomUUID(), type: 'TextsSealed', data }],
      };
      // Sent again after a doubt it may stand there twice: that harms nobody, and the next erasure takes one away.
      await this.connection.again('The words cannot be kept', (client) => append(client, sent, this.connection.timers.attempt));
    }
  }

  /** @param garbled is given those of which the bytes are not UTF-8 and were read as U+FFFD @throws StoreUnavailable */
  async get(digests: readonly string[], garbled = new Set<string>()): Promise<ReadonlyMap<string, Opened>> {
    const { texts } = this.log;
    const opened = new Map<string, Opened>();
    let left: readonly string[] = [...new Set(digests)];
    for (let attempt = 0; left.length > 0; attempt++) {
      if (attempt === tries) throw away(reading, this.connection.to.shown, new Error(`what is asked for was written again ${tries} times`));
      const held = left.flatMap((digest): readonly Sought[] => {
        const place = texts.isErased(digest) ? undefined : texts.placeOf(digest);
        return place ? [{ digest, place }] : [];
      });
      const sides = Map.groupBy(held, ({ place }) => place.side);
      for (const [side, all] of sides)
        await this.open(side, new Map(all.map(({ digest, place }) => [digest, place.revision])), opened, garbled);
      const missing = held.filter(({ digest }) => !opened.has(digest));
      for (const side of new Set(missing.map(({ place }) => place.side))) await this.learnOfCuts(side);
      // What was written again while it was read has moved; what has not is gone.
      left = missing.filter(({ digest, place }) => texts.placeOf(digest) !== place).map(({ digest }) => digest);
    }
    // Asked last: one may have been erased while the others were read.
    for (const digest of digests) if (texts.isErased(digest)) opened.set(digest, 'erased');
    return opened;
  }

  /** Until it is known here what was taken out of a side stream up to now, and where the rest was written again. @throws StoreUnavailable */
  private async learnOfCuts(side: Side): Promise<void> {
    const { cut } = await this.settingsOf(this.names.texts + side.stream, reading);
    await this.log.mustSee(reading, () => side.from >= cut);
  }

  /** Takes these, on record as erased, out of every side stream. @throws StoreUnavailable */
  async remove(digests: readonly string[]): Promise<void> {
    for (const side of this.log.texts.holding(digests)) await this.writeAgain(side);
  }

  /** Words that lost a race go a while later, with those that lose one until then. */
  sweepLater(side: Side): void {
    if (this.sweeping.has(side)) return;
    const { ended, timers } = this.connection;
    const sweeping = wait(timers.sweep, undefined, { signal: ended, ref: false })
      .then(() => this.writeAgain(side))
      .catch(() => undefined)
      .finally(() => this.sweeping.delete(side));
    this.sweeping.set(side, sweeping);
  }

  private async open(side: Side, revisions: ReadonlyMap<string, number>, opened: Map<string, Opened>, garbled: Set<string>): Promise<void> {
    const all = [...revisions.values()];
    const [from, to] = [Math.min(...all), Math.max(...all)];
    for (const event of await this.events(side, from, to - from + 1))
      for (const { texts } of groupsIn(event.bytes) ?? none)
        for (const { digest, salt, text } of texts) {
          if (revisions.get(digest) !== event.revision || opened.has(digest)) continue;
          opened.set(digest, { salt, text });
          if (text?.includes('\ufffd') && !isUtf8(event.bytes)) garbled.add(digest);
        }
  }

  private events(side: Side, from: number, most: number): Promise<readonly OnServer[]> {
    const { connection } = this;
    return connection.again(reading, async (client) => {
      const found: OnServer[] = [];
      try {
        const read = client.readStream(this.names.texts + side.stream, {
          fromRevision: from === 0 ? START : BigInt(from),
          maxCount: most,
          requiresLeader: true,
        });
        for await (const resolved of connection.patiently(read)) {
          const event = onServer(resolved);
          if (event) found.push(event);
        }
      } catch (error) {
        if (meaningOf(error) !== 'no stream') throw error;
      }
      return found;
    });
  }

  /** Writes what remains at the end of the side stream and cuts off what lies before it. */
  private async writeAgain(side: Side): Promise<void> {
    for (let attempt = 0; attempt < tries; attempt++) {
      const events = await this.events(side, side.from, Number.MAX_SAFE_INTEGER);
      const last = events.at(-1)?.revision ?? -1;
      if (last < 0) return;
      await this.log.mustSee('The words cannot be taken out', () => side.seen >= last);
      const { groups, dropped } = this.remaining(side, events);
      if (dropped === 0) return;
      const written = await this.writeAll(side, groups, last);
      if (written === null) continue;
      await this.log.mustSee('The words cannot be taken out', () => side.seen >= written);
      // An entry came to stand while its words were on their way: only once that is said with them may the older go.
      if (groups.some((group) => !group.bound && group.revision <= this.log.entries.revisionOf(side.stream))) continue;
      await this.cut(this.names.texts + side.stream, last + 1);
      await this.log.mustSee('The words cannot be taken out', () => side.from > last);
      return;
    }
    throw new Error(`The side stream of ${side.stream} was written to ${tries} times while it was written again.`);
  }

  private remaining(side: Side, events: readonly OnServer[]): { readonly groups: readonly Group[]; readonly dropped: number } {
    const { texts, entries } = this.log;
    const filled = entries.revisionOf(side.stream);
    const had = new Set<string>();
    let dropped = 0;
    const groups = events.flatMap((event) => {
      const its = groupsIn(event.bytes);
      // What nobody can read may hold the words that are to go.
      if (!its) dropped++;
      return (its ?? none).flatMap((group): Group[] => {
        const bound = group.bound || group.revision <= filled;
        const kept = group.texts.filter(({ digest }) => {
          const place = texts.placeOf(digest);
          // Of a group whose revision is filled, what is not known here was written for an append that came too late.
          const stays = !texts.isErased(digest) && !had.has(digest) && (!bound || (place?.side === side && isThere(place)));
          if (stays && bound) had.add(digest);
          if (!stays) dropped++;
          return stays;
        });
        return kept.length === 0 ? [] : [{ ...group, bound, texts: kept }];
      });
    });
    return { groups, dropped };
  }

  /** The revision of the last, or null where somebody else wrote there meanwhile. */
  private async writeAll(side: Side, groups: readonly Group[], after: number): Promise<number | null> {
    let last = after;
    for (const some of inPortions(groups)) {
      const event = binaryEvent({ type: 'TextsKept', data: jsonBytes({ groups: some }) });
      try {
        const expectedRevision = BigInt(last);
        await this.connection.again('The words cannot be taken out', (client) =>
          client.appendToStream(this.names.texts + side.stream, event, {
            expectedRevision,
            requiresLeader: true,
            deadline: this.connection.timers.attempt,
          }),
        );
        last++;
      } catch (error) {
        if (meaningOf(error) === 'wrong revision') return null;
        throw error;
      }
    }
    return last;
  }

  /** Never back: two who cut at once must not show what one of them has taken away. */
  async cut(stream: string, before: number): Promise<void> {
    const doing = 'The words cannot be taken out';
    for (let attempt = 0; attempt < tries; attempt++) {
      const { newest, cut, others } = await this.settingsOf(stream, doing);
      if (cut >= before) return;
      try {
        await this.connection.again(doing, (client) =>
          client.setStreamMetadata(
            stream,
            { ...others, truncateBefore: before },
            {
              expectedRevision: newest ? BigInt(newest.revision) : NO_STREAM,
              requiresLeader: true,
              deadline: this.connection.timers.attempt,
            },
          ),
        );
        return;
      } catch (error) {
        if (meaningOf(error) !== 'wrong revision' || actualIn(error) === newest?.revision) throw error;
      }
    }
    throw new Error(`The settings of ${stream} were changed ${tries} times while they were changed.`);
  }

  private async settingsOf(stream: string, doing: string) {
    const newest = await this.connection.again(doing, () => eventOf(this.connection, metadataOf(stream), END));
    const { $tb = 0, ...others } = newest ? settingsIn(newest.bytes) : {};
    return { newest, cut: Number($tb), others };
  }
}

/** The same in as many as it takes: each counts by itself once the entry stands. */
const eventsFor = (group: Group): readonly Uint8Array[] => {
  const bytes = jsonBytes({ groups: [group] });
  if (bytes.length <= mostBytes) return [bytes];
  return inPortions(group.texts.map((text) => ({ ...group, texts: [text] }))).map((groups) => jsonBytes({ groups }));
};

const inPortions = (groups: readonly Group[]): readonly (readonly Group[])[] => {
  const portions: Group[][] = [];
  let bytes = Infinity;
  for (const group of groups) {
    const size = jsonBytes(group).length + 1;
    if (bytes + size > mostBytes - 64) {
      portions.push([]);
      bytes = 0;
    }
    portions.at(-1)!.push(group);
    bytes += size;
  }
  return portions;
};
