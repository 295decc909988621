import type { Position, Recorded } from '../port.js';
import type { Connection } from './connection.js';
import type { LogFollower } from './log-follower.js';
import type { Names } from './names.js';
import type { OnServer, ServerPosition } from './on-server.js';
import { subscribed } from './subscribing.js';

/** How many entries one reader has come past, and where on the server that is. */
export type Reached = { from: ServerPosition | null; counted: number };

/** Reads older entries from the server, for whoever is too far behind to be given them from memory. */
export class CatchUp {
  constructor(
    private readonly connection: Connection,
    private readonly names: Names,
    private readonly log: LogFollower,
  ) {}

  /**
   * From the entry after a position until the newest are near, or the line breaks, or the signal aborts: whoever reads asks again,
   * with what was reached, since a line may break sooner than what lies between two marks has come.
   */
  async *after(position: Position, signal: AbortSignal, reached: Reached): AsyncGenerator<Recorded, void, undefined> {
    const { entries, tail } = this.log;
    const mark = entries.markBefore(position);
    const { from, counted } = reached.counted > mark.counted && reached.counted <= position + 1 ? reached : mark;
    const subscription = subscribed(this.connection.client, from, [this.names.entries], (event, next) => next(null, event));
    const leave = () => subscription.destroy();
    const leaving = AbortSignal.any([signal, this.connection.ended]);
    leaving.addEventListener('abort', leave);
    let next = counted;
    try {
      for await (const event of this.connection.patiently<OnServer>(subscription, this.connection.timers.call)) {
        const at = next++;
        if (at > entries.head || this.log.stopped) return;
        [reached.from, reached.counted] = [event.at, next];
        if (at > position) yield entries.recorded(at, event.bytes);
        if (entries.after(at, 1) !== null) return;
      }
    } catch {
      // The follower meets the same error, and says so: here it is only waited for.
      if (leaving.aborted || tail.ended) return;
      if (this.log.stopped) throw this.log.stopped;
      await this.connection.pause(next === counted ? 4 : 0).catch(() => undefined);
    } finally {
      leaving.removeEventListener('abort', leave);
    }
  }
}
