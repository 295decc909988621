/** Words of people inside a line of Markdown: nothing in them is markup. A bracket is some only where it would make a link. */
export const inMarkdown = (words: string): string =>
  words
    .replaceAll(/[\\`*_<>~|]/g, String.raw`\$&`)
    .replaceAll(/\](?=[([:])/g, String.raw`\]`)
    .replaceAll(/&(?=#?\w+;)/g, String.raw`\&`);

/** Words at the start of a line, where a dash, a hash or a number would begin a list or a heading. */
export const atLineStart = (markdown: string): string =>
  markdown.replace(/^([#+=-])/, String.raw`\$1`).replace(/^(\d+)([.)])(?=\s|$)/, String.raw`$1\$2`);

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Words of people inside HTML, in text and in attributes. */
export const inHtml = (words: string): string => words.replaceAll(/[&<>"']/g, (character) => entities[character]!);
