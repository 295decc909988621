import { setTimeout as wait } from 'node:timers/promises';
import { policies } from '#domain/policies/policies.js';
import type { EventStore, Position } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import type { Following } from '#registers/following.js';
import { Registers } from '#registers/registers.js';
import { CheckpointFile } from './checkpoint-file.js';
import { systemClock, type Clock } from './clock.js';
import { heldByCopy } from './closed-log.js';
import type { Command, Reply } from './command.js';
import { Erasures } from './erasures.js';
import { factOf, NewerLog, NotAnEntry } from './facts.js';
import { makeFolder } from './folder.js';
import { openStore } from './open-store.js';
import { Follower, type Health } from './follower.js';
import { beginLog, raiseLeastReader } from './genesis.js';
import { completes, hooksOf } from './ledger/hooks.js';
import { Ledger } from './ledger/ledger.js';
import { enterFirstKey, firstKeysFor, mustBeSigned, type ShowRecoveryKey } from './ledger/first-keys.js';
import { onceItAnswers } from './once-it-answers.js';
import { PolicyRunner } from './policy-runner.js';
import { RecordingThread } from './recording-thread/recording-thread.js';
import { handFor } from './registers-thread/hand.js';
import { RegistersThread } from './registers-thread/registers-thread.js';
import { leaveWord } from './stopped-file.js';
import { WritePath } from './write-path.js';

/** Before sign-in every entry is made by the operator of this computer. */
export const localOperator = '00000000-0000-8000-8000-000000000001';

/** What a policy carries may be carried on by another: by more in a row than there are policies it is not. */
const longestChain = policies.length + 1;
/** A disk that takes nothing does not keep the book open, nor does a server that is away. */
const [toSettleMs, toCloseMs] = [2_000, 1_000];
const within = (ms: number, work: Promise<unknown>): Promise<unknown> => Promise.race([work, wait(ms, undefined, { ref: false })]);

export type Options = {
  readonly dir: string;
  readonly clock?: Clock;
  readonly store?: EventStore;
  /** The connection string of a server for the log; without one it is a file in the folder. */
  readonly eventStore?: string | null;
  readonly onProgress?: (done: number, of: number) => void;
  /** Opens while registers of an older version are built anew, where their older rows can answer. */
  readonly answersMeanwhile?: boolean;
  /** Keeps the registers, and records, in threads of their own, where the log is a file that a thread can open by itself. */
  readonly inThreads?: boolean;
  /** Shown once, when a log begins: without it a new log has no recovery key, and is given one later. */
  readonly onRecoveryKey?: ShowRecoveryKey;
};

/** A minute book that is open: its log, the ledger and the registers that follow it, and the policies that carry facts within it. */
export class MinuteBook {
  /** Where commands are recorded that nothing else has a say in; null where that is here. */
  private recording: RecordingThread | null = null;

  private constructor(
    readonly dir: string,
    readonly store: EventStore,
    readonly write: WritePath,
    readonly ledger: Ledger,
    readonly registers: Registers,
    readonly erasures: Erasures,
    private readonly policies: Follower,
    private readonly stopping: AbortController,
    private readonly running: readonly Promise<void>[],
    private readonly leave: () => Promise<void>,
  ) {}

  /**
   * Opens the folder, made where it is missing, and brings ledger, registers and policies up to the end of the log. A log that is not
   * what was signed is opened all the same, to be read; `ledger.alarm` says what is wrong. @throws StoreUnavailable, ConnectionStringWrong
   */
  static async open({
    dir,
    clock = systemClock,
    store: given,
    eventStore = null,
    onProgress,
    onRecoveryKey,
    answersMeanwhile = false,
    inThreads = false,
  }: Options): Promise<MinuteBook> {
    await makeFolder(dir);
    const store = given ?? (await openStore(dir, eventStore));
    const held = await orClosed(store, given === undefined, () => heldByCopy(store));
    const takeBack = leaveWord(dir, store, clock);
    const ledger = await Ledger.open(dir, store, held);
    const write = new WritePath(store, clock, hooksOf(ledger, store));
    const erasures = new Erasures(store, write, ledger.erased, new CheckpointFile(dir, 'erasures'));
    if (!ledger.alarm) await unlessStrange(() => begin(store, write, ledger, erasures, onRecoveryKey));
    const apart = inThreads && store instanceof SqliteStore && { following: threadFor(dir, onProgress) };
    const byStream = given === undefined && store instanceof SqliteStore && { byStream: { hand: handFor(dir) } };
    const registers = await Registers.open(dir, { factOf, ...(onProgress && { onProgress }), ...apart, ...byStream });
    const checkpoint = new CheckpointFile(dir, 'policies');
    const runner = new PolicyRunner(store, write);
    const stopping = new AbortController();
    const { signal } = stopping;
    const isOver = () => ledger.alarm !== null;
    const follower = new Follower('policies', store, await checkpoint.read(), async (recorded) => {
      const carry = async () => {
        await runner.each(recorded);
        await erasures.follow(recorded);
      };
      await onceItAnswers(carry, { store, isOver, signal });
      if (recorded.position % 64 === 0) await checkpoint.write(recorded.position);
    });
    const running = [ledger.run(signal), registers.follow(store, signal), follower.run(signal)];
    const leave = async () => {
      takeBack();
      // Without it the policies follow again what they followed before, which changes nothing.
      await checkpoint.write(follower.health().position).catch(() => undefined);
    };
    const book = new MinuteBook(dir, store, write, ledger, registers, erasures, follower, stopping, running, leave);
    try {
      await book.caughtUp(answersMeanwhile);
    } catch (error) {
      await book.close();
      throw error;
    }
    // A clock that somebody gives cannot be told to a thread.
    if (inThreads && store instanceof SqliteStore && clock === systemClock) book.recordIn(new RecordingThread(dir, store));
    running.push(ledger.verifyTheRest(signal));
    return book;
  }

