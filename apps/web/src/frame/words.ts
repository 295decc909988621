/** A word of the catalogue where it begins a heading or stands on a button. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
