import { byTheir, type Ask } from '../ask.js';

export type ActionFinding = { readonly code: string; readonly says: string; readonly because: string };

const joins: { readonly [code: string]: string } = {
  'action.due-meeting-open': 'The board has no one ordinary meeting then: the clerk is asked which one is meant.',
  'action.owner-has-left': 'An owner of this open action has left the board: somebody else is to answer for it.',
};

/** What rules found about each action, and what only shows when it is read together with the board. */
/** @param ids of the actions, as JSON */
export const joinFindings = (ask: Ask, ids: string): ((action: string) => readonly ActionFinding[]) => {
  // Of a printed list that says something else, what it says.
  const byRules = ask.rows(
    `SELECT found.action, found.code, found.says, coalesce(listing.wording, found.because) AS because
     FROM finding_now found
     LEFT JOIN listing_then listing ON listing.stream = found.stream AND listing.entry = found.entry AND found.kind = 'discrepancy'
     WHERE found.action IN (SELECT value FROM json_each(?1)) AND found.kind IN ('finding', 'discrepancy') AND found.stream IN (
       SELECT 'action-' || value FROM json_each(?1)
       UNION SELECT stream FROM action WHERE action IN (SELECT value FROM json_each(?1))
       UNION SELECT stream FROM listing WHERE action IN (SELECT value FROM json_each(?1)))
     ORDER BY found.stream, found.place`,
    ids,
  );
  const joined = ask.rows(
    'SELECT action, code, about AS because FROM action_finding WHERE action IN (SELECT value FROM json_each(?)) ORDER BY code, about',
    ids,
  );
  const found = byTheir('action', [...byRules, ...joined]);
  return (action) =>
    found(action).map(({ code, says, because }) => ({
      code: code as string,
      says: (says as string | undefined) ?? joins[code as string]!,
      because: (because as string | null) ?? '',
    }));
};