  /** Records, and returns when what was decided is durable, and what is erased is gone. @throws Refused, StoreUnavailable */
  async record(command: Command): Promise<Reply> {
    if (command.stream === 'log') mustBeSigned(this.ledger, command);
    if (command.verb === 'EraseTexts') return this.erasures.erase(command);
    const apart = command.stream !== 'log' && !completes(command.verb) && this.recording;
    return (apart || this.write).handle(command);
  }

  private recordIn(thread: RecordingThread): void {
    this.ledger.onAlarm((why) => thread.stop(why));
    this.recording = thread;
  }

  /** Where a newer version has written, or somebody else, everybody has followed the log up to there: it is opened to be read. */
  private async caughtUp(meanwhile: boolean): Promise<void> {
    for (const wait of [() => this.settled(meanwhile), async () => this.registers.reached(await this.store.head())])
      try {
        return void (await wait());
      } catch (error) {
        if (!isStrange(error)) throw error;
      }
  }

  /**
   * Resolves when ledger, policies and registers have followed the log to its end, and what the policies wrote as well. Others may
   * go on writing: nobody waits for all that they write.
   */
  async settled(meanwhile = false): Promise<Position> {
    for (let rounds = 1; ; rounds++) {
      const head = await this.store.head();
      await this.unlessAlarmed(async () => {
        await this.ledger.reached(head);
        await this.policies.reached(head);
      });
      await this.unlessAlarmed(() => (meanwhile ? this.registers.answering(head) : this.registers.reached(head)));
      if (rounds === longestChain || (await this.store.head()) === head) return head;
    }
  }

  /** A log that is not what was signed is open to be read as far as it can be: health says what stands still. */
  private async unlessAlarmed(wait: () => Promise<void>): Promise<void> {
    try {
      await wait();
    } catch (error) {
      if (!this.ledger.alarm) throw error;
    }
  }

  health(): readonly Health[] {
    return [...this.ledger.followerHealth(), this.policies.health(), ...this.registers.health()];
  }

  async close(): Promise<void> {
    // What a slow disk still takes is to be under the last checkpoint too.
    await within(toSettleMs, Promise.all([this.write.settled(), this.recording?.settled()]));
    this.store.closeWithin(toCloseMs);
    await within(
      toCloseMs,
      this.ledger.reached(await this.store.head().catch(() => -1)).catch(() => undefined),
    );
    this.stopping.abort();
    this.erasures.close();
    await this.recording?.close();
    await Promise.allSettled(this.running);
    await this.leave();
    await this.ledger.close();
    await this.registers.close();
    await this.store.close();
  }
}

const threadFor = (dir: string, onProgress: Options['onProgress']) => (before: Pick<Following, 'position' | 'health'>) =>
  new RegistersThread(dir, { position: before.position, health: before.health() }, onProgress);

/** What a newer version, or somebody else, has written into the stream of the log is not read here: nothing is begun beside it. */
const unlessStrange = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!isStrange(error)) throw error;
  }
};
const isStrange = (error: unknown): boolean => error instanceof NewerLog || error instanceof NotAnEntry;

/** What cannot be opened is not left open. */
const orClosed = async <T>(store: EventStore, ours: boolean, look: () => T): Promise<T> => {
  try {
    return look();
  } catch (error) {
    if (ours) await store.close();
    throw error;
  }
};

const begin = async (
  store: EventStore,
  write: WritePath,
  ledger: Ledger,
  erasures: Erasures,
  show: ShowRecoveryKey | undefined,
): Promise<void> => {
  const names = policies.map(({ name }) => name);
  await beginLog(store, write, names, localOperator, firstKeysFor(ledger, show));
  await raiseLeastReader(store, write, localOperator);
  await ledger.readKeys();
  await enterFirstKey(write, ledger, localOperator);
  try {
    await erasures.finish();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    await ledger.findUnreadable();
  }
};
