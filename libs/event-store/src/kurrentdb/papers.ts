import { binaryEvent, END, NO_STREAM } from '@eventstore/db-client';
import { type OpenedBlob, TextWasErased } from '../port.js';
import type { Connection } from './connection.js';
import { meaningOf } from './failures.js';
import { eventOf } from './founding.js';
import type { LogFollower } from './log-follower.js';
import { mostBytes, type Names } from './names.js';
import { jsonBytes, jsonIn, onServer, type OnServer } from './on-server.js';
import type { SideTexts } from './side-texts.js';

const whole = 'PaperWhole';
type Whole = { readonly salt: string; readonly first: number; readonly parts: number };

/** Papers and documents, each in a stream of its own: its parts, and an event that says that they are all there. */
export class Papers {
  constructor(
    private readonly connection: Connection,
    private readonly names: Names,
    private readonly log: LogFollower,
    private readonly sides: SideTexts,
  ) {}

  /** @throws TextWasErased, StoreUnavailable */
  async put(digest: string, salt: string, given: Uint8Array): Promise<void> {
    const bytes = new Uint8Array(given);
    for (;;) {
      if (this.log.texts.isErased(digest)) throw new TextWasErased(digest);
      const last = await this.last(digest);
      if (last?.type === whole) return;
      if (await this.write(digest, salt, bytes, last?.revision ?? -1)) return;
    }
  }

  async get(digest: string): Promise<OpenedBlob> {
    if (this.log.texts.isErased(digest)) return 'erased';
    const last = await this.last(digest);
    if (last?.type !== whole) return undefined;
    const { salt, first, parts } = jsonIn(last.bytes) as Whole;
    const bytes = parts === 0 ? new Uint8Array() : Buffer.concat(await this.parts(digest, first, parts));
    return this.log.texts.isErased(digest) ? 'erased' : { salt, bytes: new Uint8Array(bytes) };
  }

  /** @throws StoreUnavailable */
  async remove(digests: readonly string[]): Promise<void> {
    for (const digest of digests) {
      const last = await this.last(digest);
      if (last) await this.sides.cut(this.names.blob(digest), last.revision + 1);
    }
  }

  private last(digest: string): Promise<OnServer | null> {
    return this.connection.again('The papers cannot be read', () => eventOf(this.connection, this.names.blob(digest), END));
  }

  /** False where somebody else wrote there meanwhile: what was written so far is passed over by all who read. */
  private async write(digest: string, salt: string, bytes: Uint8Array, after: number): Promise<boolean> {
    const parts = Array.from({ length: Math.ceil(bytes.length / mostBytes) }, (_, n) =>
      binaryEvent({ type: 'PaperPart', data: bytes.subarray(n * mostBytes, (n + 1) * mostBytes) }),
    );
    const end: Whole = { salt, first: after + 1, parts: parts.length };
    const events = [...parts, binaryEvent({ type: whole, data: jsonBytes(end) })];
    for (const [n, event] of events.entries()) {
      const at = after + n;
      try {
        await this.connection.again('The papers cannot be kept', (client) =>
          client.appendToStream(this.names.blob(digest), event, {
            expectedRevision: at < 0 ? NO_STREAM : BigInt(at),
            requiresLeader: true,
            deadline: this.connection.timers.attempt,
          }),
        );
      } catch (error) {
        if (meaningOf(error) === 'wrong revision') return false;
        throw error;
      }
    }
    return true;
  }

  private parts(digest: string, first: number, count: number): Promise<readonly Uint8Array[]> {
    const { connection, names } = this;
    return connection.again('The papers cannot be read', async (client) => {
      const found: Uint8Array[] = [];
      const read = client.readStream(names.blob(digest), { fromRevision: BigInt(first), maxCount: count, requiresLeader: true });
      for await (const resolved of connection.patiently(read)) found.push(onServer(resolved)?.bytes ?? new Uint8Array());
      return found;
    });
  }
}
