import type { DatabaseSync } from 'node:sqlite';
import type { Projection } from './projection.js';
import type { Share } from './shares.js';
import { Track } from './track.js';
import type { Whole } from './whole-folding.js';

/** Up to which stream, in the order of their names, a share is folded, and how many entries that were. */
export type SharePlace = { readonly last: string; readonly entries: number };

/** How far a register is in one share of the streams. Every method belongs into a transaction. */
export class ShareTrack {
  private readonly track: Track;

  constructor(
    db: DatabaseSync,
    readonly projection: Projection,
    share: Share,
  ) {
    this.track = new Track(db, projection, 'building', `share ${share.nth} of ${share.of}`);
  }

  /** Undefined where it is not folded in shares. */
  get place(): SharePlace | undefined {
    const { checkpoint } = this.track;
    return checkpoint && { last: checkpoint.event, entries: checkpoint.position };
  }
  isAt({ last, entries }: SharePlace): boolean {
    const { place } = this;
    return place?.last === last && place.entries === entries;
  }

  begin(): void {
    this.keep({ last: '', entries: 0 });
  }
  /** @param nth which of the registers this is for whoever folded them */
  write(folded: readonly Whole[], nth: number, to: SharePlace): void {
    for (const { stream, changes } of folded) this.track.add(stream, changes[nth]!);
    this.keep(to);
  }
  drop(): void {
    this.track.drop();
  }

  private keep({ last, entries }: SharePlace): void {
    this.track.keep({ version: this.projection.version, position: entries, event: last });
  }
}
