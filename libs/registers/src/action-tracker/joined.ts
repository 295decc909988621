import { byTheir, type Ask } from '../ask.js';

export type ActionFinding = { readonly code: string; readonly says: string; readonly because: string };

const joins: { readonly [code: string]: string } = {
  'action.due-meeting-open': 'The board has no one ordinary meeting then: the clerk is asked which one is meant.',
  'action.owner-has-left': 'An owner of this open action has left the board: somebody else is to answer for it.',
};

/** What rules found about each action, and what only shows when it is read together with the board. @param ids of the actions, as JSON */
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
  // The second: whoever held a place on the board and holds none any more on the day that is asked for.
  const joined = ask.rows(
    `SELECT action, 'action.due-meeting-open' AS code, due_expected AS because FROM action_tracker
     WHERE action IN (SELECT value FROM json_each(?1)) AND is_open AND due_expected IS NOT NULL AND day IS NULL
     UNION ALL
     SELECT gone.action, 'action.owner-has-left', coalesce(named.name, 'Somebody unknown') || ', ' || left_on
     FROM (
       SELECT owner.action, owner.person, max(place.true_to) AS left_on
       FROM action_owner owner JOIN appointment_on place ON place.board = owner.board AND place.is_now = owner.is_now
       WHERE owner.is_open AND owner.action IN (SELECT value FROM json_each(?1))
       GROUP BY owner.action, owner.person
       HAVING max(place.has_ended) AND min(place.has_ended OR NOT place.has_begun)) gone
     LEFT JOIN person_named named ON named.person = gone.person
     ORDER BY code, because`,
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
