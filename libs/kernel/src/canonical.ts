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
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') return object(value as Record<string, unknown>);
  throw new TypeError(`a ${typeof value} cannot be kept in a log`);
};

// RFC 8785 sorts by UTF-16 code units, which is what sort does by itself.
const object = (value: Record<string, unknown>): string => {
  let members = '';
  for (const key of Object.keys(value).sort()) members += `${members && ','}${canonical(key)}:${canonical(value[key])}`;
  return `{${members}}`;
};
