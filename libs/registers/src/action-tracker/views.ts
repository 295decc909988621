const dueNow = (column: string) => `CASE WHEN life.due_changed THEN life.${column} ELSE action.${column} END AS ${column}`;

/** Asked for each action alone: joined, all boards of the book would be looked through for one. */
const theOneExpected = (column: string) => `(
        SELECT CASE WHEN count(DISTINCT day.date) = 1 THEN min(${column}) END FROM board_day day
        WHERE day.board = action.board AND day.meeting IS NOT action.meeting AND day.kind IS NOT 'extraordinary'
          AND substr(day.date, 1, length(due_expected)) = due_expected)`;

const theDay = `CASE
      WHEN due_expected IS NOT NULL THEN ${theOneExpected('day.date')}
      WHEN due_meeting IS NOT NULL THEN (SELECT date FROM meeting_then meeting WHERE meeting.meeting = due_meeting)
      ELSE due_date
    END`;

export const trackerViews = `
CREATE VIEW action_now AS
  SELECT action.action, action.meeting, action.entry, action.place, action.item, action.item_label, action.item_heading,
    action.number, action.wording, action.owners_printed, action.performers, action.decision, action.arises,
    meeting.board, meeting.date, meeting.nth, meeting.that_day,
    coalesce(life.status, 'open') AS status,
    coalesce(life.status, 'open') NOT IN ('completed', 'cancelled', 'superseded') AS is_open,
    CASE WHEN life.owners_changed THEN life.owners ELSE action.owners END AS owners,
    CASE WHEN life.owners_changed THEN life.assigned ELSE action.assigned END AS assigned,
    ${['due_kind', 'due_printed', 'due_date', 'due_meeting', 'due_expected'].map(dueNow).join(',\n    ')},
    life.superseded_by
  FROM action_then action
  JOIN meeting_known meeting ON meeting.meeting = action.meeting
  LEFT JOIN action_life_then life ON life.action = action.action;

-- The day on which it is due, and the meeting at which it is to be reported, as first agreed.
-- "The April Board" is the board's one ordinary meeting of that month; with none or several nothing is known.
CREATE VIEW action_first_due AS
  SELECT action.action, ${theDay} AS day
  FROM (
    SELECT action.action, action.meeting, meeting.board, action.due_date, action.due_meeting, action.due_expected
    FROM action_then action JOIN meeting_then meeting ON meeting.meeting = action.meeting) action;

-- The same as it is now. A month or a year is over when the day that is asked for lies after it.
CREATE VIEW action_tracker AS
  SELECT action.*,
    is_open AND day IS NOT NULL AND day NOT LIKE 'XXXX%' AND day < substr(asked_on(), 1, length(day)) AS is_overdue
  FROM (
    SELECT action.*, ${theDay} AS day, coalesce(due_meeting, ${theOneExpected('day.meeting')}) AS due_at
    FROM action_now action) action;

CREATE VIEW action_owner AS
  SELECT action.action, action.board, action.is_open, owner.key AS place,
    owner.value ->> 'person' AS person, coalesce(person_is.is_now, owner.value ->> 'person') AS is_now
  FROM action_now action, json_each(action.owners) owner
  LEFT JOIN person_is ON person_is.person = owner.value ->> 'person'
  WHERE owner.value ->> 'kind' = 'person';
`;
