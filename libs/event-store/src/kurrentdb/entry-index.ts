import { successorIn } from '../closing.js';
import { checkEnvelope } from '../envelope.js';
import type { Position, Recorded } from '../port.js';
import { recordedFrom } from '../envelope.js';
import type { OnServer, ServerPosition } from './on-server.js';

/** How far apart the places are from which the log can be read again. */
const stride = 256;
/** Of the newest entries, which nobody has to ask the server for. */
const kept = { entries: 2_048, bytes: 8 * 1024 * 1024 };

/** Of entries that are none of ours so many are told of one by one: whoever writes them can write a million. */
const mostSaid = 64;

/** What stands at the revisions of an append: what was sent, or something else that came first, or what came after the log was closed. */
export type Landing = 'ours' | 'another' | 'too late';
export type Landed = { readonly landing: Landing; readonly position: Position };
type Expecting = {
  readonly from: number;
  readonly envelopes: readonly Uint8Array[];
  readonly land: (landed: Landed) => void;
};

/** Positions of ours, made by counting: the server's own have gaps. It holds no entry but the newest, and is made anew at each start. */
export class EntryIndex {
  private readonly streams = new Map<string, Position[]>();
  private readonly ids = new Set<string>();
  private readonly marks: (ServerPosition | null)[] = [null];
  private readonly newest: { position: Position; bytes: Uint8Array }[] = [];
  private newestBytes = 0;
  private count = 0;
  private readonly expecting = new Map<string, Set<Expecting>>();
  private closedFor: string | null = null;
  private late = 0;
  private readonly strange = new Map<Position, { readonly event: OnServer; readonly stream: string; readonly because: string }>();

  /**
   * @param prefix before the name of each stream of the log
   * @param store the id of this store
   * @param open false for a copy: what it is given may close other stores, until it is named itself
   */
  constructor(
    private readonly prefix: string,
    private readonly store: string,
    private open: boolean,
  ) {}

  /** The store in which the log goes on, where it was closed here. What comes after in the server's order is no entry of the log. */
  get successor(): string | null {
    return this.closedFor;
  }
  /** How many events stand under the prefix that came after the log was closed. */
  get tooLate(): number {
    return this.late;
  }

  get head(): Position {
    return this.count - 1;
  }
  get alarms(): readonly string[] {
    const said: string[] = [];
    for (const [position, { stream, event, because }] of this.strange) {
      if (said.length === mostSaid) return [...said, `${this.strange.size - mostSaid} entries more were not written by Minutebook`];
      said.push(saying(position, stream, event.revision, because));
    }
    return said;
  }
  revisionOf(stream: string): number {
    return (this.streams.get(stream)?.length ?? 0) - 1;
  }
  positionOf(stream: string, revision: number): Position | undefined {
    return this.streams.get(stream)?.[revision];
  }
  hasId(id: string): boolean {
    return this.ids.has(id);
  }

  /** Counts the next event of the log. @returns why it cannot be: the server's log is not what it was */
  take(event: OnServer): string | null {
    const stream = event.stream.slice(this.prefix.length);
    if (this.closedFor !== null) return this.passOver(stream, event);
    const positions = this.streams.get(stream) ?? [];
    if (event.revision !== positions.length) return gap(stream, positions.length, event.revision);
    const position = this.count++;
    const ours = this.sentAs(stream, event);
    const because = ours ? this.idFault(event) : this.faultOf(event, stream);
    if (because !== null) this.strange.set(position, { event, stream, because });
    positions.push(position);
    this.streams.set(stream, positions);
    this.ids.add(event.id);
    if (this.count % stride === 0) this.marks.push(event.at);
    // What came lies in the message that brought it.
    this.keep(position, ours ?? new Uint8Array(event.bytes));
    this.land(stream, event, position, ours);
    if (stream === 'log' && because === null) this.takeClosing(event);
    return null;
  }

  private takeClosing({ bytes }: OnServer): void {
    const successor = successorIn(recordedFrom(-1, bytes).envelope);
    if (successor === null) return;
    if (successor === this.store) this.open = true;
    else if (this.open) this.closedFor = successor;
  }

  /** All who follow see it after the closing: whoever sent it is told that it was not recorded. */
  private passOver(stream: string, { revision }: OnServer): null {
    this.late++;
    for (const one of this.expecting.get(stream) ?? [])
      if (revision >= one.from && revision < one.from + one.envelopes.length) one.land({ landing: 'too late', position: -1 });
    return null;
  }

