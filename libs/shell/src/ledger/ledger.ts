import { join } from 'node:path';
import { leafHash } from '#event-store/digests.js';
import { type EventStore, type Position, type Recorded } from '#event-store/port.js';
import type { Alarm } from '#ledger/alarm.js';
import { originAt, originOfLog, readNote, signersOf, type Note } from '#ledger/checkpoint.js';
import { KeptCheckpoints } from '#ledger/kept-checkpoints.js';
import { keysAt, keysNow, logNow, noKeys, withFact, type KeyHistory } from '#ledger/key-history.js';
import type { SigningKey } from '#ledger/keys.js';
import { sameHash, type Hash } from '#ledger/merkle.js';
import { TreeFiles } from '#ledger/tree-files.js';
import { Follower, type Health } from '../follower.js';
import { ErasedList } from '../erased-list.js';
import { at, cutOff, LogDiffers, misfiled, missing, notSigned, stopped, typeIn } from './differs.js';
import { KeyFiles } from './key-files.js';
import { digestsIn, keyFact } from './recorded-facts.js';
import { Signer } from './signer.js';

export type LedgerHealth = {
  /** How many entries the tree holds. */
  readonly size: number;
  /** How many of them the newest checkpoint covers; null where there is none. */
  readonly checkpoint: number | null;
  /** The entries before the start that are read once more in the background. */
  readonly verified: { readonly done: number; readonly of: number };
  /** Why no checkpoint is signed; null where all is well. */
  readonly unsigned: string | null;
  /** What is not as it was signed, and where: nothing more is written. */
  readonly alarm: Alarm | null;
};

/** Follows the log, keeps its tree and signs its checkpoints. What does not fit what was signed stops all writing. */
export class Ledger {
  private raised: Alarm | null = null;
  private history: KeyHistory = noKeys;
  /** Facts of keys up to here are in the history. */
  private keysUpTo: Position = -1;
  private tree: TreeFiles;
  private readonly verified = { done: 0, of: 0 };
  private follower: Follower | null = null;
  private known: ReadonlySet<number> = new Set();
  private liveFrom: Position = 0;

  readonly checkpoints: KeptCheckpoints;
  readonly keyFiles: KeyFiles;
  readonly erased: ErasedList;
  private readonly signer: Signer;

  private constructor(
    dir: string,
    private readonly store: EventStore,
  ) {
    this.checkpoints = new KeptCheckpoints(join(dir, 'checkpoints'));
    this.keyFiles = new KeyFiles(join(dir, 'keys'));
    this.erased = new ErasedList(join(dir, 'erased.txt'));
    this.tree = TreeFiles.open(join(dir, 'tree'), 0);
    this.signer = new Signer({
      tree: () => this.tree,
      origin: (size) => originAt(this.history, size),
      key: (size) => this.keyFiles.oneOf(keysAt(this.history, size)),
      keysIn: this.keyFiles.dir,
      checkpoints: this.checkpoints,
    });
  }

  /**
   * Compares the log with the newest checkpoint that is kept beside it. Where they differ the ledger opens with an alarm.
   * @throws StoreUnavailable, and what the file system says of the folder
   */
  static async open(dir: string, store: EventStore): Promise<Ledger> {
    const ledger = new Ledger(dir, store);
    try {
      await ledger.begin(join(dir, 'tree'));
    } catch (error) {
      if (!(error instanceof LogDiffers)) throw error;
    }
    return ledger;
  }

  get alarm(): Alarm | null {
    return this.raised;
  }

  get keys(): KeyHistory {
    return this.history;
  }

  get origin(): string {
    return originOfLog(logNow(this.history) ?? '');
  }

  /** @throws StoreUnavailable where the log is not what was signed */
  mustBeTrusted(): void {
    if (this.raised) throw stopped(this.raised);
  }

