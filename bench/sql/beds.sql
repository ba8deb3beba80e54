-- Beds, rolling twelve months, per care site, this year and last.
WITH days AS (
  SELECT care_site, _month >= 202505 AS is_now, sum(available) AS available, sum(occupied) AS occupied, sum(overcrowded) AS overcrowded, sum(outlying) AS outlying, sum(discharge_ready) AS ready
  FROM bed JOIN organisation USING (unit) JOIN hsn USING (unit) WHERE _month BETWEEN 202405 AND 202604 AND care_site IN ('ostersund_hospital', 'health_centre') GROUP BY 1, 2),
stays AS (
  SELECT care_site, _month >= 202505 AS is_now, sum(bed_days) AS bed_days, count(*) AS episodes
  FROM episode JOIN organisation USING (unit) JOIN hsn USING (unit) WHERE _month BETWEEN 202405 AND 202604 AND care_site IN ('ostersund_hospital', 'health_centre') GROUP BY 1, 2)
SELECT care_site || ' ' || is_now::VARCHAR, concat_ws(' ', available, occupied, overcrowded, outlying, ready, bed_days, episodes) FROM days JOIN stays USING (care_site, is_now) ORDER BY 1;
