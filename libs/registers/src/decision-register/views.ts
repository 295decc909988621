export const decisionViews = `
CREATE VIEW condition_now AS
  SELECT condition.condition, condition.decision, condition.entry, condition.words, outcome.outcome, outcome.reason, outcome.at_meeting
  FROM condition_then condition LEFT JOIN condition_outcome_then outcome ON outcome.condition = condition.condition;

CREATE VIEW decision_known AS
  SELECT decision.*, meeting.board, meeting.board_name, meeting.date, meeting.nth, meeting.that_day,
    coalesce(life.implemented, 0) AS implemented,
    (SELECT trail.revision FROM trail_then trail WHERE trail.stream = decision.stream AND trail.key = decision.entry) AS revision,
    CASE
      WHEN life.ended IS NOT NULL THEN life.ended
      WHEN life.lapsed THEN 'lapsed'
      WHEN EXISTS (SELECT 1 FROM condition_now open WHERE open.decision = decision.decision AND open.outcome IS NULL) THEN 'conditional'
      WHEN decision.kind = 'approved subject to condition'
        AND NOT EXISTS (SELECT 1 FROM condition_then stated WHERE stated.decision = decision.decision) THEN 'conditional'
      ELSE 'in force'
    END AS force
  FROM decision_then decision
  JOIN meeting_known meeting ON meeting.meeting = decision.meeting
  LEFT JOIN decision_life_then life ON life.decision = decision.decision;

CREATE VIEW effect_known AS
  SELECT effect.*, named.name, meeting.date AS of_date
  FROM decision_effect_then effect
  LEFT JOIN person_named named ON named.person = effect.person
  LEFT JOIN meeting_then meeting ON meeting.meeting = effect.of_meeting;
`;
