-- Bemanningsföretag: cost by profession in three years, the doctors' change, one reason of this year, and the hours as full-time posts.
WITH lines AS MATERIALIZED (
  SELECT a.profession, a.reason, a._month / 100 AS year, sum(a.amount) AS amount, sum(a.hours) AS hours FROM agency_staff a JOIN hsn h ON h.unit = a.unit
  WHERE a._month % 100 BETWEEN 1 AND 4 AND a._month >= 202401 GROUP BY a.profession, a.reason, a._month / 100),
sums AS MATERIALIZED (
  SELECT '[profession = ''' || profession || ''']' AS part, year, sum(amount) AS amount, sum(hours) AS hours FROM lines WHERE profession <> 'doctor' GROUP BY profession, year
  UNION ALL SELECT '[profession in (''doctor'', ''doctor_primary_care'')]', year, sum(amount), sum(hours) FROM lines
    WHERE profession IN ('doctor', 'doctor_primary_care') GROUP BY year
  UNION ALL SELECT '', year, sum(amount), sum(hours) FROM lines GROUP BY year)
SELECT 'agency_cost' || part || '@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(amount AS TEXT) FROM sums
UNION ALL SELECT 'agency_cost[profession.group = ''doctor'']@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(amount) AS TEXT)
FROM lines WHERE profession IN ('doctor', 'doctor_primary_care') AND year >= 2025 GROUP BY year
UNION ALL SELECT 'agency_cost[reason = ''closed_private_health_centre'']@HSN:2026-04-ack', CAST(sum(amount) AS TEXT)
FROM lines WHERE reason = 'closed_private_health_centre' AND year = 2026
UNION ALL SELECT 'agency_full_time_equivalents' || part || '@HSN:2026-04-ack', CAST(s.hours AS TEXT) || '/' || CAST(4 * r.hours AS TEXT)
FROM sums s CROSS JOIN reference_value r WHERE s.year = 2026 AND r._month = 202604 AND r.kind = 'agency_hours';
