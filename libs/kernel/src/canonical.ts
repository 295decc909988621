/** The one spelling of a value (RFC 8785), for the values a log may hold: integers within ±(2^53−1), no other numbers, no lone surrogates. */
export const canonical = (value: unknown): string => {
  // Written at once where its own order is the one; copied into that order it is still written twice as fast as member by member.
  if (isInOrder(value)) return JSON.stringify(value);
  try {
    return JSON.stringify(ordered(value));
  } catch (error) {
    if (error !== unplaced) throw error;
    return memberByMember(value);
  }
};

/** The most brackets and braces that may be open at once in a line of an export. */
export const mostOpen = 100;

/** Whether this text, of which the value was parsed, is its one spelling, with names that a log may hold: cheaper than to write it anew. */
export const isSpelling = (text: string, value: unknown, open = mostOpen): boolean =>
  canBeKept(value, open, true) && JSON.stringify(value) === text;

const nameForm = /^(?:[A-Za-z][A-Za-z0-9]*|\$t)$/;
/** Names that have the form: there are few, and to look at each once is enough. */
const seen = new Set<string>();
const mostSeen = 1_000;
const isName = (name: string): boolean => {
  if (seen.has(name)) return true;
  if (!nameForm.test(name)) return false;
  if (seen.size < mostSeen) seen.add(name);
  return true;
};
/**
 * Whether it has no names, numbers and strings but those that a log may hold.
 * @param open how many brackets and braces it may open at once
 * @param inOrder whether the members of each object must come in their order as well
 */
export const canBeKept = (value: unknown, open: number, inOrder = false): boolean => {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if (open === 0) return false;
  if (Array.isArray(value)) return value.every((one) => canBeKept(one, open - 1, inOrder));
  let last = '';
  for (const name in value) {
    if (!isName(name) || (inOrder && !(last < name))) return false;
    if (!canBeKept((value as Record<string, unknown>)[name], open - 1, inOrder)) return false;
    last = name;
  }
  return true;
};

/** Whether JSON.stringify writes a value as it is spelt here. Of whatever else it may be nothing is said. */
const isInOrder = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (typeof value !== 'object') return typeof value === 'boolean';
  if (value === null) return true;
  if (Array.isArray(value)) return areInOrder(value);
  return Object.getPrototypeOf(value) === Object.prototype && membersAreInOrder(value as Record<string, unknown>);
};
const areInOrder = (values: readonly unknown[]): boolean => {
  for (let n = 0; n < values.length; n++) if (!isInOrder(values[n])) return false;
  return !('toJSON' in values);
};
const membersAreInOrder = (value: Record<string, unknown>): boolean => {
  let last: string | null = null;
  for (const name of Object.keys(value)) {
    if ((last !== null && !(last < name)) || name === 'toJSON' || !name.isWellFormed() || !isInOrder(value[name])) return false;
    last = name;
  }
  return true;
};

/** Thrown where an object does not keep the order in which its members came. */
const unplaced = new Error('a name that an object puts where it will');
const isDigit = (name: string): boolean => name >= '0' && name < ':';

/** The value with the members of each object in order. @throws unplaced, TypeError */
const ordered = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return single(value);
  if (Array.isArray(value)) return Array.from(value, ordered);
  const given = value as Record<string, unknown>;
  const members: Record<string, unknown> = {};
  for (const name of namesIn(given)) {
    if (name === '__proto__' || isDigit(name)) throw unplaced;
    members[name] = ordered(given[name]);
  }
  return members;
};

const memberByMember = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(single(value));
  if (Array.isArray(value)) return `[${Array.from(value, memberByMember).join(',')}]`;
  const given = value as Record<string, unknown>;
  return `{${namesIn(given)
    .map((name) => `${JSON.stringify(name)}:${memberByMember(given[name])}`)
    .join(',')}}`;
};

// RFC 8785 sorts by UTF-16 code units, which is what sort does by itself.
const namesIn = (value: object): readonly string[] => Object.keys(value).map(wellFormed).sort();

const wellFormed = (words: string): string => {
  if (!words.isWellFormed()) throw new TypeError('a text with half a character (a lone surrogate) cannot be kept');
  return words;
};

/** @throws TypeError where it is nothing that a log can hold */
const single = (value: unknown): unknown => {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value !== 'number') throw new TypeError(`a ${typeof value} cannot be kept in a log`);
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError(`${value} is not an integer that a log can hold`);
  return value;
};
