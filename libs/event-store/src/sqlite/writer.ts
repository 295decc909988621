import type { DatabaseSync } from 'node:sqlite';
import { LogMoved } from '../closing.js';
import { type Appended, InvalidEnvelope, type SealedText, StoreUnavailable, TextWasErased, WrongRevision } from '../port.js';
import { failureOf } from './failures.js';
import { pragma } from './fitness.js';
import { GroupSize } from './group-size.js';
import { Known } from './known.js';
import { type Answer, type Asked, failedOf, type Failed, type Filing, type Request } from './requests.js';
import { type Statements, statements } from './statements.js';

/** About 32 MiB of the write-ahead log, in pages: pages that many appends write to go to the file once for all of them. */
const pagesBetweenCheckpoints = 8_000;
/** What is sorted when nothing else is asked waits for it less long than a hundred appends would. */
const pagesWhenIdle = 1_000;
/** In entries and texts: from so many on they are sorted once nothing is asked. */
const worthSorting = 3_000;
/** When what is found in memory alone is sorted into the file. */
export type Sorting = {
  /** In entries and texts: so many are sorted even while more is asked; they are read by each that opens the log. */
  readonly at: number;
  /** Of entries, and of texts: who comes meanwhile waits until so many are sorted. */
  readonly together: number;
};
export const usually: Sorting = { at: 48_000, together: 1_500 };
/** In KiB: the indices of what was written last are by chance all over the file. */
const cache = 8 * 1_024;

type Append = Extract<Asked, { do: 'append' }>;

/**
 * The one connection that writes. What is asked together shares a transaction and a sync; each append is still checked against
 * its own stream, and refused alone. After an error of the disk it writes nothing more.
 */
export class Writer {
  private readonly sql: Statements;
  private readonly known: Known;
  private readonly size = new GroupSize();
  private version: unknown;
  private pages = 0;
  private why: StoreUnavailable | null = null;

  constructor(
    private readonly db: DatabaseSync,
    private readonly sorting = usually,
  ) {
    db.exec(`PRAGMA cache_size = -${cache}`);
    this.sql = statements(db);
    this.known = new Known(this.sql);
    this.othersWrote();
    // What a failed disk left in the journal may be in memory alone: from here on it is in the file, and synced.
    this.checkpoint();
  }

  get stopped(): StoreUnavailable | null {
    return this.why;
  }

  /** So many at most are given to it at once. */
  get groupSize(): number {
    return this.size.now;
  }

  /** Hands out answers when what they say is durable. Never throws. */
  take(requests: readonly Request[], answer: (answers: readonly Answer[]) => void): void {
    if (requests.length > 0) this.write(requests, answer, false);
    this.sortAtLeast(2 * rowsOf(requests));
    if (this.pages >= pagesBetweenCheckpoints) this.checkpoint();
  }

  /** For when nothing is asked: sorts some of what is found in memory alone. Never throws. @returns whether more is worth sorting */
  rest(): boolean {
    const isDue = () => this.sql.unsorted() >= Math.min(worthSorting, this.sorting.at);
    const goesOn = isDue() && this.sort();
    if (this.pages >= pagesWhenIdle) this.checkpoint();
    return goesOn && isDue();
  }

  /** Whether another connection, of this program or another one, has committed since this was asked last: who rests would hold it up. Never throws. */
  othersWrote(): boolean {
    const before = this.version;
    try {
      this.version = pragma(this.db, 'data_version');
    } catch (error) {
      this.stopIfItLasts(error);
    }
    return this.version !== before;
  }

  close(): void {
    this.db.close();
  }

  /** @param careful ids are looked up before anything is written: where they were not, the file itself has refused one */
  private write(requests: readonly Request[], answer: (answers: readonly Answer[]) => void, careful: boolean): void {
    const none = this.why && nothingMore(this.why);
    if (none) return answer(requests.map(({ n }) => ({ n, failed: failedOf(none) })));
    try {
      const answers = this.transaction(requests, careful);
      this.pages += 4;
      this.afterCommit(requests, answers, answer);
    } catch (error) {
      const failure = failureOf(error);
      const known = failure.error instanceof StoreUnavailable;
      if (failure.lasts) this.why = failure.error as StoreUnavailable;
      this.rollBack();
      if (!known && !careful) this.write(requests, answer, true);
      // One that SQLite will not have must not take the others with it.
      else if (!known && requests.length > 1) for (const request of requests) this.write([request], answer, true);
      else answer(requests.map(({ n }) => ({ n, failed: failedOf(failure.error) })));
    }
  }

  private transaction(requests: readonly Request[], careful: boolean): readonly Answer[] {
    this.db.exec('BEGIN IMMEDIATE');
    this.known.renew();
    // Others may have held the file until now: that is no time in which anything was put.
    const begun = performance.now();
    const answers = requests.map((request) => this.one(request, careful));
    const put = performance.now();
    this.db.exec('COMMIT');
    this.size.took(requests.length, put - begun, performance.now() - put);
    return answers;
  }

  /** Whoever erases waits for more than the others: the words are in the older pages of the journal until it is cut. */
  private afterCommit(requests: readonly Request[], answers: readonly Answer[], answer: (answers: readonly Answer[]) => void): void {
    const isErasure = answers.map((_, place) => requests[place]!.asked.do === 'erase');
    const others = answers.filter((_, place) => !isErasure[place]);
    if (others.length > 0) answer(others);
    if (others.length === answers.length) return;
    const failed = this.cutJournal();
    answer(answers.filter((_, place) => isErasure[place]).map((one) => (failed ? { n: one.n, failed } : one)));
  }

