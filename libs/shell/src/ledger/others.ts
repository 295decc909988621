import type { Said, Witnesses } from '#event-store/port.js';
import type { Alarm } from '#ledger/alarm.js';
import type { Hash } from '#ledger/merkle.js';

type Here = {
  /** How many entries the tree holds. */
  readonly size: number;
  readonly rootAt: (size: number) => Hash;
  /** The files of the tree may have lost a hash: what they have lost is there again. */
  readonly mended: () => Promise<void>;
  /** After one the tree does not grow, and nothing is waited for. */
  readonly alarm: Alarm | null;
  /** Two that follow one log do not come to the same. */
  readonly alarmed: (alarm: Alarm) => unknown;
};

/** Compares what each server says of the log, this one included, with what is here: at every size they come to the same root. */
export class Others {
  private readonly waiting = new Map<number, Said[]>();

  constructor(
    private readonly witnesses: Witnesses,
    private readonly server: () => Promise<string>,
    private readonly here: Here,
    signal: AbortSignal,
  ) {
    const leave = witnesses.onSaid((said, held) => this.heard(said, held));
    signal.addEventListener('abort', leave, { once: true });
  }

  /** What was said so long ago that the store does not keep it is read again from where it was said. @throws StoreUnavailable */
  async compareEarlier(signal: AbortSignal): Promise<void> {
    for await (const said of this.witnesses.earlier(signal)) if (said.size <= this.here.size) this.compare(said);
  }

  /** The tree has come to this size. */
  grown(size: number): void {
    for (const said of this.waiting.get(size) ?? []) this.compare(said);
    this.waiting.delete(size);
  }

  /** @param held how many entries there were when it was said */
  private heard(said: Said, held: number): void {
    if (this.here.alarm) return;
    if (said.size > held)
      this.here.alarmed(alarm(`the server ${said.server} says what the first ${said.size} entries are, and there were ${held}`));
    else if (said.size <= this.here.size) this.compare(said);
    else this.waiting.set(said.size, [...(this.waiting.get(said.size) ?? []), said]);
  }

  private compare(said: Said): void {
    const mine = this.rootHere(said.size);
    if (mine !== null && mine !== said.root) void this.compareAgain(said);
  }

  private async compareAgain({ server, size, root }: Said): Promise<void> {
    // Where the log cannot be read now, what the files hold counts.
    await this.here.mended().catch(() => undefined);
    const mine = this.rootHere(size);
    if (mine === null || mine === root) return;
    if (!this.witnesses.isSaid(size, mine)) void this.answer(size, mine);
    this.here.alarmed(alarm(`the server ${server} says that the first ${size} entries are others than here`));
  }

  /** Null where the files of the tree cannot be read: whoever follows the log says so. */
  private rootHere(size: number): string | null {
    try {
      return Buffer.from(this.here.rootAt(size)).toString('base64url');
    } catch {
      return null;
    }
  }

  /** So that the other server learns of it too. */
  private async answer(size: number, root: string): Promise<void> {
    await this.witnesses.say({ server: await this.server(), size, root, note: null }).catch(() => undefined);
  }
}

const alarm = (says: string): Alarm => ({ position: null, stream: null, says });
