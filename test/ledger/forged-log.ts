import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandHash, leafHash, textDigest } from '#event-store/digests.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { recordedFrom } from '#event-store/envelope.js';
import type { Opened, Recorded } from '#event-store/port.js';
import { originOfLog, signCheckpoint } from '#ledger/checkpoint.js';
import { citedIn } from '#ledger/cited.js';
import { noKeys, signedKey, withFact, type KeyHistory } from '#ledger/key-history.js';
import { SigningKey, verifierKey } from '#ledger/keys.js';
import type { Kept } from '#ledger/kept-checkpoints.js';
import { CompactRange } from '#ledger/merkle.js';
import { idOf } from '#testing/log.js';

type Entry = { readonly bytes: Uint8Array; readonly texts: unknown };
type Members = Readonly<Record<string, unknown>>;
type Verb = 'AcceptKey' | 'NameRecoveryKey';

export const [first, second, third, recovery] = Array.from({ length: 4 }, () => SigningKey.make()) as [
  SigningKey,
  SigningKey,
  SigningKey,
  SigningKey,
];
export const logId = idOf('log');
export const origin = originOfLog(logId);
const salt = commandHash('salt', {});

/** As canonical, for what a log may not hold too. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};
export const spelled = (value: unknown): string => JSON.stringify(sorted(value));

/** A log by somebody who keeps to none of the rules: each entry as it is said, under whatever key. */
export class ForgedLog {
  readonly entries: Entry[] = [];
  readonly notes: Kept[] = [];
  /** A checkpoint that the reader kept. */
  kept: string | null = null;
  keyLines = '';
  private readonly texts = new Map<string, Opened>([[salt, { salt: 'salt', text: null }]]);
  private readonly due = new Map<string, number>();
  private history: KeyHistory = noKeys;

  begun(data: unknown = {}, v = 2): this {
    const said = { format: 0, log: logId, origin: null, key: first.publicKey, recoveryKey: recovery.publicKey };
    return this.add('log', 'LogBegun', typeof data === 'object' && data !== null ? { ...said, ...data } : data, { v });
  }

  /** Its texts are those that it cites, as this log holds them. */
  add(stream: string, type = 'Said', data: unknown = {}, members: Members = {}): this {
    const revision = this.due.get(stream) ?? 0;
    const position = this.entries.length;
    const envelope: Members = {
      ...{ e: 1, id: idOf(`entry ${position}`), stream, revision, type, v: 1, command: idOf(`command ${position}`) },
      ...{ commandHash: salt, causation: null, correlation: null, actor: idOf('clerk'), recordedAt: '2026-01-20T14:32:00.000Z' },
      ...{ enteredAt: null, occurred: null, recorded: 'live', nonce: 'AAAAAAAAAAAAAAAAAAAAAA', data, ...members },
    };
    this.due.set(stream, revision + 1);
    if (stream === 'log') this.history = withFact(this.history, { position, type, v: Number(envelope['v']), data });
    const texts = [...citedIn(data)].toSorted().map((digest) => {
      const held = this.texts.get(digest);
      return typeof held === 'object' ? { digest, salt: held.salt, text: held.text } : { digest, erased: true };
    });
    this.entries.push({ bytes: Buffer.from(spelled(envelope)), texts });
    return this;
  }

  /** The data of the newest entry. */
  get lastData(): Members {
    return (JSON.parse(Buffer.from(this.entries.at(-1)!.bytes).toString('utf8')) as { data: Members }).data;
  }

  /** The next entry of this stream is due at another revision. */
  skip(stream: string, by: number): this {
    this.due.set(stream, (this.due.get(stream) ?? 0) + by);
    return this;
  }

  text(words: string, erased = false): { readonly $t: string } {
    const digest = textDigest('salt', words);
    this.texts.set(digest, erased ? 'erased' : { salt: 'salt', text: words });
    return { $t: digest };
  }

  /** A key that enters, and holds unless something about it is said otherwise. */
  key(
    key: SigningKey,
    by: SigningKey,
    { replaces = null as SigningKey | null, verb = 'AcceptKey' as Verb, over = {} as Members } = {},
  ): this {
    const asked = { key: key.publicKey, ...(verb === 'AcceptKey' && { replaces: replaces?.publicKey ?? null }) };
    const signed = signedKey(this.history, verb, asked, by);
    return this.add('log', verb === 'AcceptKey' ? 'KeyAccepted' : 'RecoveryKeyNamed', { ...signed, ...over });
  }

  root(size = this.entries.length): Uint8Array {
    const range = new CompactRange();
    for (const { bytes } of this.entries.slice(0, size)) range.push(leafHash(bytes));
    return range.root();
  }
  note(by = first, { size = this.entries.length, root = this.root(), of = origin } = {}): string {
    return signCheckpoint({ origin: of, size, root }, by);
  }
  /** A checkpoint over all that there is now. */
  signed(by = first, name = `${this.entries.length}.txt`): this {
    return this.with(name, this.note(by));
  }
  with(name: string, note: string): this {
    this.notes.push({ name, note });
    return this;
  }

  asExport(dir: string): string {
    mkdirSync(join(dir, 'checkpoints'));
    for (const { name, note } of this.notes) writeFileSync(join(dir, 'checkpoints', name), note);
    writeFileSync(join(dir, 'entries.jsonl'), this.entries.map((_, position) => `${this.line(position)}\n`).join(''));
    writeFileSync(join(dir, 'keys.txt'), this.keyLines || `${verifierKey(origin, first.publicKey)}\n`);
    if (this.kept !== null) writeFileSync(join(dir, 'kept'), this.kept);
    return dir;
  }
  line(position: number): string {
    const { bytes, texts } = this.entries[position]!;
    const leaf = Buffer.from(leafHash(bytes)).toString('base64url');
    const envelope = Buffer.from(bytes).toString('utf8');
    return `{"envelope":${envelope},"leaf":"${leaf}","position":${position},"texts":${spelled(texts)}}`;
  }

  /** What a book keeps of it. */
  get store(): MemoryStore {
    return new GivenStore(
      this.entries.map(({ bytes }, position) => recordedFrom(position, bytes)),
      this.texts,
    );
  }
  get checkpoints(): readonly Kept[] {
    return this.kept === null ? this.notes : [...this.notes, { name: 'kept', note: this.kept }];
  }
}

class GivenStore extends MemoryStore {
  constructor(
    private readonly given: readonly Recorded[],
    held: ReadonlyMap<string, Opened>,
  ) {
    super();
    this.texts.get = async (digests) =>
      new Map(digests.flatMap((digest) => (held.has(digest) ? [[digest, held.get(digest)] as const] : [])));
  }
  override async head() {
    return this.given.length - 1;
  }
  override async *all() {
    yield* this.given;
  }
}
