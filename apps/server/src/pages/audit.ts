import type { Fact } from '#kernel/entry.js';
import { isCorrection } from '#kernel/stands.js';
import { specOf } from '#domain/catalogues.js';
import type { TrailEntry } from '#registers/audit-trail/queries.js';
import { actorInWords } from '#shell/actor.js';
import type { MinuteBook } from '#shell/minute-book.js';
import { whenOf } from '#shell/as-of.js';
import { readStream, type Read } from '#shell/reading.js';
import type { AuditShown, TrailShown } from './audit-page.js';
import { wordsIn } from './facts.js';
import type { Here } from './here.js';
import { streamNames } from './stream-names.js';

const pageLength = 50;

/** One page of the trail: after a position, or the end of it. */
export const readAudit = async (
  book: MinuteBook,
  here: Here,
  { stream, after }: { stream?: string | undefined; after?: number | undefined },
): Promise<AuditShown> => {
  const when = whenOf(here.moment);
  const last = here.moment.at ?? here.head;
  const from = after ?? (stream === undefined ? Math.max(-1, last - pageLength) : -1);
  const found = book.registers.auditTrail({ ...(stream !== undefined && { stream }), after: from, limit: pageLength + 1 }, when);
  const entries = found.slice(0, pageLength);
  const reads = new Map<string, Read>();
  for (const name of new Set(entries.map((one) => one.stream)))
    reads.set(name, await readStream(book.store, name, here.moment.at ?? undefined));
  const nameOf = streamNames(book.registers, here);
  const person = book.registers.names(when);
  return {
    here,
    stream: stream === undefined ? null : { name: stream, ...nameOf(stream) },
    entries: entries.map((one) => shown(one, reads.get(one.stream)!, nameOf(one.stream), person)),
    earlier: from < 0 ? null : Math.max(-1, from - pageLength),
    later: found.length > pageLength ? entries.at(-1)!.position : null,
  };
};

type Named = { readonly title: string; readonly href: string | null };
const shown = (one: TrailEntry, read: Read, { title, href }: Named, person: (id: string) => string | null): TrailShown => {
  const fact = read.recorded.find(({ entry }) => entry.id === one.entry);
  const revisionOf = (id: string | null) =>
    id === null ? null : (read.recorded.find(({ entry }) => entry.id === id)?.entry.revision ?? null);
  return {
    ...one,
    say: sayOf(one),
    words: fact ? wordsIn(fact, read.open) : [],
    became: fact && one.standing === 'put right' ? standing(fact, read) : null,
    reason: fact && isCorrection(fact.type) ? wordsIn(fact, read.open).at(-1)! : null,
    of: title,
    href,
    who: actorInWords(one.actor, person),
    lateBeforeRevision: revisionOf(one.lateBefore),
    correctsRevision: revisionOf(one.corrects),
    correctedByRevision: revisionOf(one.correctedBy),
  };
};

const sayOf = ({ stream, type }: TrailEntry): string => specOf(stream, type)?.say ?? type;

/** The words of an entry as it now reads. */
const standing = (fact: Fact, read: Read): readonly string[] | null => {
  const now = read.standing.find(({ entry }) => entry.id === fact.entry.id);
  return now ? wordsIn(now, read.open) : null;
};
