import type { Position, Witnesses } from '#event-store/port.js';
import { signCheckpoint } from '#ledger/checkpoint.js';
import type { KeptCheckpoints } from '#ledger/kept-checkpoints.js';
import type { SigningKey } from '#ledger/keys.js';
import type { TreeFiles } from '#ledger/tree-files.js';

/** A checkpoint is signed this long after the first entry that none covers. */
const afterMs = 3_000;

type Signing = {
  readonly tree: () => TreeFiles;
  readonly origin: (size: number) => string;
  /** Null where none that the log accepts is kept here; the folder says where it would be. */
  readonly key: (size: number) => Promise<SigningKey | null>;
  readonly keysIn: string;
  readonly checkpoints: KeptCheckpoints;
  /** Where the other servers are shown them; null where there are none. */
  readonly witnesses: Witnesses | null;
  readonly server: () => Promise<string>;
};

/** Signs checkpoints, one after the other. A disk that does not take one stops nobody: health says so, and it is tried again. */
export class Signer {
  /** How many entries the newest checkpoint covers. */
  size: number | null = null;
  /** Why none is signed. */
  trouble: string | null = null;
  /** How many entries what the other servers were shown last covers. */
  shown: number | null = null;
  private timer: NodeJS.Timeout | undefined;
  private last: Promise<void> = Promise.resolve();
  private over = false;

  constructor(private readonly signing: Signing) {}

  soon(): void {
    if (!this.over) this.timer ??= setTimeout(() => void this.now(), afterMs).unref();
  }

  now(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return (this.last = this.last.then(() => this.one(this.signing.tree().size)));
  }

  /** Over so many entries, which the tree holds. */
  private upTo(size: number): Promise<void> {
    return (this.last = this.last.then(() => this.one(size)));
  }

  /** The newest, signed now where entries are not covered; null where nothing can be signed and none is kept. */
  async newest(): Promise<string | null> {
    await this.now();
    return this.kept(this.size);
  }

  /** The first that covers a position. */
  async covering(position: Position): Promise<string | null> {
    const find = async () => (await this.signing.checkpoints.sizes()).find((size) => size > position);
    const there = await find();
    if (there !== undefined) return this.kept(there);
    await this.now();
    return this.kept((await find()) ?? null);
  }

  /** That over just so many entries, signed now where none is kept. */
  async overJust(size: number): Promise<string | null> {
    const there = await this.kept(size);
    if (there !== null) return there;
    await this.upTo(size);
    return this.kept(size);
  }

  private async kept(size: number | null): Promise<string | null> {
    return size === null ? null : ((await this.signing.checkpoints.at(size))?.note ?? null);
  }

  /** Nothing is signed from now on. */
  async end(): Promise<void> {
    this.over = true;
    clearTimeout(this.timer);
    await this.last;
  }

  private async one(size: number): Promise<void> {
    if (this.over || size === 0) return;
    try {
      if (size !== this.size) await this.sign(size);
      if (size > (this.shown ?? 0)) await this.show(size);
    } catch (error) {
      this.trouble = (error as Error).message;
      this.soon();
    }
  }

  private async sign(size: number): Promise<void> {
    const { tree, origin, key, keysIn, checkpoints } = this.signing;
    const signing = await key(size);
    if (!signing) return void (this.trouble = `No key that this log accepts is kept in ${keysIn}.`);
    const note = signCheckpoint({ origin: origin(size), size, root: tree().root(size) }, signing);
    tree().flush();
    await checkpoints.keep(size, note);
    this.size = Math.max(size, this.size ?? 0);
    this.trouble = null;
  }

  /** A server without a key says what the log is here all the same. */
  private async show(size: number): Promise<void> {
    const { tree, checkpoints, witnesses, server } = this.signing;
    const root = Buffer.from(tree().root(size)).toString('base64url');
    const note = size === this.size ? ((await checkpoints.at(size))?.note ?? null) : null;
    // Without a signature it tells the others nothing that they have not said themselves.
    if (witnesses && !(note === null && witnesses.isSaid(size, root))) await witnesses.say({ server: await server(), size, root, note });
    this.shown = size;
  }
}
