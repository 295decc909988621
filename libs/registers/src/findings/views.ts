export const findingViews = `
-- A condition is open until the decision's own stream says what became of it.
CREATE VIEW finding_now AS
  SELECT finding.*, coalesce(whole.meeting, made.meeting, followed.meeting) AS meeting,
    coalesce(listing.action, action.action, CASE WHEN finding.stream LIKE 'action-%' THEN substr(finding.stream, 8) END) AS action
  FROM finding_then finding
  LEFT JOIN meeting_then whole ON 'meeting-' || whole.meeting = finding.stream
  LEFT JOIN action_then made ON 'action-' || made.action = finding.stream
  LEFT JOIN decision_then followed ON 'decision-' || followed.decision = finding.stream
  LEFT JOIN listing_then listing ON listing.entry = finding.entry
  LEFT JOIN action_then action ON action.entry = finding.entry
  WHERE NOT EXISTS (
    SELECT 1 FROM condition_now condition
    WHERE finding.code = 'condition.open' AND condition.entry = finding.entry AND condition.outcome IS NOT NULL);

CREATE VIEW finding_placed AS
  SELECT finding.*, meeting.board, meeting.date, meeting.nth, meeting.that_day,
    CASE WHEN finding.stream LIKE 'board-%' THEN substr(finding.stream, 7) ELSE meeting.board END AS of_board
  FROM finding_now finding LEFT JOIN meeting_known meeting ON meeting.meeting = finding.meeting
    OR ('minutes-' || meeting.meeting = finding.stream);
`;
