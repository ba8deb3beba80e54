-- The waiting lists as they stand at the ends of months: who has waited long, and shares of those who have not.
WITH lists AS MATERIALIZED (
  SELECT w._month, w.list, w.specialty, count(*) AS persons, count(*) FILTER (WHERE w.waiting_days > 90) AS over_90 FROM waiting w JOIN hsn h ON h.unit = w.unit
  WHERE w._month IN (202504, 202512, 202601, 202602, 202603, 202604) GROUP BY w._month, w.list, w.specialty)
SELECT CASE list WHEN 'first_visit' THEN 'first_visits' ELSE 'treatments' END || '_waiting_within_90_days@HSN:' || CAST(_month / 100 AS TEXT) || '-04',
  CAST(sum(persons - over_90) AS TEXT) || '/' || CAST(sum(persons) AS TEXT)
FROM lists WHERE _month IN (202504, 202604) AND list IN ('first_visit', 'operation', 'hearing_aid') GROUP BY 1
UNION ALL SELECT 'waiting_over_90_days@HSN:2026-0' || CAST(_month % 100 AS TEXT), CAST(sum(over_90) AS TEXT) FROM lists WHERE _month >= 202601 GROUP BY _month
UNION ALL SELECT 'waiting_over_90_days@HSN:2026-04-ack', CAST(sum(over_90) AS TEXT) FROM lists WHERE _month = 202604
UNION ALL SELECT 'waiting_over_90_days_' || specialty || '@HSN:2026-04-ack', CAST(over_90 AS TEXT)
FROM lists WHERE _month = 202604 AND list = 'first_visit' AND specialty IN ('skin', 'eye', 'ent')
UNION ALL SELECT 'waiting_over_90_days_hearing_aid@HSN:' || CASE _month WHEN 202512 THEN '2025-12' ELSE '2026-04-ack' END, CAST(sum(over_90) AS TEXT)
FROM lists WHERE _month IN (202512, 202604) AND list = 'hearing_aid' GROUP BY _month;
