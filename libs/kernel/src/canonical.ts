/** The one spelling of a value (RFC 8785), for the values a log may hold: integers within ±(2^53−1), no other numbers, no lone surrogates. */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError(`${value} is not an integer that a log can hold`);
    return String(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a text with half a character (a lone surrogate) cannot be kept');
    return JSON.stringify(value);
  }
  if (typeof value === 'object') {
    // Written at once where its own order is the one: several times as fast.
    if (isInOrder(value)) return JSON.stringify(value);
    return Array.isArray(value) ? `[${value.map(canonical).join(',')}]` : object(value as Record<string, unknown>);
  }
  throw new TypeError(`a ${typeof value} cannot be kept in a log`);
};

/** The most brackets and braces that may be open at once in a line of an export. */
export const mostOpen = 100;

/** Whether this text, of which the value was parsed, is its one spelling, with names that a log may hold: cheaper than to write it anew. */
export const isSpelling = (text: string, value: unknown, open = mostOpen): boolean =>
  isOrdered(value, open) && JSON.stringify(value) === text;

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
const isOrdered = (value: unknown, open: number): boolean => {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if (open === 0) return false;
  if (Array.isArray(value)) return value.every((one) => isOrdered(one, open - 1));
  let last = '';
  for (const name in value) {
    if (!(last < name && isName(name) && isOrdered((value as Record<string, unknown>)[name], open - 1))) return false;
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

// RFC 8785 sorts by UTF-16 code units, which is what sort does by itself.
const object = (value: Record<string, unknown>): string => {
  let members = '';
  for (const key of Object.keys(value).sort()) members += `${members && ','}${canonical(key)}:${canonical(value[key])}`;
  return `{${members}}`;
};
