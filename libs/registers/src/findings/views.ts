export const findingViews = `
-- A condition is open until the decision's own stream says what became of it.
CREATE VIEW finding_now AS
  SELECT finding.*,
    CASE
      WHEN finding.stream LIKE 'meeting-%' OR finding.stream LIKE 'minutes-%' THEN substr(finding.stream, 9)
      ELSE coalesce(made.meeting, followed.meeting)
    END AS meeting,
    coalesce(listing.action, action.action, made.action) AS action,
    -- Without the owners that a wording ends with; what only follows an action or a decision has the words of that one.
    coalesce(action.wording, listing.wording, finding.words, made.wording, followed.words) AS said,
    coalesce(action.number, listing.number, made.number) AS number
  FROM finding_then finding
  LEFT JOIN action_then made ON finding.stream LIKE 'action-%' AND made.action = substr(finding.stream, 8)
  LEFT JOIN decision_then followed ON finding.stream LIKE 'decision-%' AND followed.decision = substr(finding.stream, 10)
  LEFT JOIN listing_then listing ON listing.stream = finding.stream AND listing.entry = finding.entry
  LEFT JOIN action_then action ON action.stream = finding.stream AND action.entry = finding.entry
  LEFT JOIN condition_then condition ON condition.stream = finding.stream AND condition.entry = finding.entry
  LEFT JOIN condition_outcome_then outcome ON outcome.condition = condition.condition
  WHERE finding.code <> 'condition.open' OR outcome.outcome IS NULL;

CREATE VIEW finding_placed AS
  SELECT placed.*, board.name AS board_name
  FROM (
    SELECT finding.*, meeting.date, meeting.nth, meeting.that_day,
      CASE WHEN finding.stream LIKE 'board-%' THEN substr(finding.stream, 7) ELSE meeting.board END AS of_board
    FROM finding_now finding LEFT JOIN meeting_day meeting ON meeting.meeting = finding.meeting) placed
  LEFT JOIN board_then board ON board.board = placed.of_board;
`;