  private one({ n, asked }: Request, careful: boolean): Answer {
    try {
      return { n, done: asked.do === 'append' ? this.append(asked, careful) : this.put(asked) };
    } catch (error) {
      if (isRefusal(error)) return { n, failed: failedOf(error) };
      throw error;
    }
  }

  /** Refuses before it changes anything. */
  private append({ stream, expected, entries, texts }: Append, careful: boolean): Appended {
    if (this.known.successor !== null) throw new LogMoved(this.known.successor);
    const actual = this.known.revision(stream);
    if (actual !== expected) throw new WrongRevision(stream, expected, actual);
    if (careful || !this.sql.refusesIds) this.idsMustBeNew(entries);
    if (this.known.anyErased) for (const { digest } of texts) this.mustNotBeErased(digest);
    for (const text of texts) this.sql.putText(text);
    let revision = expected;
    for (const { id, command, bytes } of entries)
      this.sql.putEvent(++this.known.head, { stream, revision: ++revision, id, command }, bytes);
    this.known.grown(stream, revision);
    this.pages += this.sql.refusesIds ? 4 + entries.length + texts.length : sizeOf(entries, texts) / 4_096;
    return { revision, position: this.known.head };
  }

  private put(asked: Exclude<Asked, Append>): null {
    if (asked.do === 'put') {
      if (this.known.anyErased) this.mustNotBeErased(asked.digest);
      this.sql.putBlob(asked.digest, asked.salt, asked.bytes);
      this.pages += Math.ceil(asked.bytes.length / 4_096);
    } else if (asked.do === 'erase') {
      for (const digest of asked.digests) this.sql.erase(digest);
      this.known.anyErased = true;
    } else {
      this.sql.agree(asked.held);
      this.known.goesOnAfterLast();
    }
    return null;
  }

  private idsMustBeNew(entries: readonly Filing[]): void {
    const ahead = new Set<string>();
    for (const { id } of entries) {
      if (ahead.has(id) || this.sql.hasId(id)) throw new InvalidEnvelope('id', `${id} is in the log already`);
      if (entries.length > 1) ahead.add(id);
    }
  }

  private mustNotBeErased(digest: string): void {
    if (this.sql.isErased(digest)) throw new TextWasErased(digest);
  }

  /**
   * While there is too much of it.
   * @param due more than has come, of entries as of texts: so it comes to an end, and nobody waits for all of it
   */
  private sortAtLeast(due: number): void {
    const before = this.sql.unsorted();
    for (let left = before; left >= this.sorting.at && this.sort();) {
      const now = this.sql.unsorted();
      if (now === left || before - now >= due) return;
      left = now;
    }
  }

  /** What many appends would each have changed in the sorted tables, at once. @returns whether it is done */
  private sort(): boolean {
    if (this.why) return false;
    try {
      this.db.exec('BEGIN IMMEDIATE');
      this.known.renew();
      this.pages += Math.min(this.sql.unsorted(), 2 * this.sorting.together);
      this.sql.sort(this.sorting.together);
      this.db.exec('COMMIT');
      return true;
    } catch (error) {
      this.stopIfItLasts(error);
      this.rollBack();
      return false;
    }
  }

  private cutJournal(): Failed | null {
    try {
      if (!this.sql.cutWal().busy) return null;
      return failedOf(
        new StoreUnavailable(
          'The texts are marked erased, but another program is reading the log and their words are still in its files.',
          'Erase them again when that program is done.',
        ),
      );
    } catch (error) {
      return failedOf(this.stopIfItLasts(error));
    }
  }

  private checkpoint(): void {
    this.pages = 0;
    try {
      this.sql.checkpoint();
    } catch (error) {
      this.stopIfItLasts(error);
    }
  }

  private stopIfItLasts(error: unknown): unknown {
    const failure = failureOf(error);
    if (failure.lasts) this.why ??= failure.error as StoreUnavailable;
    return failure.error;
  }

  private rollBack(): void {
    this.known.forget();
    try {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
    } catch (error) {
      this.stopIfItLasts(error);
    }
  }
}

/** Entries and texts, those that are refused as well. */
const rowsOf = (requests: readonly Request[]): number =>
  requests.reduce((rows, { asked }) => rows + (asked.do === 'append' ? asked.entries.length + asked.texts.length : 0), 0);

/** In bytes, about, with what the file keeps beside each. */
const sizeOf = (entries: readonly Filing[], texts: readonly SealedText[]): number => {
  let size = 200 * (entries.length + texts.length);
  for (const { bytes } of entries) size += bytes.length;
  for (const { text } of texts) size += text?.length ?? 0;
  return size;
};

const isRefusal = (error: unknown): boolean =>
  [WrongRevision, TextWasErased, InvalidEnvelope, LogMoved].some((kind) => error instanceof kind);

export const nothingMore = (why: StoreUnavailable): StoreUnavailable =>
  why instanceof LogMoved
    ? why
    : new StoreUnavailable(`Nothing more is written since an earlier failure: ${why.sentence}`, why.remedy, { lasts: true, cause: why });
