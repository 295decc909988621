import { randomUUID } from 'node:crypto';
import type { Book } from '#meeting-file/book.js';
import { planOf, type Asked, type Plan } from '#meeting-file/plan.js';
import type { EventStore, Position } from '#event-store/port.js';
import { ImportRefused } from './import-refused.js';
import { NotLoaded, readBook, type Known } from './book-reader.js';
import { runId } from './run-id.js';

export type FileIn = { readonly name: string; readonly source: string };
export type Amend = { readonly reason: string } | null;

/** Plans runs on the log as it stands, and one that was cut off on the log as it stood before its first position. */
export class Planner {
  /** @param trial what it stands like: the real log, and what earlier files of the same import would add to it */
  constructor(
    private readonly real: EventStore,
    private readonly trial: EventStore,
    private readonly known: () => Known,
  ) {}

  /** @throws ImportRefused */
  async plan({ name, source }: FileIn, amend: Amend): Promise<Plan> {
    const asked = { file: name, source, amend, newMeetingId: randomUUID() };
    const now = await readBook(this.trial, this.known());
    const plan = await planned(asked, now);
    const first = plan.again ? await this.firstOf(plan) : null;
    if (first === null) return plan;
    const before = await readBook(this.real, this.known(), first - 1);
    return planned({ ...asked, newMeetingId: plan.meetingId }, { ...before, meeting: (id) => now.meeting(id), load: (id) => now.load(id) });
  }

  /** The first position of a run that the log holds, whole or in part. */
  private async firstOf({ meetingId, run }: Plan): Promise<Position | null> {
    const { boards, people } = this.known();
    const streams = [`meeting-${meetingId}`, ...boards.map((id) => `board-${id}`), ...people.map((id) => `person-${id}`)];
    const entries = (await Promise.all(streams.map((stream) => this.real.read(stream)))).flatMap(({ events }) => events);
    const positions = entries.filter(({ envelope }) => envelope.correlation === runId(meetingId, run)).map(({ position }) => position);
    return positions.length === 0 ? null : Math.min(...positions);
  }
}

type Loading = Book & { readonly load: (id: string) => Promise<void> };
const planned = async (asked: Omit<Asked, 'book'>, book: Loading): Promise<Plan> => {
  for (;;) {
    try {
      const plan = planOf({ ...asked, book });
      if ('errors' in plan) throw new ImportRefused(plan.errors);
      return plan;
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      await book.load(error.meetingId);
    }
  }
};
