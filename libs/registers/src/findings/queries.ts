import { json, meetingName, where, type Ask, type Row } from '../ask.js';

export type FindingKnown = {
  readonly kind: 'finding' | 'not stated' | 'missing' | 'discrepancy';
  readonly code: string;
  readonly says: string;
  readonly because: string;
  /** Ids of the entries or people that `because` speaks of. */
  readonly about: readonly string[];
  /** What the entry says, or the action or decision that it is about: which condition, which agreement. */
  readonly words: string | null;
  /** Of the action that it is about, as printed. */
  readonly number: string | null;
  readonly source: string;
  readonly stream: string;
  readonly entry: string;
  readonly type: string;
  readonly board: string | null;
  readonly boardName: string | null;
  readonly meeting: string | null;
  readonly meetingName: string | null;
  readonly action: string | null;
  /** The recorded permission to proceed, if there is one. */
  readonly overridden: { readonly reason: string | null } | null;
};
export type FindingsAsked = {
  readonly board?: string;
  readonly meeting?: string;
  readonly stream?: string;
  readonly kind?: FindingKnown['kind'];
  readonly code?: string;
};

/** By board and meeting, in the order of the record. */
export const findings = (ask: Ask, { board, meeting, stream, kind, code }: FindingsAsked): readonly FindingKnown[] => {
  const asked = where({
    'stream IN (SELECT value FROM json_each(?))': streamsOf(ask, { board, meeting }),
    ...{ 'of_board = ?': board, 'meeting = ?': meeting, 'stream = ?': stream, 'kind = ?': kind, 'code = ?': code },
  });
  const sql = `SELECT * FROM finding_placed ${asked.sql} ORDER BY of_board, date, nth, stream, place, key`;
  return ask.rows(sql, ...asked.values).map(findingOf);
};

/** Where findings of a board or a meeting may be, as JSON: whose they are, each says only when it is looked at. */
const streamsOf = (ask: Ask, { board, meeting }: FindingsAsked): string | null => {
  if (board === undefined && meeting === undefined) return null;
  const rows = ask.rows(
    `WITH here AS MATERIALIZED (SELECT meeting FROM meeting_then ${meeting === undefined ? 'WHERE board = ?1' : 'WHERE meeting = ?1'})
     SELECT 'board-' || ?1 AS stream
     UNION ALL SELECT 'meeting-' || meeting FROM here
     UNION ALL SELECT 'minutes-' || meeting FROM here
     UNION ALL SELECT 'action-' || action.action FROM here CROSS JOIN action_then action WHERE action.meeting = here.meeting
     UNION ALL SELECT 'decision-' || decision.decision FROM here CROSS JOIN decision_then decision WHERE decision.meeting = here.meeting`,
    meeting ?? board!,
  );
  return JSON.stringify(rows.map((row) => row['stream']));
};

const findingOf = (row: Row): FindingKnown => ({
  kind: row['kind'] as FindingKnown['kind'],
  code: row['code'] as string,
  says: row['says'] as string,
  because: row['because'] as string,
  about: json<string[]>(row['about']),
  words: row['said'] as string | null,
  number: row['number'] as string | null,
  source: row['source'] as string,
  stream: row['stream'] as string,
  entry: row['entry'] as string,
  type: row['type'] as string,
  board: row['of_board'] as string | null,
  boardName: row['board_name'] as string | null,
  meeting: row['meeting'] as string | null,
  meetingName: meetingName(row),
  action: row['action'] as string | null,
  overridden: row['overridden'] ? { reason: row['override_reason'] as string | null } : null,
});
