-- What has been waited for, this year and last, and the first visits of every month; from one scan.
WITH waits AS MATERIALIZED (
  SELECT w.kind, w._month, count(*) AS waits, count(*) FILTER (WHERE w.waited_days <= 30) AS within_30, count(*) FILTER (WHERE w.waited_days <= 3) AS within_3,
         count(*) FILTER (WHERE w.target_date_met = 'yes') AS met
  FROM completed_wait w JOIN hsn h ON h.unit = w.unit
  WHERE w._month BETWEEN 202501 AND 202504 OR w._month BETWEEN 202601 AND 202604 GROUP BY w.kind, w._month)
SELECT CASE kind WHEN 'bup_first_visit' THEN 'bup_first_visits' WHEN 'bup_investigation' THEN 'bup_investigations' ELSE 'bup_treatments' END
    || '_within_30_days@HSN:' || CAST(_month / 100 AS TEXT) || '-04-ack', CAST(sum(within_30) AS TEXT) || '/' || CAST(sum(waits) AS TEXT)
FROM waits WHERE kind IN ('bup_first_visit', 'bup_investigation', 'bup_treatment') GROUP BY kind, _month / 100
UNION ALL SELECT 'bup_first_visits_within_30_days@HSN:' || CAST(_month / 100 AS TEXT) || '-0' || CAST(_month % 100 AS TEXT),
  CAST(within_30 AS TEXT) || '/' || CAST(waits AS TEXT) FROM waits WHERE kind = 'bup_first_visit'
UNION ALL SELECT 'medical_assessments_within_3_days@HSN:' || CAST(_month / 100 AS TEXT) || '-04', CAST(within_3 AS TEXT) || '/' || CAST(waits AS TEXT)
FROM waits WHERE kind = 'medical_assessment' AND _month % 100 = 4
UNION ALL SELECT 'follow_ups_within_target_date@HSN:2026-04-ack', CAST(sum(met) AS TEXT) || '/' || CAST(sum(waits) AS TEXT)
FROM waits WHERE kind = 'follow_up' AND _month >= 202601;
