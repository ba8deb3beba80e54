-- The same answers as in the common file; this engine has no percentile, so the one or two middle rows are numbered and added.
WITH response AS (
  SELECT m._month / 100 AS year, m.response_seconds AS seconds, row_number() OVER (PARTITION BY m._month / 100 ORDER BY m.response_seconds) AS place,
         count(*) OVER (PARTITION BY m._month / 100) AS places
  FROM ambulance_mission m JOIN hsn h ON h.unit = m.station WHERE m._month % 100 BETWEEN 1 AND 4 AND m.response_seconds IS NOT NULL),
stay AS (
  SELECT e.stay_seconds AS seconds, row_number() OVER (ORDER BY e.stay_seconds) AS place, count(*) OVER () AS places
  FROM emergency_visit e JOIN hsn h ON h.unit = e.unit WHERE e._month BETWEEN 202601 AND 202604 AND e.age >= 80)
SELECT 'ambulance_response_time_median@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(seconds) AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM response WHERE place IN ((places + 1) / 2, (places + 2) / 2) GROUP BY year
UNION ALL
SELECT 'emergency_median_stay_80@HSN:2026-04-ack', CAST(sum(seconds) AS TEXT) || '/' || CAST(count(*) AS TEXT)
FROM stay WHERE place IN ((places + 1) / 2, (places + 2) / 2);
