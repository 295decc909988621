import { END } from '@eventstore/db-client';
import { LogMoved } from '../closing.js';
import { leafHash } from '../digests.js';
import { type Appended, type Envelope, InvalidEnvelope, type SealedText, WrongRevision } from '../port.js';
import { append } from './append-call.js';
import type { Connection } from './connection.js';
import type { Landed } from './entry-index.js';
import { actualIn, away, lasting, meaningOf } from './failures.js';
import { eventOf } from './founding.js';
import type { LogFollower } from './log-follower.js';
import { mostBytes, type Names } from './names.js';
import type { SideTexts } from './side-texts.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const doing = 'The entry cannot be recorded';

type Sending = {
  readonly stream: string;
  readonly expected: number;
  readonly envelopes: readonly Uint8Array[];
  readonly checked: readonly Envelope[];
};

/** The way of an append to the server, until our own follower has seen what stands at its revisions. */
export class Appending {
  constructor(
    private readonly connection: Connection,
    private readonly names: Names,
    private readonly log: LogFollower,
    private readonly sides: SideTexts,
  ) {}

  /** As the port's `append`; texts that are held are left out already. */
  async append(sending: Sending, texts: readonly SealedText[]): Promise<Appended> {
    const { stream, expected, envelopes } = sending;
    this.mustBeHere();
    this.mustFit(sending);
    const actual = await this.revisionNow(stream, expected);
    const standing = Math.max(actual, this.log.entries.revisionOf(stream));
    if (standing !== expected) throw new WrongRevision(stream, expected, standing);
    this.idsMustBeNew(sending);
    const { landed, leave } = this.log.entries.expect(stream, expected + 1, envelopes);
    let seen: Landed | undefined;
    void landed.then((one) => (seen = one));
    try {
      if (texts.length > 0) await this.sides.write(stream, { leaf: leafOf(envelopes[0]!), revision: expected + 1, bound: false, texts });
      await this.send(sending, () => seen);
      seen = await this.log.mustCome('The entry is recorded, and its position is not known yet', landed);
    } catch (error) {
      if (error instanceof WrongRevision && texts.length > 0) this.sides.sweepLater(this.log.texts.side(stream));
      throw error;
    } finally {
      leave();
    }
    if (seen!.landing === 'ours') return { revision: expected + envelopes.length, position: seen!.position };
    this.mustBeHere();
    // The same ids with other bytes: another server recorded the same command first, and the store server took ours for a repetition.
    if (texts.length > 0) this.sides.sweepLater(this.log.texts.side(stream));
    throw new WrongRevision(stream, expected, this.log.entries.revisionOf(stream));
  }

  /** Again with the same bytes at the same revision, until the server has it or something else stands there. */
  private async send({ stream, expected, envelopes, checked }: Sending, seen: () => Landed | undefined): Promise<void> {
    const events = checked.map(({ id, type }, n) => ({ id, type, data: envelopes[n]! }));
    const sent = { stream: this.names.entries + stream, expected, events };
    const { timers, to } = this.connection;
    const until = performance.now() + timers.call;
    let doubt: unknown;
    for (let attempt = 0; seen() === undefined; attempt++) {
      try {
        await this.connection.once((client) => append(client, sent, timers.attempt));
        return;
      } catch (error) {
        const meaning = meaningOf(error);
        if (meaning === 'wrong revision') return this.settle(stream, expected, actualIn(error), doubt !== undefined);
        const forGood = lasting(error, to.shown);
        if (forGood) throw forGood;
        if (meaning !== 'not the leader') doubt = error;
        if (performance.now() > until) throw away(doing, to.shown, error);
        await this.connection.pause(attempt);
      }
    }
  }

  /** Refused after a doubt, it may be our own that stands there: what the follower sees decides. */
  private settle(stream: string, expected: number, actual: number, doubted: boolean): void {
    if (!doubted || actual <= expected) throw new WrongRevision(stream, expected, actual);
  }

  private async revisionNow(stream: string, expected: number): Promise<number> {
    const known = this.log.entries.revisionOf(stream);
    if (known >= expected) return known;
    const last = await this.connection.again(doing, () => eventOf(this.connection, this.names.entries + stream, END));
    return last?.revision ?? -1;
  }

  private mustBeHere(): void {
    const { successor } = this.log.entries;
    if (successor !== null) throw new LogMoved(successor);
  }

  private mustFit({ envelopes }: Sending): void {
    const bytes = envelopes.reduce((sum, one) => sum + one.length, 0);
    if (bytes > mostBytes) throw new InvalidEnvelope('bytes', `are ${bytes} in one append, more than ${mostBytes}`);
  }

  /** Asked once the revision is known to hold: another server may have recorded the same command, with the same ids, before. */
  private idsMustBeNew({ checked }: Sending): void {
    const ahead = new Set<string>();
    for (const { id } of checked) {
      if (!uuid.test(id)) throw new InvalidEnvelope('id', `is ${id}, and this store needs a UUID in small letters`);
      if (ahead.has(id) || this.log.entries.hasId(id)) throw new InvalidEnvelope('id', `${id} is in the log already`);
      ahead.add(id);
    }
  }
}

const leafOf = (envelope: Uint8Array) => Buffer.from(leafHash(envelope)).toString('base64url');
