import { binaryEvent } from '@eventstore/db-client';
import type { Said, Witnesses } from '../port.js';
import type { Connection } from './connection.js';
import type { Names } from './names.js';
import { jsonBytes, jsonIn, type OnServer } from './on-server.js';

type Tell = (said: Said, held: number) => void;

/** What the servers say of the log: each in a side stream of its own, followed with the log. */
export class Sayings implements Witnesses {
  private readonly all = new Map<string, { readonly said: Said; readonly held: number }>();
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
    return this.all.has(keyOf(size, root));
  }

  onSaid(tell: Tell): () => void {
    for (const { said, held } of this.all.values()) tell(said, held);
    this.told.add(tell);
    return () => this.told.delete(tell);
  }

  /** @param held how many entries the log has here @throws TypeError where it is no saying of a server */
  read({ stream, bytes }: OnServer, held: number): () => void {
    const { size, root, note } = jsonIn(bytes) as Said;
    const isOne = Number.isSafeInteger(size) && size >= 0 && typeof root === 'string' && (note === null || typeof note === 'string');
    if (!isOne) throw new TypeError('not a saying');
    const said = { server: stream.slice(this.names.checkpoints.length), size, root, note };
    return () => this.take(said, held);
  }

  /** Those that say the same need be kept once only, the signed one rather. */
  private take(said: Said, held: number): void {
    const key = keyOf(said.size, said.root);
    const before = this.all.get(key);
    if (before && (before.said.note !== null || said.note === null)) return;
    this.all.set(key, { said, held });
    for (const tell of this.told) tell(said, held);
  }
}

const keyOf = (size: number, root: string): string => `${size} ${root}`;
