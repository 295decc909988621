import { policies } from '#domain/policies/policies.js';
import type { EventStore, Position } from '#event-store/port.js';
import { Registers } from '#registers/registers.js';
import { CheckpointFile } from './checkpoint-file.js';
import { systemClock, type Clock } from './clock.js';
import type { Command, Reply } from './command.js';
import { erase, finishErasures } from './erasure.js';
import { factOf } from './facts.js';
import { makeFolder } from './folder.js';
import { openStore } from './open-store.js';
import { Follower, type Health } from './follower.js';
import { beginLog } from './genesis.js';
import { PolicyRunner } from './policy-runner.js';
import { leaveWord } from './stopped-file.js';
import { WritePath } from './write-path.js';

/** Before sign-in every entry is made by the operator of this computer. */
export const localOperator = '00000000-0000-8000-8000-000000000001';

export type Options = {
  readonly dir: string;
  readonly clock?: Clock;
  readonly store?: EventStore;
  /** The connection string of a server for the log; without one it is a file in the folder. */
  readonly eventStore?: string | null;
  readonly onProgress?: (done: number, of: number) => void;
};

/** A minute book that is open: its log, its registers, and the policies that carry facts within it. */
export class MinuteBook {
  private constructor(
    readonly dir: string,
    readonly store: EventStore,
    readonly write: WritePath,
    readonly registers: Registers,
    private readonly policies: Follower,
    private readonly stopping: AbortController,
    private readonly running: readonly Promise<void>[],
    private readonly leave: () => Promise<void>,
  ) {}

  /** Opens the folder, made where it is missing, and brings registers and policies up to the end of the log. @throws StoreUnavailable, ConnectionStringWrong */
  static async open({ dir, clock = systemClock, store: given, eventStore = null, onProgress }: Options): Promise<MinuteBook> {
    await makeFolder(dir);
    const store = given ?? (await openStore(dir, eventStore));
    const takeBack = leaveWord(dir, store, clock);
    const write = new WritePath(store, clock);
    await beginLog(
      store,
      write,
      policies.map(({ name }) => name),
      localOperator,
    );
    await finishErasures(store, write);
    const registers = await Registers.open(dir, { factOf, ...(onProgress && { onProgress }) });
    const checkpoint = new CheckpointFile(dir, 'policies');
    const runner = new PolicyRunner(store, write);
    const follower = new Follower('policies', store, await checkpoint.read(), async (recorded) => {
      await runner.each(recorded);
      if (recorded.position % 64 === 0) await checkpoint.write(recorded.position);
    });
    const stopping = new AbortController();
    const running = [registers.follow(store, stopping.signal), follower.run(stopping.signal)];
    const leave = async () => {
      takeBack();
      // Without it the policies follow again what they followed before, which changes nothing.
      await checkpoint.write(follower.health().position).catch(() => undefined);
    };
    const book = new MinuteBook(dir, store, write, registers, follower, stopping, running, leave);
    await book.settled();
    return book;
  }

  /** Records, and returns when what was decided is durable, and what is erased is gone. @throws Refused, StoreUnavailable */
  record(command: Command): Promise<Reply> {
    return command.verb === 'EraseTexts' ? erase(this.store, this.write, command) : this.write.handle(command);
  }

  /** Resolves when policies and registers have followed the log to its end, and what the policies wrote as well. */
  async settled(): Promise<Position> {
    for (;;) {
      const head = await this.store.head();
      await this.policies.reached(head);
      await this.registers.reached(head);
      if ((await this.store.head()) === head) return head;
    }
  }

  health(): readonly Health[] {
    return [this.policies.health(), ...this.registers.health()];
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.running);
    await this.leave();
    await this.registers.close();
    await this.store.close();
  }
}
