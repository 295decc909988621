/** Of one text, in bytes as {@link lengthInLog} counts them: every store takes as much at once. */
export const mostOfAText = 480 * 1024;

/** In bytes of UTF-8, as JSON writes it: a quotation mark takes two, and a control character up to six. */
export const lengthInLog = (text: string): number => {
  let bytes = 2;
  for (let n = 0; n < text.length; n++) bytes += lengthOfUnit(text.charCodeAt(n));
  return bytes;
};

/** Backspace, tab, line feed, form feed, carriage return, quotation mark, backslash. */
const short = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x22, 0x5c]);
const lengthOfUnit = (unit: number): number => {
  if (short.has(unit)) return 2;
  if (unit < 0x20) return 6;
  if (unit < 0x80) return 1;
  // Half a character each: both take four.
  return unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
};
