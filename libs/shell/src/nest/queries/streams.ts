import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { kindOf } from '#domain/catalogues.js';
import { actorNames } from '../../actor.js';
import type { AsOf } from '../../as-of.js';
import { lineageOf, type Lineage } from '../../lineage/lineage.js';
import { MinuteBook } from '../../minute-book.js';
import { readStream } from '../../reading.js';
import { shownEntries, type ShownEntry } from '../../shown.js';
import { unknown } from '../../unknown.js';
import { originStream } from '../origin-stream.js';
import { answering, caughtUp } from './answering.js';

export type Page<T> = { readonly entries: readonly T[]; readonly more: boolean };

/** The entries of one stream after a revision. */
export class EntriesOf extends Query<Page<ShownEntry>> {
  constructor(
    readonly stream: string,
    readonly after: number,
    readonly limit: number,
    readonly asOf: AsOf,
  ) {
    super();
  }
}
const entriesOf = answering(EntriesOf, async (book, { stream, after, limit }, when) => {
  const read = await readStream(book.store, stream, when.at);
  if (read.revision < 0 && !(await originStream(book, stream))) throw unknown(kindOf(stream));
  const nameOf = await actorNames(
    book,
    read.recorded.map(({ entry }) => entry.actor),
    when,
  );
  const rest = shownEntries(read, nameOf).filter(({ revision }) => revision > after);
  return { entries: rest.slice(0, limit), more: rest.length > limit };
});

/** What led to an entry, and what followed from it. */
export class LineageOf extends Query<Lineage> {
  constructor(
    readonly entry: string,
    readonly asOf: AsOf,
  ) {
    super();
  }
}
const lineage = answering(LineageOf, async (book, { entry }, when) => {
  if (when.at === undefined) await caughtUp(book);
  return lineageOf(book, entry, when);
});

/**
 * The revision of a stream, and of the meeting whose entry it continues.
 * @param shown whether what is read after it is to be no older: without it nobody waits for registers that know the stream
 */
export class RevisionsOf extends Query<{ readonly own: number; readonly origin: number | null }> {
  constructor(
    readonly stream: string,
    readonly shown = true,
  ) {
    super();
  }
}

@QueryHandler(RevisionsOf)
export class RevisionsOfHandler implements IQueryHandler<RevisionsOf> {
  constructor(private readonly book: MinuteBook) {}

  async execute({ stream, shown }: RevisionsOf) {
    const origin = await originStream(this.book, stream);
    const revisionOf = async (name: string) => (await this.book.store.read(name)).revision;
    const revisions = { own: await revisionOf(stream), origin: origin === null ? null : await revisionOf(origin) };
    if (shown) await caughtUp(this.book);
    return revisions;
  }
}

/** Waits until registers and policies have followed, or as many seconds: true where they have. What is recorded is recorded all the same. */
export class Settled extends Query<boolean> {
  constructor(readonly seconds: number) {
    super();
  }
}

@QueryHandler(Settled)
export class SettledHandler implements IQueryHandler<Settled> {
  constructor(private readonly book: MinuteBook) {}

  execute({ seconds }: Settled): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), seconds * 1000);
      const done = (followed: boolean) => {
        clearTimeout(timer);
        resolve(followed);
      };
      this.book.settled().then(
        () => done(true),
        () => done(false),
      );
    });
  }
}

export const streamHandlers = [entriesOf, lineage, RevisionsOfHandler, SettledHandler];