  /** Until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    if (this.raised) return;
    this.follower = new Follower('ledger', this.store, this.tree.size - 1, (recorded) => this.each(recorded));
    await this.follower.run(signal);
  }

  /** Resolves when the tree holds this entry. @throws StoreUnavailable after an alarm */
  async reached(position: Position): Promise<void> {
    this.mustBeTrusted();
    await this.follower?.reached(position).catch((error: unknown) => {
      this.mustBeTrusted();
      throw error;
    });
  }

  /** Reads what was there before the start once more, entry by entry, and compares it with what was signed. It never rejects. */
  async verifyTheRest(signal: AbortSignal): Promise<void> {
    if (this.raised || this.verified.of === 0) return;
    try {
      for await (const recorded of this.store.all(-1, { signal })) {
        const { position } = recorded;
        if (position !== this.verified.done) this.raise(missing(this.verified.done));
        if (!sameHash(leafHash(recorded.bytes), this.tree.leaf(position))) this.raise(at(recorded, 'was changed'));
        if (recorded.misfiled) this.raise(misfiled(recorded));
        this.verified.done = position + 1;
        if (this.verified.done === this.verified.of) return;
      }
    } catch (error) {
      if (!(error instanceof LogDiffers) && !signal.aborted) this.signer.trouble = (error as Error).message;
    }
  }

  /** The newest checkpoint, signed now where entries are not covered; null where nothing can be signed and none is kept. */
  async newest(): Promise<string | null> {
    this.mustBeTrusted();
    await this.signer.now();
    const { size } = this.signer;
    return size === null ? null : ((await this.checkpoints.at(size))?.note ?? null);
  }

  /** The first checkpoint that covers a position. */
  async covering(position: Position): Promise<string | null> {
    await this.reached(position);
    const find = async () => (await this.checkpoints.sizes()).find((size) => size > position);
    let size = await find();
    if (size === undefined) {
      await this.signer.now();
      size = await find();
    }
    return size === undefined ? null : ((await this.checkpoints.at(size))?.note ?? null);
  }

  /** The checkpoint over so many entries, signed now where none is kept; null where nothing can be signed. @throws StoreUnavailable */
  async over(size: number): Promise<string | null> {
    await this.reached(size - 1);
    if (!(await this.checkpoints.at(size))) await this.signer.upTo(size);
    return (await this.checkpoints.at(size))?.note ?? null;
  }

  get size(): number {
    return this.tree.size;
  }
  rootAt(size: number): Hash {
    return this.tree.root(size);
  }
  leafAt(position: Position): Hash {
    return this.tree.leaf(position);
  }
  get nodes() {
    return this.tree.nodes;
  }

  /** Whether a key of this log signed it. */
  isSigned(note: Note): boolean {
    const { origin, size } = note.checkpoint;
    return origin === originAt(this.history, size) && signersOf(note, keysAt(this.history, size)).length > 0;
  }

  /** Whether a key of this log signed it, and the log has that root. */
  isBorneOut(note: Note): boolean {
    const { size, root } = note.checkpoint;
    return this.isSigned(note) && size <= this.tree.size && sameHash(this.tree.root(size), root);
  }

  /** The first checkpoint that covers the newest close of a meeting; null where it is not closed, or nothing signs here. */
  async ofClose(meeting: string): Promise<string | null> {
    this.mustBeTrusted();
    const { events } = await this.store.read(`meeting-${meeting}`);
    const closed = events.findLast(({ envelope }) => envelope.type === 'MeetingClosed');
    return closed ? this.covering(closed.position) : null;
  }

  /** A checkpoint that a key of this log signed and that the log does not bear out: whoever shows it has found something. */
  contradicted(size: number): void {
    this.raised ??= { position: null, stream: null, says: `the first ${size} entries are not those over which a checkpoint was signed` };
    void this.signer.end();
  }

  /** Somebody met an entry whose bytes are no envelope: it is looked for. */
  async findUnreadable(): Promise<void> {
    const stop = new AbortController();
    for await (const recorded of this.store.all(-1, { signal: stop.signal })) {
      if (typeIn(recorded) !== null) continue;
      this.raised ??= at(recorded, 'is not an envelope');
      return stop.abort();
    }
  }

