/** Markup that is safe to send. Whatever else is put into a template is escaped. */
export class Html {
  constructor(readonly markup: string) {}
  toString() {
    return this.markup;
  }
}
export type Part = Html | string | number | null | undefined | false | readonly Part[];

export const html = (literal: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(literal.reduce((markup, text, n) => markup + put(parts[n - 1]) + text));

const put = (part: Part): string => {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(put).join('');
  return escaped(String(part as string | number));
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign]!);

/** Markup that another part of the program has made safe. */
export const made = (markup: string): Html => new Html(markup);
