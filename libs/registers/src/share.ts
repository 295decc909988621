/** One of those who build the same registers side by side, each from streams of its own. */
export type Share = { readonly nth: number; readonly of: number };

export const alone: Share = { nth: 1, of: 1 };
export const sharesOf = (of: number): readonly Share[] => Array.from({ length: of }, (_, n) => ({ nth: n + 1, of }));

/** Each stream is of one of them, always the same. */
export const holdsStream = ({ nth, of }: Share, stream: string): boolean => {
  if (of === 1) return true;
  let sum = 0;
  for (let n = 0; n < stream.length; n++) sum = (Math.imul(sum, 31) + stream.charCodeAt(n)) | 0;
  return (sum >>> 0) % of === nth - 1;
};