  /** Until `leave` is called, whoever waits learns what comes to stand at these revisions. */
  expect(stream: string, from: number, envelopes: readonly Uint8Array[]): { readonly landed: Promise<Landed>; readonly leave: () => void } {
    const { promise, resolve } = Promise.withResolvers<Landed>();
    const one: Expecting = { from, envelopes, land: resolve };
    const all = this.expecting.get(stream) ?? new Set();
    this.expecting.set(stream, all.add(one));
    const leave = () => {
      all.delete(one);
      if (all.size === 0 && this.expecting.get(stream) === all) this.expecting.delete(stream);
    };
    return { landed: promise, leave };
  }

  /** Of the newest entries those after a position; null where it is too old for that. */
  after(position: Position, most: number): readonly Recorded[] | null {
    const first = this.newest[0]?.position ?? this.count;
    if (position + 1 < first) return null;
    return this.newest.slice(position + 1 - first, position + 1 - first + most).map((one) => this.recorded(one.position, one.bytes));
  }

  /** The nearest place from which the log can be read to the entry after a position, and how many entries lie before it. */
  markBefore(position: Position): { readonly from: ServerPosition | null; readonly counted: number } {
    const mark = Math.min(Math.floor((position + 1) / stride), this.marks.length - 1);
    return { from: this.marks[mark]!, counted: mark * stride };
  }

  /** What is no entry of ours is given as it is: its place counts, and nothing is to be read from it. */
  recorded(position: Position, bytes: Uint8Array): Recorded {
    const strange = this.strange.get(position);
    if (!strange) return recordedFrom(position, new Uint8Array(bytes));
    const { event, stream, because } = strange;
    return {
      position,
      envelope: notAnEntry(stream, event),
      bytes: new Uint8Array(event.bytes),
      alarm: saying(position, stream, event.revision, because),
    };
  }

  /** The same bytes, where they were sent from here: they were checked before, and nobody else has them. */
  private sentAs(stream: string, { revision, bytes }: OnServer): Uint8Array | null {
    for (const { from, envelopes } of this.expecting.get(stream) ?? []) {
      const sent = envelopes[revision - from];
      if (sent && Buffer.compare(sent, bytes) === 0) return sent;
    }
    return null;
  }

  private idFault({ id }: OnServer): string | null {
    return this.ids.has(id) ? `its id ${id} is in the log already` : null;
  }

  private faultOf(event: OnServer, stream: string): string | null {
    try {
      const envelope = checkEnvelope(event.bytes);
      if (envelope.stream !== stream) return `it says that it is of ${envelope.stream}`;
      if (envelope.revision !== event.revision) return `it says that its revision is ${envelope.revision}`;
      if (envelope.id !== event.id) return `it says that its id is ${envelope.id}, and the server has ${event.id}`;
      return this.idFault(event);
    } catch (error) {
      return (error as Error).message;
    }
  }

  private land(stream: string, { revision, bytes }: OnServer, position: Position, ours: Uint8Array | null): void {
    for (const one of this.expecting.get(stream) ?? []) {
      const sent = one.envelopes[revision - one.from];
      if (!sent) continue;
      if (sent !== ours && Buffer.compare(sent, bytes) !== 0) one.land({ landing: 'another', position });
      else if (revision === one.from + one.envelopes.length - 1) one.land({ landing: 'ours', position });
    }
  }

  private keep(position: Position, bytes: Uint8Array): void {
    this.newest.push({ position, bytes });
    this.newestBytes += bytes.length;
    // A quarter at a time: to take the first of many away costs as much as to take many.
    if (this.newest.length <= kept.entries && this.newestBytes <= kept.bytes) return;
    const gone = this.newest.splice(0, Math.ceil(this.newest.length / 4));
    this.newestBytes -= gone.reduce((sum, one) => sum + one.bytes.length, 0);
  }
}

const saying = (position: Position, stream: string, revision: number, because: string) =>
  `Position ${position} of the log (${stream}, revision ${revision}) was not written by Minutebook: ${because}`;

const gap = (stream: string, awaited: number, found: number) =>
  found === Infinity
    ? `The stream ${stream} was deleted`
    : found > awaited
      ? `Of the stream ${stream} the entries from revision ${awaited} to ${found - 1} are missing`
      : `The stream ${stream} goes on at revision ${found} once more, and it had come to ${awaited - 1}: the log was cut short`;

const notAnEntry = (stream: string, { id, revision, type }: OnServer): Recorded['envelope'] => ({
  e: 1,
  id,
  stream,
  revision,
  type,
  v: 1,
  command: id,
  commandHash: '',
  causation: null,
  correlation: null,
  actor: '',
  recordedAt: '',
  enteredAt: null,
  occurred: null,
  recorded: 'live',
  nonce: '',
  data: null,
});