  /** The key that signs here, where one that the log accepts is kept here. */
  signingKey(): Promise<SigningKey | null> {
    return this.keyFiles.oneOf(keysNow(this.history));
  }

  /** For a log that was begun since this ledger was opened. */
  async readKeys(): Promise<void> {
    const { events } = await this.store.read('log');
    const strange = events.find(({ envelope }, due) => envelope.revision !== due);
    if (strange) this.raise(at(strange, `has revision ${strange.envelope.revision} where ${events.indexOf(strange)} is due`));
    this.history = events.reduce((history, recorded) => withFact(history, keyFact(recorded)), noKeys);
    this.keysUpTo = events.at(-1)?.position ?? -1;
  }

  health(): LedgerHealth {
    return {
      size: this.tree.size,
      checkpoint: this.signer.size,
      verified: { ...this.verified },
      unsigned: this.signer.trouble,
      alarm: this.raised,
    };
  }

  followerHealth(): readonly Health[] {
    return this.follower ? [this.follower.health()] : [];
  }

  /** Signs what is followed and not covered yet. */
  async close(): Promise<void> {
    if (!this.raised) await this.signer.now();
    await this.signer.end();
    this.tree.close();
  }

  private async begin(treeDir: string): Promise<void> {
    const entries = (await this.store.head()) + 1;
    this.liveFrom = entries;
    const sizes = await this.checkpoints.sizes();
    this.known = new Set(sizes);
    const size = sizes.at(-1);
    if (size === undefined) return this.keysOrAlarm();
    if (size > entries) this.raise(cutOff(entries, size));
    await this.keysOrAlarm();
    const { root } = await this.noteAt(size);
    this.signer.size = size;
    const tree = TreeFiles.open(treeDir, size);
    const holds = tree.size === size && sameHash(tree.root(), root);
    // Without its files the tree is made anew from the log, and compared with every checkpoint on the way.
    if (!holds) return tree.close();
    this.tree.close();
    this.tree = tree;
    this.verified.of = size;
  }

  private async keysOrAlarm(): Promise<void> {
    try {
      await this.readKeys();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.raise({ position: null, stream: 'log', says: 'an entry of it is not an envelope' });
    }
  }

  private async noteAt(size: number): Promise<Note['checkpoint']> {
    const kept = await this.checkpoints.at(size);
    try {
      const note = readNote(kept?.note ?? '');
      if (note.checkpoint.size === size && this.isSigned(note)) return note.checkpoint;
    } catch {
      // Said below.
    }
    return this.raise(notSigned(size));
  }

  private async each(recorded: Recorded): Promise<void> {
    const { position, bytes } = recorded;
    if (position !== this.tree.size) this.raise(missing(this.tree.size));
    const type = typeIn(recorded);
    if (type === null) this.raise({ position, stream: null, says: 'is not an envelope' });
    if (recorded.misfiled) this.raise(misfiled(recorded));
    this.grow(leafHash(bytes));
    // Another program may have erased: what is kept beside the checkpoints is kept beside those of each.
    if (type === 'TextsErased') await this.erased.add(digestsIn(recorded)).catch((error: Error) => (this.signer.trouble = error.message));
    if (recorded.envelope.stream === 'log' && position > this.keysUpTo) this.history = withFact(this.history, keyFact(recorded));
    if (this.known.has(this.tree.size) && !sameHash((await this.noteAt(this.tree.size)).root, this.tree.root()))
      this.raise(at(recorded, `this entry, or one before it, is not what was signed in checkpoint ${this.tree.size}.txt`));
    if (type === 'MeetingClosed' && position >= this.liveFrom) await this.signer.now();
    else this.signer.soon();
  }

  /** What a full disk does not take waits in memory for the next time. */
  private grow(leaf: Hash): void {
    try {
      this.tree.push(leaf);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
      this.signer.trouble = (error as Error).message;
    }
  }

  private raise(alarm: Alarm): never {
    this.raised ??= alarm;
    void this.signer.end();
    throw new LogDiffers(this.raised);
  }
}
