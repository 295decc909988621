import { setTimeout as wait } from 'node:timers/promises';
import type { Fact } from '#kernel/entry.js';
import { InvalidEnvelope, StoreUnavailable, TextWasErased, WrongRevision, type EventStore } from '#event-store/port.js';
import { LogMoved } from '#event-store/closing.js';
import type { Clock } from './clock.js';
import { closedHere } from './closed-log.js';
import { Refused, type Command, type Reply } from './command.js';
import { Drafted } from './drafted.js';
import { continues, originOf } from './gather.js';
import { HeldStreams, replyOf, revisionOf } from './held-streams.js';
import { Mailbox } from './mailbox.js';
import { refuse } from './refusals.js';
import { appendUntilKnown } from './settle.js';
import { takeIn, type Complete, type Sealed } from './take-in.js';
import { verdictOn, type Verdict } from './verdict.js';

/** Conflicts with other processes cost time; so many in a row are no conflict any more. */
const tries = 1_000;
const longestPauseMs = 20;
/** What shares one append: bounded, so that who comes late waits for little. */
const mostTogether = 64;
const mostLength = 256 * 1024;
const patienceMs = 15_000;

type Waiting = { readonly sealed: Sealed; readonly resolve: (reply: Reply) => void; readonly reject: (error: unknown) => void };
/** Those that nobody was told of yet, and whether the stream is to be read anew for them. */
type Left = { readonly waiting: readonly Waiting[]; readonly moved: boolean };
const nobody: Left = { waiting: [], moved: false };

/** What else has a say in what is written. */
export type Hooks = {
  /** @throws StoreUnavailable where nothing more may be written */
  readonly mayWrite?: () => void;
  readonly complete?: Complete;
};

/** The only way into the log. */
export class WritePath {
  private readonly mailbox = new Mailbox<Waiting>((stream, waiting) => this.turn(stream, waiting));
  private readonly streams: HeldStreams;
  private readonly underWay = new Set<Promise<Reply>>();

