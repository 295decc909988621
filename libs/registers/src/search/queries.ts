import { json, meetingName, type Ask, type Row } from '../ask.js';
import { nameMark, type FoundKind, type Named } from './rows.js';
import { wantedIn } from './wanted.js';

/** A piece of a line: words, of which some were looked for, or the name of somebody or something. */
export type Piece = { readonly text: string; readonly hit: boolean } | { readonly named: Named };

export type LineFound = {
  readonly kind: FoundKind;
  readonly pieces: readonly Piece[];
  readonly board: string | null;
  readonly boardName: string | null;
  readonly meeting: string;
  /** `2010-01-20`, with `(2)` for the second of that day. */
  readonly meetingName: string | null;
  readonly date: string | null;
  /** Null where the line stands under no item. */
  readonly item: { readonly id: string; readonly label: string | null; readonly heading: string | null } | null;
  readonly entry: string;
  readonly decision: string | null;
  readonly action: string | null;
  /** Where in the log its entry is. */
  readonly position: number;
};

export type SearchAsked = {
  /** As people type them: see {@link wantedIn}. */
  readonly words: string;
  /** Its id. */
  readonly board?: string | undefined;
  /** Of a decision or an action also the passage that holds it. */
  readonly kind?: FoundKind | undefined;
  /** Of meetings up to this day, `2010-01-20`; also of those whose date nobody stated. */
  readonly until?: string | undefined;
  /** How many to pass over. */
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
};

/** Those that say it most, then those of the newest meeting; nothing where there are no words to look for. */
export const search = (ask: Ask, { words, board, kind, until, after = 0, limit = 20 }: SearchAsked): readonly LineFound[] => {
  const wanted = wantedIn(words);
  if (wanted === null) return [];
  const found = ask.rows(sql, opens, closes, wanted, board ?? null, kind ?? null, until ?? null, limit, after);
  return found.map(lineOf);
};

// No words of a line hold control characters.
const [opens, closes] = ['\u0002', '\u0003'];

const sql = `
  SELECT line.*, highlight(line_words, 0, ?1, ?2) AS marked
  FROM line_words JOIN line_known line ON line.docid = line_words.rowid
  WHERE line_words MATCH ?3
    AND (?4 IS NULL OR line.board = ?4)
    AND (?5 IS NULL OR line.kind = ?5 OR (line.kind = 'passage' AND
      CASE ?5 WHEN 'decision' THEN line.decision WHEN 'action' THEN line.action END IS NOT NULL))
    AND (?6 IS NULL OR line.date IS NULL OR line.date LIKE 'XXXX%' OR line.date <= substr(?6, 1, length(line.date)))
  ORDER BY bm25(line_words), line.date DESC, line.nth DESC, line.stream, line.place
  LIMIT ?7 OFFSET ?8`;

const lineOf = (row: Row): LineFound => ({
  kind: row['kind'] as FoundKind,
  pieces: piecesOf(row['marked'] as string, json<readonly Named[]>(row['named'])),
  board: row['board'] as string | null,
  boardName: row['board_name'] as string | null,
  meeting: row['meeting'] as string,
  meetingName: meetingName(row),
  date: row['date'] as string | null,
  item:
    row['item'] === null
      ? null
      : { id: row['item'] as string, label: row['item_label'] as string | null, heading: row['item_heading'] as string | null },
  entry: row['entry'] as string,
  decision: row['decision'] as string | null,
  action: row['action'] as string | null,
  position: row['position'] as number,
});

const piecesOf = (marked: string, named: readonly Named[]): readonly Piece[] => {
  const left = [...named];
  return marked.split(opens).flatMap((stretch, n) => {
    const [hit, rest] = n === 0 ? ['', stretch] : (stretch.split(closes) as [string, string]);
    return [...textOf(hit, true, left), ...textOf(rest, false, left)];
  });
};
const textOf = (words: string, hit: boolean, left: Named[]): readonly Piece[] =>
  words.split(nameMark).flatMap((text, n): readonly Piece[] => {
    const name = n === 0 ? undefined : left.shift();
    return [...(name ? [{ named: name }] : []), ...(text === '' ? [] : [{ text, hit }])];
  });
