import type { Ask } from '../ask.js';

export type ActionFinding = { readonly code: string; readonly says: string; readonly because: string };

const joins: { readonly [code: string]: string } = {
  'action.due-meeting-open': 'The board has no one ordinary meeting then: the clerk is asked which one is meant.',
  'action.owner-has-left': 'An owner of this open action has left the board: somebody else is to answer for it.',
};

/** What rules found about each action, and what only shows when it is read together with the board. */
export const joinFindings = (ask: Ask): ((action: string) => readonly ActionFinding[]) => {
  const byRules = ask.rows(
    "SELECT action, code, says, because FROM finding_now WHERE action IS NOT NULL AND kind IN ('finding', 'discrepancy') ORDER BY stream, place",
  );
  const joined = ask.rows('SELECT action, code, about AS because FROM action_finding ORDER BY code, about');
  return (action) =>
    [...byRules, ...joined]
      .filter((one) => one['action'] === action)
      .map(({ code, says, because }) => ({
        code: code as string,
        says: (says as string | undefined) ?? joins[code as string]!,
        because: (because as string | null) ?? '',
      }));
};
