import { minutesPage } from '#documents/minutes-html.js';
import { minutesJson } from '#documents/minutes-json.js';
import { minutesMarkdown } from '#documents/minutes-markdown.js';
import type { OpenMinutes } from '#documents/open-model.js';

type Document = { readonly type: string; readonly print: (minutes: OpenMinutes) => string };
const documents: Readonly<Record<string, Document>> = {
  md: { type: 'text/markdown; charset=utf-8', print: minutesMarkdown },
  json: { type: 'application/json; charset=utf-8', print: minutesJson },
  html: { type: 'text/html; charset=utf-8', print: minutesPage },
};

/** `2010-01-20.md` asks for the minutes of a meeting as a document of its own. */
export const documentIn = (segment: string): (Document & { readonly of: string }) | null => {
  const [, of, form] = /^(.+)\.(md|json|html)$/.exec(segment) ?? [];
  return of === undefined || form === undefined ? null : { ...documents[form]!, of };
};
