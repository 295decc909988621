import { describe, expect, it } from '@jest/globals';
import { bytesOf, entries, entry, envelope, sealed } from '#event-store/contract-fixtures.js';
import { leafHash } from '#event-store/digests.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { alarmInWords } from './alarm.js';
import { originOfLog, signCheckpoint } from './checkpoint.js';
import { SigningKey } from './keys.js';
import { CompactRange } from './merkle.js';
import { TreeFiles } from './tree-files.js';
import { verifyLog } from './verify-log.js';

const newFolder = temporaryFolders();
const key = SigningKey.make();
const log = '0d2f8d7e-0000-4000-8000-000000000001';
const genesis = entry('log', 0, { type: 'LogBegun', v: 2, data: { log, key: key.publicKey, recoveryKey: null } });
const said = sealed('The quay was repaired');
const gone = sealed('A name');
const bytes: readonly Uint8Array[] = [
  genesis,
  ...entries('meeting-a', 0, 5),
  entry('meeting-b', 0, { data: { words: { $t: said.digest }, by: { $t: gone.digest } } }),
  ...entries('meeting-a', 5, 5),
  entry('meeting-b', 1, { type: 'TextsErased', data: { digests: [gone.digest] } }),
  ...entries('meeting-a', 10, 7),
];

/** A store that gives these bytes, whatever they are. */
class Given extends MemoryStore {
  constructor(private readonly given: readonly Uint8Array[]) {
    super();
  }
  override async head() {
    return this.given.length - 1;
  }
  override async *all(after = -1) {
    for (const [position, one] of this.given.entries()) if (position > after) yield recorded(position, one);
  }
}
const recorded = (position: number, one: Uint8Array) => ({
  position,
  bytes: one,
  get envelope() {
    return JSON.parse(Buffer.from(one).toString('utf8'));
  },
});

const checkpointAt = (size: number, of = bytes, by = key) => {
  const range = new CompactRange();
  for (const one of of.slice(0, size)) range.push(leafHash(one));
  return { name: `${size}.txt`, note: signCheckpoint({ origin: originOfLog(log), size, root: range.root() }, by) };
};
const treeOf = (of: readonly Uint8Array[]) => {
  const tree = TreeFiles.open(newFolder());
  for (const one of of) tree.push(leafHash(one));
  return tree;
};
const kept = [checkpointAt(5), checkpointAt(15)];
const verify = async (
  given: readonly Uint8Array[],
  { tree = treeOf(bytes) as TreeFiles | null, checkpoints = kept, lost = false, store = new Given(given) } = {},
) => {
  const salts = given.flatMap((one) => commandSaltOf(one));
  const texts = new Map<string, any>([...salts.map((digest) => [digest, { salt: 's', text: null }] as const), [said.digest, said]]);
  if (lost) texts.delete(said.digest);
  texts.set(gone.digest, 'erased');
  store.texts.get = async (digests) => new Map(digests.flatMap((digest) => (texts.has(digest) ? [[digest, texts.get(digest)]] : [])));
  const verified = await verifyLog({ store, tree, checkpoints });
  return { ...verified, said: verified.alarms.map(alarmInWords) };
};
const commandSaltOf = (one: Uint8Array): readonly string[] => {
  try {
    return [JSON.parse(Buffer.from(one).toString('utf8')).commandHash];
  } catch {
    return [];
  }
};
const instead = (place: number, ...others: readonly Uint8Array[]) => bytes.toSpliced(place, 1, ...others);

describe('a log that nobody changed', () => {
  it('passes, and is counted', async () =>
    expect(await verify(bytes)).toMatchObject({ said: [], entries: 20, covered: 15, checkpoints: 2, texts: 1, erased: 1 }));
  it('passes without the files of the tree', async () => expect((await verify(bytes, { tree: null })).said).toEqual([]));
  it('passes with files of the tree that are damaged where checkpoints say what is right', async () =>
    expect((await verify(bytes, { tree: treeOf(instead(3, genesis).slice(0, 15)) })).said).toEqual([]));
});

describe('a log that others go on writing while it is verified', () => {
  /** Whose end is another each time that it is asked for. */
  class Growing extends Given {
    constructor(public ends: readonly number[]) {
      super(bytes);
    }
    override async head() {
      const [now, ...later] = this.ends;
      if (later.length > 0) this.ends = later;
      return now! - 1;
    }
  }
  it('passes where words are erased after its end was asked for', async () =>
    expect(await verify(bytes, { store: new Growing([12, 20]), checkpoints: [kept[0]!] })).toMatchObject({
      said: [],
      entries: 12,
      texts: 1,
      erased: 1,
    }));
  it('passes where a checkpoint is signed before its end is asked for', async () => {
    const store = new Growing([12]);
    async function* signing() {
      yield kept[0]!;
      store.ends = [20];
      yield kept[1]!;
    }
    const verified = await verifyLog({ store, tree: null, checkpoints: signing() });
    expect(verified.alarms.map(alarmInWords).filter((says) => says.startsWith('checkpoint'))).toEqual([]);
    expect([verified.entries, verified.covered]).toEqual([20, 15]);
  });
});

