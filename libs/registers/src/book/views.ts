export const bookViews = `
-- Each record of a person, and the record to go on with: joined records lead there, one by one.
CREATE VIEW person_is AS
  WITH RECURSIVE up (person, is_now, steps) AS (
    SELECT person, person, 0 FROM person_then
    UNION ALL
    SELECT up.person, joined.person, steps + 1
    FROM up JOIN person_join_then joined ON joined.other = up.is_now
    WHERE steps < 16)
  SELECT person, is_now, max(steps) AS steps FROM up GROUP BY person;

CREATE VIEW person_named AS
  SELECT person_is.person, is_now,
    coalesce(main.name, own.name, main.description, own.description) AS name
  FROM person_is
  JOIN person_then own ON own.person = person_is.person
  LEFT JOIN person_then main ON main.person = is_now;

-- What people are called: in a scope, or everywhere where board and meeting are null.
CREATE VIEW person_called AS
  SELECT named.is_now AS person, named.name, called.written, called.kind, called.board, called.meeting
  FROM person_named named
  JOIN (
    SELECT person, name AS written, 'name' AS kind, NULL AS board, NULL AS meeting FROM person_then WHERE name IS NOT NULL
    UNION ALL
    SELECT person, description, 'description', NULL, NULL FROM person_then WHERE description IS NOT NULL
    UNION ALL
    SELECT person, written, kind, board, meeting FROM spelling_then) called ON called.person = named.person;

CREATE VIEW board_called AS
  SELECT board, name AS called FROM board_then
  UNION
  SELECT board, name FROM board_name_then;

-- nth tells apart the meetings that one board holds on one day, in the order in which they begin. It is counted for each meeting alone:
-- a window would look through all boards of the book for one.
CREATE VIEW meeting_day AS
  SELECT meeting.meeting, meeting.board, meeting.date,
    (SELECT count(*) FROM meeting_then before
      WHERE before.board IS meeting.board AND before.date IS meeting.date
        AND (coalesce(before.start, ''), before.begun) <= (coalesce(meeting.start, ''), meeting.begun)) AS nth,
    (SELECT count(*) FROM meeting_then other WHERE other.board IS meeting.board AND other.date IS meeting.date) AS that_day
  FROM meeting_then meeting;

CREATE VIEW meeting_known AS
  SELECT meeting.meeting, meeting.board, board.name AS board_name, meeting.date, meeting.start, meeting."end", meeting.zone,
    meeting.place, meeting.kind, meeting.label, meeting.title,
    (SELECT now.revision FROM meeting_revision now
      WHERE now.stream = meeting.stream AND now.key = 'revision' AND now.known_from <= (SELECT asked())
      ORDER BY now.known_from DESC LIMIT 1) AS revision,
    CASE
      WHEN meeting.status = 'scheduled' AND meeting.business AND meeting.date NOT LIKE 'XXXX%'
        AND meeting.date < substr(asked_on(), 1, length(meeting.date)) THEN 'held'
      ELSE meeting.status
    END AS status,
    day.nth, day.that_day,
    CASE
      WHEN minutes.status IS NOT NULL THEN minutes.status
      WHEN meeting.adopted_by IS NOT NULL THEN 'approved'
      WHEN meeting.circulated IS NOT NULL THEN 'circulated'
      ELSE 'not drafted'
    END AS minutes_status,
    coalesce(minutes.version, meeting.circulated) AS minutes_version,
    meeting.put_right,
    coalesce(minutes.approved_by, meeting.adopted_by) AS approved_by,
    coalesce(minutes.approved_in, meeting.adopted_in) AS approved_in,
    coalesce(minutes.approved_on, later.date) AS approved_on
  FROM meeting_then meeting
  JOIN meeting_day day ON day.meeting = meeting.meeting
  LEFT JOIN board_then board ON board.board = meeting.board
  LEFT JOIN minutes_then minutes ON minutes.meeting = meeting.meeting
  LEFT JOIN meeting_then later ON later.meeting = coalesce(minutes.approved_in, meeting.adopted_in);

-- The days on which a board meets: meetings of the book, and those that are known by mention only.
CREATE VIEW board_day AS
  SELECT board, meeting, date, kind FROM meeting_then WHERE length(date) = 10
  UNION ALL
  SELECT sitting.board, sitting.meeting, sitting.date, sitting.kind
  FROM sitting_then sitting LEFT JOIN meeting_then meeting ON meeting.meeting = sitting.meeting
  WHERE meeting.meeting IS NULL AND length(sitting.date) = 10;

CREATE VIEW organisation_named AS SELECT organisation, name FROM organisation_then;

-- On the day that is asked for: begun and not ended, as far as the dates are stated.
CREATE VIEW appointment_on AS
  SELECT appointment.*, person_is.is_now,
    CASE
      WHEN true_to IS NULL OR true_to LIKE 'XXXX%' THEN 0
      WHEN length(true_to) = 10 THEN true_to <= asked_on()
      ELSE true_to < substr(asked_on(), 1, length(true_to))
    END AS has_ended,
    CASE
      WHEN true_from IS NULL OR true_from LIKE 'XXXX%' THEN 1
      ELSE true_from <= substr(asked_on(), 1, length(true_from))
    END AS has_begun
  FROM appointment_then appointment
  LEFT JOIN person_is ON person_is.person = appointment.person;
`;
