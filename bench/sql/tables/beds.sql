-- Beläggning i slutenvård: rolling twelve months per care site, this year and last, and the occupancy of every month. A mean of days
-- divides by the days of the period.
WITH months AS MATERIALIZED (
  SELECT h.care_site, b._month, count(DISTINCT b.date) AS day_count, sum(b.available) AS available, sum(b.occupied) AS occupied,
         sum(b.overcrowded) AS overcrowded, sum(b.outlying) AS outlying, sum(b.discharge_ready) AS ready
  FROM bed_day b JOIN hsn h ON h.unit = b.unit
  WHERE b._month BETWEEN 202405 AND 202604 AND h.care_site IN ('ostersund_hospital', 'health_centre') GROUP BY h.care_site, b._month),
days AS MATERIALIZED (
  SELECT care_site, CASE WHEN _month >= 202505 THEN '2026' ELSE '2025' END AS year, sum(day_count) AS day_count, sum(available) AS available,
         sum(occupied) AS occupied, sum(overcrowded) AS overcrowded, sum(outlying) AS outlying, sum(ready) AS ready FROM months GROUP BY 1, 2),
stays AS (
  SELECT h.care_site, CASE WHEN e._month >= 202505 THEN '2026' ELSE '2025' END AS year, sum(e.bed_days) AS bed_days, count(*) AS episodes
  FROM inpatient_episode e JOIN hsn h ON h.unit = e.unit
  WHERE e._month BETWEEN 202405 AND 202604 AND h.care_site IN ('ostersund_hospital', 'health_centre') GROUP BY 1, 2),
cells AS (
  SELECT 'available_beds' AS name, care_site, year, CAST(available AS TEXT) || '/' || CAST(day_count AS TEXT) AS value FROM days
  UNION ALL SELECT 'bed_occupancy', care_site, year, CAST(occupied AS TEXT) || '/' || CAST(available AS TEXT) FROM days
  UNION ALL SELECT 'overcrowding_per_hundred_beds', care_site, year, CAST(100 * overcrowded AS TEXT) || '/' || CAST(available AS TEXT) FROM days
  UNION ALL SELECT 'outlying_per_hundred_beds', care_site, year, CAST(100 * outlying AS TEXT) || '/' || CAST(available AS TEXT) FROM days WHERE care_site <> 'health_centre'
  UNION ALL SELECT 'discharge_ready_per_hundred_beds', care_site, year, CAST(100 * ready AS TEXT) || '/' || CAST(available AS TEXT) FROM days
  UNION ALL SELECT 'mean_length_of_stay', care_site, year, CAST(bed_days AS TEXT) || '/' || CAST(episodes AS TEXT) FROM stays)
SELECT name || '[unit.care_site = ''' || care_site || ''']@HSN:' || year || '-04-r12', value FROM cells
UNION ALL SELECT 'bed_occupancy[unit.care_site = ''' || care_site || ''']@HSN:' || CAST(_month / 100 AS TEXT) || '-' || substr(CAST(_month AS TEXT), 5),
  CAST(occupied AS TEXT) || '/' || CAST(available AS TEXT) FROM months;
