import { join } from 'node:path';
import { leafHash } from '#event-store/digests.js';
import type { EventStore, Held, Position, Recorded, StoreUnavailable } from '#event-store/port.js';
import type { Alarm } from '#ledger/alarm.js';
import { originAt, originOfLog, readNote, type Note } from '#ledger/checkpoint.js';
import { KeptCheckpoints } from '#ledger/kept-checkpoints.js';
import { keysAt, keysNow, logNow, type KeyHistory } from '#ledger/key-history.js';
import type { SigningKey } from '#ledger/keys.js';
import { sameHash, type Hash } from '#ledger/merkle.js';
import { TreeFiles } from '#ledger/tree-files.js';
import { Follower, type Health } from '../follower.js';
import { ErasedList } from '../erased-list.js';
import { checkInBackground } from './background-check.js';
import {
  at,
  copyCutOff,
  cutOff,
  firstUnreadable,
  LogDiffers,
  misfiled,
  missing,
  notCopied,
  notSigned,
  notWhatWasSigned,
  stopped,
  typeIn,
} from './differs.js';
import { FirstAlarm } from './first-alarm.js';
import { KeyFiles } from './key-files.js';
import { KnownKeys } from './known-keys.js';
import type { LedgerHealth } from './ledger-health.js';
import { Mending } from './mending.js';
import { Others } from './others.js';
import { digestsIn } from './recorded-facts.js';
import { serverIdIn } from './server-id.js';
import { Signer } from './signer.js';

/** Follows the log, keeps its tree and signs its checkpoints. What does not fit what was signed stops all writing. */
export class Ledger {
  private readonly first = new FirstAlarm();
  private readonly known = new KnownKeys();
  private tree: TreeFiles;
  private readonly verified = { done: 0, of: 0 };
  private follower: Follower | null = null;
  private others: Others | null = null;
  private sizes: ReadonlySet<number> = new Set();
  /** Of what a checkpoint covered at the start, which the files of the tree bore out; null where they are made anew. */
  private mending: Mending | null = null;

  readonly checkpoints: KeptCheckpoints;
  readonly keyFiles: KeyFiles;
  readonly erased: ErasedList;
  private readonly signer: Signer;
  private readonly server: () => Promise<string>;

  private constructor(
    dir: string,
    private readonly store: EventStore,
    private readonly copied: Held | null,
  ) {
    this.checkpoints = new KeptCheckpoints(join(dir, 'checkpoints'));
    this.keyFiles = new KeyFiles(join(dir, 'keys'));
    this.erased = new ErasedList(join(dir, 'erased.txt'));
    this.tree = TreeFiles.open(join(dir, 'tree'), 0);
    this.server = () => serverIdIn(dir);
    this.signer = new Signer({
      tree: () => this.tree,
      origin: (size) => originAt(this.keys, size),
      key: (size) => this.keyFiles.oneOf(keysAt(this.keys, size)),
      keysIn: this.keyFiles.dir,
      checkpoints: this.checkpoints,
      witnesses: store.witnesses,
      server: this.server,
    });
  }

  /**
   * Compares the log with the newest checkpoint that is kept beside it. Where they differ the ledger opens with an alarm.
   * @param copied what a copy was found to hold before it went on
   * @throws StoreUnavailable, and what the file system says of the folder
   */
  static async open(dir: string, store: EventStore, copied: Held | null = null): Promise<Ledger> {
    const ledger = new Ledger(dir, store, copied);
    try {
      await ledger.begin(join(dir, 'tree'));
    } catch (error) {
      if (!(error instanceof LogDiffers)) throw error;
    }
    return ledger;
  }

  get alarm(): Alarm | null {
    return this.first.raised;
  }

  /** Calls once, when the log is found to be another than was signed; at once where it is known. Returns how not to be called. */
  onAlarm(tell: (why: StoreUnavailable) => void): () => void {
    return this.first.onRaised((alarm) => tell(stopped(alarm)));
  }

  get keys(): KeyHistory {
    return this.known.history;
  }

  get origin(): string {
    return originOfLog(logNow(this.keys) ?? '');
  }

  /** @throws StoreUnavailable where the log is not what was signed */
  mustBeTrusted(): void {
    if (this.alarm) throw stopped(this.alarm);
  }

  /** Until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    if (this.alarm) return;
    if (this.store.witnesses) this.others = new Others(this.store.witnesses, this.server, this, signal);
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

  /**
   * Reads what was there before the start once more, with its texts, and compares it with what was signed and with the files of the
   * tree, which are mended first where they contradict each other. It never rejects.
   */
  async verifyTheRest(signal: AbortSignal): Promise<void> {
    if (this.alarm) return;
    const progress = (done: number) => (this.verified.done = done);
    try {
      await this.mended();
      await this.others?.compareEarlier(signal);
      const signed = this.mending?.signed ?? null;
      const alarm = await checkInBackground({ store: this.store, of: this.verified.of, signed, progress, signal });
      if (alarm) this.alarmed(alarm);
    } catch (error) {
      if (!signal.aborted) this.signer.trouble = (error as Error).message;
    }
  }

  /** Whoever is about to call the log another one asks for this first: the files of the tree may have lost a hash. @throws StoreUnavailable */
  async mended(): Promise<void> {
    await this.mending?.look();
  }

