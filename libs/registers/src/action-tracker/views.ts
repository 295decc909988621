const dueNow = (column: string) => `CASE WHEN life.due_changed THEN life.${column} ELSE action.${column} END AS ${column}`;

/** Asked for each action alone: joined, all boards of the book would be looked through for one. */
const theOneExpected = (column: string) => `(
        SELECT CASE WHEN count(DISTINCT day.date) = 1 THEN min(${column}) END FROM board_day day
        WHERE day.board = action.board AND day.meeting IS NOT action.meeting AND day.kind IS NOT 'extraordinary'
          AND substr(day.date, 1, length(due_expected)) = due_expected)`;

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

-- Until when, as first agreed and as it is now.
CREATE VIEW action_promise AS
  SELECT action, meeting, board, 0 AS is_first, due_date, due_meeting, due_expected FROM action_now
  UNION ALL
  SELECT action.action, action.meeting, meeting.board, 1, action.due_date, action.due_meeting, action.due_expected
  FROM action_then action JOIN meeting_then meeting ON meeting.meeting = action.meeting;

-- The day on which it is due, and the meeting at which it is to be reported.
-- "The April Board" is the board's one ordinary meeting of that month; with none or several nothing is known.
CREATE VIEW action_due AS
  SELECT action.action, action.is_first,
    CASE
      WHEN due_expected IS NOT NULL THEN ${theOneExpected('day.date')}
      WHEN due_meeting IS NOT NULL THEN (SELECT date FROM meeting_then meeting WHERE meeting.meeting = due_meeting)
      ELSE due_date
    END AS day,
    coalesce(due_meeting, ${theOneExpected('day.meeting')}) AS due_at
  FROM action_promise action;

-- A month or a year is over when the day that is asked for lies after it.
CREATE VIEW action_tracker AS
  SELECT action.*, due.day, due.due_at,
    is_open AND day IS NOT NULL AND day NOT LIKE 'XXXX%' AND day < substr(asked_on(), 1, length(day)) AS is_overdue
  FROM action_now action JOIN action_due due ON due.action = action.action AND NOT due.is_first;

CREATE VIEW action_owner AS
  SELECT action.action, action.board, action.is_open, owner.key AS place,
    owner.value ->> 'person' AS person, coalesce(person_is.is_now, owner.value ->> 'person') AS is_now
  FROM action_now action, json_each(action.owners) owner
  LEFT JOIN person_is ON person_is.person = owner.value ->> 'person'
  WHERE owner.value ->> 'kind' = 'person';

-- Whoever held a place on the board and holds none any more on the day that is asked for.
CREATE VIEW owner_who_left AS
  SELECT owner.action, owner.person, max(place.true_to) AS left_on
  FROM action_owner owner JOIN appointment_on place ON place.board = owner.board AND place.is_now = owner.is_now
  WHERE owner.is_open
  GROUP BY owner.action, owner.person
  HAVING max(place.has_ended) AND min(place.has_ended OR NOT place.has_begun);

-- What a join alone can find. What a rule or one stream finds is in the register of findings.
CREATE VIEW action_finding AS
  SELECT action, 'action.due-meeting-open' AS code, due_expected AS about FROM action_tracker
  WHERE is_open AND due_expected IS NOT NULL AND day IS NULL
  UNION ALL
  SELECT gone.action, 'action.owner-has-left', coalesce(named.name, 'Somebody unknown') || ', ' || left_on
  FROM owner_who_left gone LEFT JOIN person_named named ON named.person = gone.person;
`;
