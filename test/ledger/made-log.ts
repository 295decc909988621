import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '#kernel/canonical.js';
import { commandHash, leafHash, newNonce, newSalt, textDigest } from '#event-store/digests.js';
import type { Envelope, SealedText } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { originAt, signCheckpoint, verifierKeys } from '#ledger/checkpoint.js';
import { citedIn } from '#ledger/cited.js';
import { noKeys, signedKey, withFact, type KeyHistory } from '#ledger/key-history.js';
import { SigningKey } from '#ledger/keys.js';
import { CompactRange } from '#ledger/merkle.js';
import { TreeFiles } from '#ledger/tree-files.js';
import { idOf } from '#testing/log.js';

export type Made = { readonly envelope: Envelope; readonly texts: readonly SealedText[] };
/** How an entry is given in an export. */
export type Given = 'words' | 'no words' | 'leaf';
export type Keyed = { readonly key: SigningKey; readonly from: number };

export const logId = idOf('log');
const wordings = [
  'The quay was repaired',
  'Zażółć gęślą jaźń',
  '«5 × 5»\n"yes"\t\\',
  '𝔐inutes 🙂',
  '\u007f\u2028 end',
  'unread \ufffd\ufffd',
];

/** A log without a book: entries of several streams with their words, some of them erased, keys that change, and forks. */
export class MadeLog {
  readonly made: Made[] = [];
  readonly erased = new Set<string>();
  keys: Keyed[] = [];
  private readonly revisions = new Map<string, number>();
  private readonly salts: SealedText[] = [];
  private history: KeyHistory = noKeys;
  readonly recovery = SigningKey.make();
  get forks(): number {
    return this.history.forks.length;
  }

  constructor(entries: number, { keysEach = 0, erasesEach = 0, forksEach = 0 } = {}) {
    const key = SigningKey.make();
    this.keys.push({ key, from: 0 });
    if (entries > 0)
      this.put('log', 'LogBegun', 2, { format: 0, log: logId, origin: null, key: key.publicKey, recoveryKey: this.recovery.publicKey });
    while (this.made.length < entries) {
      const n = this.made.length;
      if (keysEach > 0 && n % keysEach === 0) this.rotate(n % (keysEach * 2) === 0);
      else if (forksEach > 0 && n % forksEach === 0) this.fork(n);
      else if (erasesEach > 0 && n % erasesEach === 0) this.erase(n);
      else this.speak(n);
    }
  }

  private speak(n: number): void {
    const stream = `meeting-${idOf(`meeting ${n % 7}`)}`;
    this.put(stream, 'AdviceGiven', 1, {
      item: idOf('item'),
      words: this.sealed(`${wordings[n % wordings.length]!} ${n}`),
      more: n % 3 ? null : this.sealed('more'),
    });
  }

  private rotate(byRecovery: boolean): void {
    const next = SigningKey.make();
    const last = this.keys.at(-1)!.key;
    const data = signedKey(this.history, 'AcceptKey', { key: next.publicKey, replaces: last.publicKey }, byRecovery ? this.recovery : last);
    this.keys.push({ key: next, from: this.made.length });
    this.put('log', 'KeyAccepted', 1, data);
  }

  private fork(n: number): void {
    this.put('log', 'ForkDeclared', 1, {
      fork: idOf(`fork ${n}`),
      after: n,
      taken: '2026-01-20T14:32:00.000Z',
      reason: this.sealed('A fire'),
    });
  }

  private erase(n: number): void {
    const one = this.made.findLast(
      ({ texts, envelope }) => envelope.type === 'AdviceGiven' && texts.some(({ digest }) => !this.erased.has(digest)),
    );
    if (!one) return this.speak(n);
    const digests = one.texts.map(({ digest }) => digest);
    for (const digest of digests) this.erased.add(digest);
    this.put(one.envelope.stream, 'TextsErased', 1, { digests, ground: this.sealed('Asked for'), authority: this.sealed('The clerk') });
  }