describe('a text that is on its way', () => {
  /** Whose text is another place than is known here, until all has come that was recorded. */
  class Behind extends Given {
    asked = 0;
    constructor(private readonly comes: boolean) {
      super(bytes);
    }
    override async lookedAt(digests: readonly string[]) {
      const held = await super.lookedAt(digests);
      return digests.map((digest, n) => (digest === said.digest && this.asked === 0 ? undefined : held[n]));
    }
    override async atEnd() {
      if (this.comes) this.asked++;
    }
  }
  it('is looked for again, and is no alarm', async () =>
    expect(await verify(bytes, { store: new Behind(true) })).toMatchObject({ said: [], texts: 1, erased: 1 }));
  it('is missed where it does not come', async () =>
    expect((await verify(bytes, { store: new Behind(false) })).said).toEqual([
      `position 6, meeting-b: its text ${said.digest} is gone without an erasure on record`,
    ]));
});

describe('what was changed is named', () => {
  it('an entry', async () => {
    const changed = instead(7, bytesOf({ ...envelope('meeting-a', 5), data: { other: 1 } }));
    expect((await verify(changed)).said).toEqual(['position 7, meeting-a: was changed']);
    expect((await verify(changed, { tree: null })).said).toEqual(['checkpoint 15.txt: is not what stands at positions 5 to 14']);
  });
  it('a byte that makes it no envelope', async () =>
    expect((await verify(instead(7, Buffer.from('{')))).said).toEqual(
      expect.arrayContaining(['position 7: is not an envelope', 'position 7: was changed']),
    ));
  it('an entry after the newest checkpoint', async () =>
    expect((await verify(instead(18, entry('meeting-a', 15)))).said).toEqual(['position 18, meeting-a: was changed']));
  it('an entry that is gone, and one that was put in', async () => {
    expect((await verify(instead(3))).said[0]).toBe('position 3, meeting-a: has revision 3 where 2 is due');
    expect((await verify(instead(3))).said).toContain('position 3, meeting-a: is another entry than was here, and so are the 15 after it');
    expect((await verify(instead(3, bytes[3]!, entry('meeting-c', 0)))).said[0]).toContain('position 4, meeting-c');
  });
  it('two entries that changed places', async () => {
    const swapped = bytes.with(2, bytes[6]!).with(6, bytes[2]!);
    const { said: alarms } = await verify(swapped);
    expect(alarms).toContain('position 2, meeting-b: was changed');
    expect(alarms).toContain('position 6, meeting-a: was changed');
  });
  it('a log that is cut off', async () =>
    expect((await verify(bytes.slice(0, 12))).said).toContain('checkpoint 15.txt: covers 15 entries, and there are 12'));
  it('a log that was written anew, tree and all, under a key of its own', async () => {
    const other = SigningKey.make();
    const anew = [entry('log', 0, { type: 'LogBegun', v: 2, data: { log, key: other.publicKey, recoveryKey: null } }), ...bytes.slice(1)];
    const checkpoints = [...[5, 15].map((size) => checkpointAt(size, anew, other)), kept[1]!];
    expect((await verify(anew, { tree: treeOf(anew), checkpoints })).said).toEqual(['checkpoint 15.txt: is signed by no key of this log']);
  });
  it('a text that is gone, and one that nobody erased', async () => {
    expect((await verify(bytes, { lost: true })).said).toEqual([
      `position 6, meeting-b: its text ${said.digest} is gone without an erasure on record`,
    ]);
    expect((await verify(bytes.with(12, entry('meeting-b', 1)), { tree: null, checkpoints: [kept[0]!] })).said).toEqual([
      `position 6, meeting-b: its text ${gone.digest} is gone without an erasure on record`,
    ]);
  });
  it('checkpoints that are none, or not there', async () => {
    expect((await verify(bytes, { checkpoints: [...kept, { name: '17.txt', note: 'x' }] })).said).toEqual([
      'checkpoint 17.txt: is not a checkpoint',
    ]);
    expect((await verify(bytes, { checkpoints: [] })).said[0]).toBe('no checkpoint is here');
  });
});
