import type { DatabaseSync } from 'node:sqlite';
import { LogMoved } from '../closing.js';
import { checkAppend } from '../envelope.js';
import { type Appended, InvalidEnvelope, StoreUnavailable, TextWasErased, WrongRevision, type Envelope } from '../port.js';
import { failureOf } from './failures.js';
import { type Answer, type Asked, failedOf, type Failed, type Request } from './requests.js';
import { type Statements, statements } from './statements.js';
import { movedTo } from './whose.js';

/** About 16 MiB of the write-ahead log, in pages: pages that many appends write to go to the file once for all of them. */
const pagesBetweenCheckpoints = 4_000;

type Append = Extract<Asked, { do: 'append' }>;
type Checked = { readonly n: number; readonly asked: Asked; readonly envelopes: readonly Envelope[] };

/**
 * The one connection that writes. What is asked together shares a transaction and a sync; each append is still checked against
 * its own stream, and refused alone. After an error of the disk it writes nothing more.
 */
export class Writer {
  private readonly sql: Statements;
  private pages = 0;
  /** Within a transaction: the newest position, where the log goes on, and whether anything at all is erased. */
  private head = -1;
  private successor: string | null = null;
  private anyErased = true;
  private why: StoreUnavailable | null = null;

  constructor(private readonly db: DatabaseSync) {
    this.sql = statements(db);
    // What a failed disk left in the journal may be in memory alone: from here on it is in the file, and synced.
    this.checkpoint();
  }

  get stopped(): StoreUnavailable | null {
    return this.why;
  }

  /** Hands out answers when what they say is durable. Never throws. */
  take(requests: readonly Request[], answer: (answers: readonly Answer[]) => void): void {
    const refused: Answer[] = [];
    const checked: Checked[] = [];
    for (const { n, asked } of requests) {
      try {
        const envelopes = asked.do === 'append' ? checkAppend(asked.stream, asked.expected, asked.envelopes) : [];
        checked.push({ n, asked, envelopes });
      } catch (error) {
        refused.push({ n, failed: failedOf(error) });
      }
    }
    if (refused.length > 0) answer(refused);
    if (checked.length > 0) this.together(checked, answer);
    if (this.pages >= pagesBetweenCheckpoints) this.checkpoint();
  }

  close(): void {
    this.db.close();
  }

  private together(requests: readonly Checked[], answer: (answers: readonly Answer[]) => void): void {
    const none = this.why && nothingMore(this.why);
    if (none) return answer(requests.map(({ n }) => ({ n, failed: failedOf(none) })));
    try {
      this.db.exec('BEGIN IMMEDIATE');
      // Nobody else writes from here to the commit.
      this.goesOnAfter(this.sql.last());
      this.anyErased = this.sql.anyErased();
      const answers = requests.map((request) => this.one(request));
      this.db.exec('COMMIT');
      this.pages += 4 * requests.length;
      this.afterCommit(requests, answers, answer);
    } catch (error) {
      const failure = failureOf(error);
      const known = failure.error instanceof StoreUnavailable;
      if (failure.lasts) this.why = failure.error as StoreUnavailable;
      this.rollBack();
      // One that SQLite will not have must not take the others with it.
      if (!known && requests.length > 1) for (const request of requests) this.together([request], answer);
      else answer(requests.map(({ n }) => ({ n, failed: failedOf(failure.error) })));
    }
  }

  /** Whoever erases waits for more than the others: the words are in the older pages of the journal until it is cut. */
  private afterCommit(requests: readonly Checked[], answers: readonly Answer[], answer: (answers: readonly Answer[]) => void): void {
    const isErasure = answers.map((_, place) => requests[place]!.asked.do === 'erase');
    const others = answers.filter((_, place) => !isErasure[place]);
    if (others.length > 0) answer(others);
    if (others.length === answers.length) return;
    const failed = this.cutJournal();
    answer(answers.filter((_, place) => isErasure[place]).map((one) => (failed ? { n: one.n, failed } : one)));
  }

  private one({ n, asked, envelopes }: Checked): Answer {
    try {
      return { n, done: asked.do === 'append' ? this.append(asked, envelopes) : this.put(asked) };
    } catch (error) {
      if (isRefusal(error)) return { n, failed: failedOf(error) };
      throw error;
    }
  }

  /** Refuses before it changes anything. */
  private append({ stream, expected, envelopes, texts }: Append, checked: readonly Envelope[]): Appended {
    if (this.successor !== null) throw new LogMoved(this.successor);
    const actual = this.sql.revision(stream);
    if (actual !== expected) throw new WrongRevision(stream, expected, actual);
    this.idsMustBeNew(checked);
    for (const { digest } of texts) this.mustNotBeErased(digest);
    for (const text of texts) this.sql.putText(text);
    checked.forEach((envelope, place) => this.sql.putEvent(++this.head, envelope, envelopes[place]!));
    if (stream === 'log') this.goesOnAfter(this.sql.last());
    this.pages += checked.length + texts.length;
    return { revision: expected + checked.length, position: this.head };
  }

  private goesOnAfter(last: ReturnType<Statements['last']>): void {
    this.head = last?.position ?? -1;
    this.successor = movedTo(last?.bytes ?? null, () => this.sql.store());
  }

  private put(asked: Exclude<Asked, Append>): null {
    if (asked.do === 'put') {
      this.mustNotBeErased(asked.digest);
      this.sql.putBlob(asked.digest, asked.salt, asked.bytes);
      this.pages += Math.ceil(asked.bytes.length / 4_096);
    } else if (asked.do === 'erase') {
      for (const digest of asked.digests) this.sql.erase(digest);
      this.anyErased = true;
    } else {
      this.sql.agree(asked.held);
      this.goesOnAfter(this.sql.last());
    }
    return null;
  }

  private idsMustBeNew(envelopes: readonly Envelope[]): void {
    const ahead = new Set<string>();
    for (const { id } of envelopes) {
      if (ahead.has(id) || this.sql.hasId(id)) throw new InvalidEnvelope('id', `${id} is in the log already`);
      ahead.add(id);
    }
  }

  private mustNotBeErased(digest: string): void {
    if (this.anyErased && this.sql.isErased(digest)) throw new TextWasErased(digest);
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
    try {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
    } catch (error) {
      this.stopIfItLasts(error);
    }
  }
}

const isRefusal = (error: unknown): boolean =>
  [WrongRevision, TextWasErased, InvalidEnvelope, LogMoved].some((kind) => error instanceof kind);

export const nothingMore = (why: StoreUnavailable): StoreUnavailable =>
  why instanceof LogMoved
    ? why
    : new StoreUnavailable(`Nothing more is written since an earlier failure: ${why.sentence}`, why.remedy, { lasts: true, cause: why });