  private waiting: SealedText[] = [];
  private sealed(text: string): { readonly $t: string } {
    const salt = newSalt();
    const digest = textDigest(salt, text);
    this.waiting.push({ digest, salt, text });
    return { $t: digest };
  }

  private put(stream: string, type: string, v: number, data: object): void {
    const [revision, salt] = [this.revisions.get(stream) ?? 0, newSalt()];
    const position = this.made.length;
    const envelope: Envelope = {
      ...{ e: 1, id: idOf(`entry ${position}`), stream, revision, type, v, command: idOf(`command ${position}`) },
      ...{ commandHash: commandHash(salt, {}), causation: null, correlation: null, actor: idOf('clerk') },
      ...{ recordedAt: '2026-01-20T14:32:00.000Z', enteredAt: null, occurred: null, recorded: 'live', nonce: newNonce(), data },
    };
    this.salts.push({ digest: envelope.commandHash, salt, text: null });
    this.revisions.set(stream, revision + 1);
    this.made.push({ envelope, texts: this.waiting });
    this.waiting = [];
    if (stream === 'log') this.history = withFact(this.history, { position, type, v, data });
  }

  bytesAt(position: number): Uint8Array {
    return Buffer.from(canonical(this.made[position]!.envelope));
  }

  /** The note over the first entries, by the key that signs then, or another. */
  checkpoint(size: number, by = this.keys.findLast(({ from }) => from < size || from === 0)!.key): string {
    const range = new CompactRange();
    for (let n = 0; n < size; n++) range.push(leafHash(this.bytesAt(n)));
    return signCheckpoint({ origin: originAt(this.history, size), size, root: range.root() }, by);
  }

  /** A folder as a book keeps it: the log, its tree, its checkpoints. */
  async inFolder(dir: string, sizes: readonly number[]): Promise<string> {
    const store = await SqliteStore.open(dir);
    for (const [n, { envelope, texts }] of this.made.entries())
      await store.append(envelope.stream, envelope.revision - 1, [this.bytesAt(n)], [...texts, this.salts[n]!]);
    await store.texts.erase([...this.erased]);
    await store.close();
    const tree = TreeFiles.open(join(dir, 'tree'), 0);
    this.made.forEach((_, n) => tree.push(leafHash(this.bytesAt(n))));
    tree.flush();
    tree.close();
    this.writeCheckpoints(dir, sizes);
    return dir;
  }

  /** A folder as an audit gets it. */
  asExport(dir: string, sizes: readonly number[], given: (position: number) => Given = () => 'words'): string {
    writeFileSync(join(dir, 'entries.jsonl'), this.made.map((_, n) => `${canonical(this.line(n, given(n)))}\n`).join(''));
    writeFileSync(
      join(dir, 'keys.txt'),
      verifierKeys(this.history)
        .map((line) => `${line}\n`)
        .join(''),
    );
    this.writeCheckpoints(dir, sizes);
    return dir;
  }

  line(position: number, given: Given): object {
    const leaf = Buffer.from(leafHash(this.bytesAt(position))).toString('base64url');
    if (given === 'leaf') return { position, leaf };
    const { envelope, texts } = this.made[position]!;
    const cited = citedIn(envelope.data).toSorted((one, other) => (one < other ? -1 : 1));
    const textOf = (digest: string) => {
      if (this.erased.has(digest)) return { digest, erased: true };
      const { salt, text } = texts.find((one) => one.digest === digest)!;
      return given === 'words' ? { digest, salt, text } : { digest, withheld: true };
    };
    return { position, leaf, envelope, texts: cited.map(textOf) };
  }

  private writeCheckpoints(dir: string, sizes: readonly number[]): void {
    mkdirSync(join(dir, 'checkpoints'), { recursive: true });
    for (const size of sizes) writeFileSync(join(dir, 'checkpoints', `${size}.txt`), this.checkpoint(size));
  }
}