  /** The newest checkpoint, signed now where entries are not covered; null where nothing can be signed and none is kept. */
  async newest(): Promise<string | null> {
    this.mustBeTrusted();
    return this.signer.newest();
  }

  /** The first checkpoint that covers a position. */
  async covering(position: Position): Promise<string | null> {
    await this.reached(position);
    return this.signer.covering(position);
  }

  /** The checkpoint over so many entries, signed now where none is kept; null where nothing can be signed. @throws StoreUnavailable */
  async over(size: number): Promise<string | null> {
    await this.reached(size - 1);
    return this.signer.overJust(size);
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
    return note.checkpoint.origin === originAt(this.keys, note.checkpoint.size) && this.known.haveSigned(note);
  }

  /** Whether a key of this log signed it, and the log has that root. @throws StoreUnavailable */
  async bearsOut(note: Note): Promise<boolean> {
    const { size, root } = note.checkpoint;
    if (!this.isSigned(note) || size > this.tree.size) return false;
    const isSame = () => sameHash(this.tree.root(size), root);
    return isSame() || (await this.mended(), isSame());
  }

  /** A checkpoint that a key of this log signed and that the log does not bear out: whoever shows it has found something. */
  contradicted(size: number): void {
    this.alarmed(notWhatWasSigned(size));
  }

  /** Somebody met an entry whose bytes are no envelope: it is looked for. */
  async findUnreadable(): Promise<void> {
    if (!this.alarm) this.first.raise(await firstUnreadable(this.store));
  }

  /** The key that signs here, where one that the log accepts is kept here. */
  signingKey(): Promise<SigningKey | null> {
    return this.keyFiles.oneOf(keysNow(this.keys));
  }

  /** For a log that was begun since this ledger was opened. */
  async readKeys(): Promise<void> {
    const strange = await this.known.read(this.store);
    if (strange) this.raise(strange);
  }

  health(): LedgerHealth {
    return {
      size: this.tree.size,
      checkpoint: this.signer.size,
      verified: { ...this.verified },
      mended: this.mending?.mended ?? 0,
      unsigned: this.signer.trouble,
      alarm: this.alarm,
    };
  }

  followerHealth(): readonly Health[] {
    return this.follower ? [this.follower.health()] : [];
  }

  /** Signs what is followed and not covered yet. */
  async close(): Promise<void> {
    if (!this.alarm) await this.signer.now();
    await this.signer.end();
    this.tree.close();
  }

  private async begin(treeDir: string): Promise<void> {
    const sizes = await this.checkpoints.sizes();
    this.sizes = new Set(sizes);
    // Asked for after them: another program may be writing, and signs what it wrote.
    const entries = (this.verified.of = (await this.store.head()) + 1);
    const size = sizes.at(-1);
    if (this.copied && this.copied.size > entries) this.raise(copyCutOff(entries, this.copied.size));
    if (size === undefined) return this.keysOrAlarm();
    if (size > entries) this.raise(cutOff(entries, size));
    await this.keysOrAlarm();
    const { root } = await this.noteAt(size);
    [this.signer.size, this.signer.shown] = [size, size];
    const tree = TreeFiles.open(treeDir, size);
    const holds = tree.size === size && sameHash(tree.root(), root);
    // Without its files the tree is made anew from the log, and compared with every checkpoint on the way.
    if (!holds) return tree.close();
    this.tree.close();
    this.tree = tree;
    this.mending = new Mending(this.store, tree, size, root);
    if (this.copied && this.copied.size <= size) this.mustBeCopied(this.copied);
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

  private each(recorded: Recorded): Promise<void> | void {
    const { position, bytes } = recorded;
    if (position !== this.tree.size) this.raise(missing(this.tree.size));
    const type = typeIn(recorded);
    if (type === null) this.raise({ position, stream: null, says: 'is not an envelope' });
    if (recorded.misfiled) this.raise(misfiled(recorded));
    this.grow(leafHash(bytes));
    if (type === 'TextsErased' || this.sizes.has(this.tree.size)) return this.compared(recorded, type);
    this.known.take(recorded);
    return this.taken(position, type);
  }

  private async compared(recorded: Recorded, type: string): Promise<void> {
    // Another program may have erased: what is kept beside the checkpoints is kept beside those of each.
    if (type === 'TextsErased') await this.erased.add(digestsIn(recorded)).catch((error: Error) => (this.signer.trouble = error.message));
    this.known.take(recorded);
    if (this.sizes.has(this.tree.size) && !sameHash((await this.noteAt(this.tree.size)).root, this.tree.root()))
      this.raise(at(recorded, `this entry, or one before it, is not what was signed in checkpoint ${this.tree.size}.txt`));
    return this.taken(recorded.position, type);
  }

  private taken(position: Position, type: string): Promise<void> | void {
    if (this.copied?.size === this.tree.size) this.mustBeCopied(this.copied);
    this.others?.grown(this.tree.size);
    if (type === 'MeetingClosed' && position >= this.verified.of) return this.signer.now();
    this.signer.soon();
  }

  private mustBeCopied({ size, root }: Held): void {
    if (Buffer.from(this.tree.root(size)).toString('base64url') !== root) this.raise(notCopied(size));
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

  /** Nothing more is written; the first reason counts. */
  alarmed(alarm: Alarm): Alarm {
    void this.signer.end();
    return this.first.raise(alarm);
  }

  private raise(alarm: Alarm): never {
    throw new LogDiffers(this.alarmed(alarm));
  }
}
