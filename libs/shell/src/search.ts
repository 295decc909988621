import { inWords } from '#documents/reader.js';
import type { Position } from '#event-store/port.js';
import type { Moment } from '#registers/register-file.js';
import type { LineFound, SearchAsked } from '#registers/search/queries.js';
import { wantedIn } from '#registers/search/wanted.js';
import { whenOf, type AsOf } from './as-of.js';
import { Refused } from './command.js';
import { namesAt } from './meeting-minutes.js';
import type { MinuteBook } from './minute-book.js';
import { boardNamed } from './named.js';
import { refuse } from './refusals.js';
import { snippetOf, type Segment } from './snippet.js';

/** A line of minutes that was found, with the names of those whom it names. */
export type Hit = Omit<LineFound, 'pieces'> & {
  /** The whole line as printed. */
  readonly words: string;
  /** What of it is around the words that were looked for. */
  readonly snippet: readonly Segment[];
};
export type Found = {
  readonly hits: readonly Hit[];
  /** What was known when the search was made: asked at it again, the next page goes on where this one ends. */
  readonly at: Position;
  readonly more: boolean;
};
/** @see SearchAsked; `board` as people say it */
export type Searched = Omit<SearchAsked, 'until'>;

const usual = 20;

/** @throws Refused where there are no words to look for, or no such board */
export const searchIn = (book: MinuteBook, asked: Searched, asOf: AsOf, moment: Moment): Found => {
  if (wantedIn(asked.words) === null) throw new Refused({ ...refuse('search.no-words'), place: 'q' });
  const at = moment.at ?? book.registers.position;
  const then = { at, on: moment.on };
  const board = asked.board === undefined ? undefined : boardNamed(book, asked.board, whenOf(then)).board;
  const limit = asked.limit ?? usual;
  const found = book.registers.search({ ...asked, board, until: asOf.on, limit: limit + 1 }, whenOf(then));
  const name = namesAt(book, then);
  const hits = found.slice(0, limit).map(({ pieces, ...line }): Hit => {
    const segments = pieces.map((piece) =>
      'named' in piece ? { text: inWords(name(piece.named.id, piece.named.as)), hit: false } : piece,
    );
    return { ...line, words: segments.map(({ text }) => text).join(''), snippet: snippetOf(segments) };
  });
  return { hits, at, more: found.length > limit };
};
