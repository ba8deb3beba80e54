-- Bemanningsföretag: cost by profession in three years, and the hours as full-time posts.
WITH professions AS MATERIALIZED (
  SELECT a.profession, a._month / 100 AS year, sum(a.amount) AS amount, sum(a.hours) AS hours FROM agency_staff a JOIN hsn h ON h.unit = a.unit
  WHERE a._month % 100 BETWEEN 1 AND 4 AND a._month >= 202401 GROUP BY a.profession, a._month / 100),
sums AS MATERIALIZED (
  SELECT '[profession = ''' || profession || ''']' AS part, year, amount, hours FROM professions WHERE profession <> 'doctor'
  UNION ALL SELECT '[profession in (''doctor'', ''doctor_primary_care'')]', year, sum(amount), sum(hours) FROM professions
    WHERE profession IN ('doctor', 'doctor_primary_care') GROUP BY year
  UNION ALL SELECT '', year, sum(amount), sum(hours) FROM professions GROUP BY year)
SELECT 'agency_cost' || part || '@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(amount AS TEXT) FROM sums
UNION ALL SELECT 'agency_full_time_equivalents' || part || '@HSN:2026-04-ack', CAST(hours AS TEXT) || '/' || CAST(100 * 165 * 4 AS TEXT) FROM sums WHERE year = 2026;