  /** @param patience for how many milliseconds an append is sent again whose outcome nobody can tell */
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly hooks: Hooks = {},
    private readonly patience = patienceMs,
  ) {
    this.streams = new HeldStreams(store);
  }

  /** @throws Refused where a rule stands against it: nothing has changed. @throws StoreUnavailable */
  handle(command: Command): Promise<Reply> {
    return this.handleFrom(command, false);
  }

  /** A policy may cite digests: it carries texts on without opening them. */
  carry(command: Command): Promise<Reply> {
    return this.handleFrom(command, true);
  }

  /** Resolves when everything that is under way now is recorded or refused. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  private handleFrom(command: Command, trusted: boolean): Promise<Reply> {
    const doing = this.take(command, trusted);
    this.underWay.add(doing);
    const over = () => void this.underWay.delete(doing);
    doing.then(over, over);
    return doing;
  }

  private async take(command: Command, trusted: boolean): Promise<Reply> {
    const sealed = await takeIn(this.store, command, trusted, this.hooks.complete);
    return new Promise((resolve, reject) => this.mailbox.put(command.stream, { sealed, resolve, reject }));
  }

  /** Commands on one stream are decided in turn and appended together. */
  private turn(stream: string, queue: Waiting[]): Promise<void> {
    // What a continuing stream goes on from may be put right between two commands.
    const together = continues(queue[0]!.sealed.kind) ? 1 : mostTogether;
    return this.untilTold(stream, queue.splice(0, together));
  }

  private async untilTold(stream: string, waiting: readonly Waiting[]): Promise<void> {
    let left: Left = { waiting, moved: false };
    for (let moves = 0; left.waiting.length > 0;) {
      if (left.moved && moves++ === tries)
        return rejectAll(left.waiting, new Refused(refuse('stream.moved', `It moved ${tries} times while this was being decided.`)));
      if (left.moved) this.streams.forget(stream);
      // Two who always lose against each other must not do so in step.
      if (moves > 2) await wait(Math.random() * Math.min(moves, longestPauseMs));
      try {
        left = await this.attempt(stream, left);
      } catch (error) {
        return rejectAll(left.waiting, error);
      }
    }
  }

  private async attempt(stream: string, { waiting, moved }: Left): Promise<Left> {
    const draft = new Drafted(await this.held(waiting[0]!.sealed));
    const verdicts: Verdict[] = [];
    for (const { sealed } of waiting) {
      if (draft.length > mostLength) break;
      const verdict = await verdictOn(sealed, draft, this.store, this.clock);
      // Another process may have appended what this one has not seen: nobody is refused on an old state.
      if (!moved && 'error' in verdict && verdict.error instanceof Refused) return { waiting, moved: true };
      verdicts.push(verdict);
    }
    try {
      const replies = draft.ahead.length === 0 ? [] : await this.append(stream, draft);
      const replyTo = new Map(draft.ahead.map((ahead, n) => [ahead, replies[n]!]));
      verdicts.forEach((verdict, n) => {
        if ('error' in verdict) waiting[n]!.reject(verdict.error);
        else waiting[n]!.resolve('reply' in verdict ? verdict.reply : { ...replyTo.get(verdict.ahead)!, again: verdict.again });
      });
    } catch (error) {
      return this.afterFailure(error, stream, waiting, verdicts);
    }
    return { waiting: waiting.slice(verdicts.length), moved: false };
  }

  private async append(stream: string, draft: Drafted): Promise<readonly Omit<Reply, 'again'>[]> {
    this.hooks.mayWrite?.();
    const events = draft.ahead.flatMap((ahead) => ahead.events);
    const append = {
      stream,
      expected: revisionOf(draft.held.stream),
      envelopes: events.map(({ bytes }) => bytes),
      texts: draft.ahead.flatMap((ahead) => ahead.texts),
      read: events.map(({ envelope }) => envelope),
    };
    const appended = await appendUntilKnown(this.store, append, this.patience);
    const recorded = draft.recorded(appended);
    const commands = draft.ahead.map(({ sealed }) => sealed.command.id);
    this.streams.grow(stream, draft.held, draft.stream, commands);
    return recorded.map(replyOf);
  }

  private async afterFailure(error: unknown, stream: string, waiting: readonly Waiting[], verdicts: readonly Verdict[]): Promise<Left> {
    if (error instanceof WrongRevision) return { waiting, moved: true };
    const decided = waiting.slice(0, verdicts.length);
    const rest = waiting.slice(verdicts.length);
    if (error instanceof TextWasErased) {
      const [its, others] = partition(waiting, ({ sealed }) => sealed.texts.has(error.digest));
      rejectAll(its, its.length > 0 ? new Refused(refuse('text.erased')) : error);
      return its.length > 0 ? { waiting: others, moved: false } : nobody;
    }
    this.streams.forget(stream);
    if (!(error instanceof StoreUnavailable) && waiting.length > 1) {
      // One of them is at fault: which, each finds out for itself.
      for (const one of waiting) await this.untilTold(stream, [one]);
      return nobody;
    }
    // What was decided after the first that was to be appended rests on what nobody knows.
    const first = verdicts.findIndex((verdict) => 'ahead' in verdict);
    verdicts.slice(0, first).forEach((verdict, n) => {
      if ('error' in verdict) decided[n]!.reject(verdict.error);
      else if ('reply' in verdict) decided[n]!.resolve(verdict.reply);
    });
    rejectAll(decided.slice(first), asTold(error));
    return { waiting: rest, moved: false };
  }

  private held({ command, kind }: Sealed) {
    // The entry that it continues may have been put right since.
    if (continues(kind)) this.streams.forget(command.stream);
    const origin = originOf(this.store, command.stream, kind, command.continues ?? null);
    // What is recorded already is answered without it: where a log is followed anew, the whole meeting would be read for each of its actions.
    const isRecorded = (facts: readonly Fact[]) => facts.some(({ entry }) => entry.command === command.id);
    return this.streams.get(command.stream, kind, async (facts) => (isRecorded(facts) ? null : origin(facts)));
  }
}

const asTold = (error: unknown): unknown => {
  if (error instanceof LogMoved) return closedHere(error);
  return error instanceof InvalidEnvelope && error.member === 'id' ? new Refused(refuse('command.id-taken')) : error;
};

const rejectAll = (waiting: readonly Waiting[], error: unknown) => waiting.forEach(({ reject }) => reject(error));

const partition = <T>(all: readonly T[], is: (one: T) => boolean): readonly [readonly T[], readonly T[]] => [
  all.filter(is),
  all.filter((one) => !is(one)),
];
