import { isAlias, isCollection, isScalar, LineCounter, parseDocument, Parser, visit, type Document, type Node } from 'yaml';
import { lengthInLog, mostOfAText } from '#kernel/length.js';
import { Problems } from './errors.js';

/** The longest file that is read, in UTF-8 bytes: it is kept whole as one text of the book. */
export const longest = 200 * 1024;

/** A file as a tree in which every scalar is text (`1.10` and `010` stay as written) and every node knows its line. */
export type Tree = { readonly root: Node | null; readonly lineOf: (node: unknown) => number };

export const treeOf = (source: string, problems: Problems): Tree | null => {
  if (new TextEncoder().encode(source).length > longest)
    return problems.add(1, 'file.too-long', 'The file is longer than 200 KB.', 'Record long papers as papers and keep the minutes here.');
  if (lengthInLog(source) > mostOfAText)
    return problems.add(
      1,
      'file.too-long',
      'The file takes more than 480 KiB in the log.',
      'Take control characters out: each takes six bytes.',
    );
  if (!source.isWellFormed())
    return problems.add(1, 'file.half-character', 'The file holds half a character (a lone surrogate).', 'Type that word again.');
  const lines = new LineCounter();
  const document = parseDocument(source, {
    schema: 'failsafe',
    version: '1.2',
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
  });
  const lineAt = (offset: number) => lines.linePos(offset).line || 1;
  // What is no YAML makes the other checks guess.
  if (notYaml(document, lineAt, problems)) return null;
  commentsInText(source, lineAt, problems);
  const lineOf = (node: unknown) => lineAt((node as Node | null)?.range?.[0] ?? 0);
  marksOfYaml(document, lineOf, problems);
  return { root: document.contents, lineOf };
};

const notYaml = (document: Document, lineAt: (offset: number) => number, problems: Problems): boolean => {
  for (const { pos, message } of [...document.errors, ...document.warnings])
    problems.add(lineAt(pos[0]), 'file.not-yaml', `This cannot be read: ${message}.`, remedyFor(message));
  return document.errors.length + document.warnings.length > 0;
};
const remedyFor = (message: string) =>
  /nested mappings|implicit key/i.test(message)
    ? 'Words with a colon in them stand after ">-" on lines of their own, or between quotes.'
    : /alias|anchor|tag/i.test(message)
      ? 'Words that begin with * & or ! stand after ">-" on lines of their own, or between quotes.'
      : 'Look at the indentation, and put words with signs in them after ">-" on lines of their own.';

/** ` #` inside words would cut them off in silence, so a comment stands on a line of its own. */
const commentsInText = (source: string, lineAt: (offset: number) => number, problems: Problems) => {
  for (const offset of commentsOf(source)) {
    const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
    if (line.trim() !== '')
      problems.add(
        lineAt(offset),
        'file.comment-in-words',
        `Everything from "${source.slice(offset, offset + 20).split('\n')[0]}" on would be lost as a comment.`,
        'Put the words between quotes or after ">-"; a comment stands on a line of its own.',
      );
  }
};
const commentsOf = (source: string): number[] => {
  const found: number[] = [];
  const look = (token: unknown): void => {
    if (Array.isArray(token)) token.forEach(look);
    else if (typeof token === 'object' && token !== null) {
      if ((token as { type?: string }).type === 'comment') found.push((token as { offset: number }).offset);
      Object.values(token).forEach(look);
    }
  };
  for (const token of new Parser().parse(source)) look(token);
  return found;
};

const marksOfYaml = (document: Document, lineOf: (node: unknown) => number, problems: Problems) =>
  visit(document, (_, node) => {
    const mark = markOf(node);
    if (mark)
      problems.add(
        lineOf(node),
        'file.mark-not-allowed',
        `This file knows no ${mark}: "*", "&" and "!" at the beginning are read as one.`,
        'Put the words between quotes or after ">-"; emphasis is not written here.',
      );
  });
const markOf = (node: unknown): string | null => {
  if (isAlias(node)) return `alias (*${node.source})`;
  if (!isScalar(node) && !isCollection(node)) return null;
  if (node.anchor) return `anchor (&${node.anchor})`;
  return node.tag ? `tag (${node.tag})` : null;
};
