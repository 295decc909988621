import type { Op } from './traced.js';

/** What of the writes that were not synced the disk has kept when the power went. */
export const kept = ['nothing', 'a part in order', 'some', 'sectors of some'] as const;
export type Kept = (typeof kept)[number];

const sector = 512;
type Change = Extract<Op, { op: 'write' | 'cut' }>;

/** Follows what is certain, and what the disk may keep or lose. Names of files are certain when their folder is synced. */
export class Disk {
  private readonly certain = new Map<string, Buffer>();
  private readonly open = new Map<string, Change[]>();
  private readonly names = new Map<string, boolean>();
  private readonly unsure = new Map<string, boolean>();
  private steps = 0;

  constructor(private readonly ops: readonly Op[]) {}

  /** Goes on to after so many steps: never back. */
  goTo(steps: number): void {
    while (this.steps < steps && this.steps < this.ops.length) this.does(this.ops[this.steps++]!);
  }

  /** The files as they may be found when the power goes now. */
  left(keeps: Kept, random: () => number): ReadonlyMap<string, Buffer> {
    const files = new Map<string, Buffer>();
    for (const [file, bytes] of this.certain) {
      const was = this.names.get(file) ?? false;
      const is = this.unsure.get(file);
      const there = is === undefined || keeps === 'nothing' ? was : random() < 0.5 ? is : was;
      if (there) files.set(file, changed(bytes, keptOf(this.open.get(file)!, keeps, random)));
    }
    return files;
  }

  private does(op: Op): void {
    if (op.op === 'told') return;
    const { file } = op;
    if (op.op === 'write' || op.op === 'cut') this.open.get(file)?.push(op);
    else if (op.op !== 'synced') {
      if (op.op === 'made') this.certain.set(file, Buffer.alloc(0));
      this.open.set(file, []);
      this.unsure.set(file, op.op === 'made');
    } else if (file === '.') {
      for (const [name, there] of this.unsure) this.names.set(name, there);
      this.unsure.clear();
    } else {
      this.certain.set(file, changed(this.certain.get(file) ?? Buffer.alloc(0), this.open.get(file) ?? []));
      this.open.set(file, []);
    }
  }
}

const keptOf = (open: readonly Change[], keeps: Kept, random: () => number): readonly Change[] => {
  if (keeps === 'nothing') return [];
  if (keeps === 'a part in order') return open.slice(0, Math.floor(random() * (open.length + 1)));
  const some = open.filter(() => random() < 0.5);
  if (keeps === 'some') return some;
  return some.flatMap((change) => (change.op === 'cut' ? [change] : sectorsOf(change).filter(() => random() < 0.7)));
};

const sectorsOf = ({ op, file, at, bytes }: Extract<Change, { op: 'write' }>): readonly Change[] => {
  const pieces: Change[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + sector - ((at + from) % sector));
    pieces.push({ op, file, at: at + from, bytes: bytes.subarray(from, to) });
    from = to;
  }
  return pieces;
};

const endOf = (change: Change): number => (change.op === 'cut' ? change.size : change.at + change.bytes.length);

/** A copy, with the changes made in their order; what nobody wrote is zero. */
const changed = (bytes: Buffer, changes: readonly Change[]): Buffer => {
  const whole = Buffer.alloc(Math.max(bytes.length, ...changes.map(endOf)));
  bytes.copy(whole);
  let size = bytes.length;
  for (const change of changes) {
    if (change.op === 'write') change.bytes.copy(whole, change.at);
    else whole.fill(0, change.size);
    size = change.op === 'cut' ? change.size : Math.max(size, endOf(change));
  }
  return whole.subarray(0, size);
};
