type Hash = Uint8Array;

const half = (n: number): number => Math.floor(n / 2);
const node = async (left: Hash, right: Hash): Promise<Hash> => {
  const bytes = new Uint8Array(65);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 33);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
};
const same = (one: Hash, other: Hash): boolean => one.length === other.length && one.every((byte, n) => byte === other[n]);

/**
 * RFC 9162 §2.1.4.2, by what the browser brings: whether the tree of the second size begins with all that the tree of the first holds.
 * @param first 1 or more: nothing is seen of an empty log
 */
export const isConsistent = async (
  first: number,
  second: number,
  proof: readonly Hash[],
  firstRoot: Hash,
  secondRoot: Hash,
): Promise<boolean> => {
  if (!(Number.isSafeInteger(first) && Number.isSafeInteger(second) && first >= 1 && first <= second)) return false;
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  if (proof.some((hash) => hash.length !== 32)) return false;
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  // Of a first size that is a power of two the old root itself is where the proof begins.
  const [begin, ...rest] = fn === 0 ? [firstRoot, ...proof] : proof;
  if (begin === undefined) return false;
  let [old, now] = [begin, begin];
  for (const hash of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [old, now] = [await node(hash, old), await node(hash, now)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else now = await node(now, hash);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && same(old, firstRoot) && same(now, secondRoot);
};
