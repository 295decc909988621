import { binaryEvent } from '@eventstore/db-client';
import type { Said, Witnesses } from '../port.js';
import type { Connection } from './connection.js';
import { meaningOf } from './failures.js';
import type { Names } from './names.js';
import { jsonBytes, jsonIn, onServer, type OnServer } from './on-server.js';

type Tell = (said: Said, held: number) => void;
type Heard = { readonly said: Said; readonly held: number; readonly revision: number };

/** So many are kept here; those before them are read again from the server where somebody asks. */
export const mostKept = 1_024;
const pageSize = 256;

/** What the servers say of the log: each in a side stream of its own, followed with the log. */
export class Sayings implements Witnesses {
  private readonly newest = new Map<string, Heard>();
  /** Of each server the revision up to which something was kept here once, and is not any more. */
  private readonly left = new Map<string, number>();
  private readonly told = new Set<Tell>();

  constructor(
    private readonly connection: Connection,
    private readonly names: Names,
  ) {}

  async say({ server, ...said }: Said): Promise<void> {
    const event = binaryEvent({ type: 'CheckpointSigned', data: jsonBytes(said) });
    await this.connection.again('The checkpoint cannot be shown to the other servers', (client) =>
      client.appendToStream(this.names.checkpoints + server, event, { requiresLeader: true, deadline: this.connection.timers.attempt }),
    );
  }

  isSaid(size: number, root: string): boolean {
    return this.newest.has(keyOf(size, root));
  }

  onSaid(tell: Tell): () => void {
    for (const { said, held } of this.newest.values()) tell(said, held);
    this.told.add(tell);
    return () => this.told.delete(tell);
  }

  async *earlier(signal: AbortSignal): AsyncGenerator<Said, void, undefined> {
    for (const [server, last] of [...this.left])
      for (let from = 0; from <= last;) {
        if (signal.aborted) return;
        const page = await this.page(server, from);
        if (page.length === 0) break;
        for (const event of page) if (event.revision <= last) yield* this.readable(event);
        from = page.at(-1)!.revision + 1;
      }
  }

  /** @param held how many entries the log has here @throws TypeError where it is no saying of a server */
  read(event: OnServer, held: number): () => void {
    const said = this.saidBy(event);
    return () => this.take({ said, held, revision: event.revision });
  }

  /** Those that say the same need be kept once only, the signed one rather. */
  private take(heard: Heard): void {
    const { said, held } = heard;
    const key = keyOf(said.size, said.root);
    const before = this.newest.get(key);
    if (before && (before.said.note !== null || said.note === null)) return;
    this.newest.set(key, heard);
    for (const tell of this.told) tell(said, held);
    if (this.newest.size > mostKept) this.leaveOldest();
  }

  /** A saying about more entries than there were is kept: who reads it again cannot tell. */
  private leaveOldest(): void {
    for (const [key, { said, held, revision }] of this.newest) {
      if (said.size > held) continue;
      this.newest.delete(key);
      this.left.set(said.server, Math.max(revision, this.left.get(said.server) ?? -1));
      return;
    }
  }

  private saidBy({ stream, bytes }: OnServer): Said {
    const { size, root, note } = jsonIn(bytes) as Said;
    const isOne = Number.isSafeInteger(size) && size >= 0 && typeof root === 'string' && (note === null || typeof note === 'string');
    if (!isOne) throw new TypeError('not a saying');
    return { server: stream.slice(this.names.checkpoints.length), size, root, note };
  }

  /** What was not written by Minutebook was passed over before, and told. */
  private *readable(event: OnServer): Generator<Said> {
    let said: Said | null = null;
    try {
      said = this.saidBy(event);
    } catch {
      return;
    }
    yield said;
  }

  private page(server: string, from: number): Promise<readonly OnServer[]> {
    const { connection } = this;
    return connection.again('What other servers said cannot be read', async (client) => {
      const found: OnServer[] = [];
      try {
        const options = { fromRevision: BigInt(from), maxCount: pageSize, requiresLeader: true };
        for await (const resolved of connection.patiently(client.readStream(this.names.checkpoints + server, options))) {
          const event = onServer(resolved);
          if (event) found.push(event);
        }
      } catch (error) {
        if (meaningOf(error) !== 'no stream') throw error;
      }
      return found;
    });
  }
}

const keyOf = (size: number, root: string): string => `${size} ${root}`;
