-- Responstid, three years, and the median stay of the oldest at the emergency department. Twice a median is whole.
SELECT 'ambulance_response_time_median@HSN:' || CAST(m._month / 100 AS TEXT) || '-04-ack',
  CAST(CAST(2 * percentile_cont(0.5) WITHIN GROUP (ORDER BY m.response_seconds) AS BIGINT) AS TEXT) || '/2'
FROM ambulance_mission m JOIN hsn h ON h.unit = m.station WHERE m._month % 100 BETWEEN 1 AND 4 GROUP BY m._month / 100
UNION ALL
SELECT 'emergency_median_stay_80@HSN:2026-04-ack', CAST(CAST(2 * percentile_cont(0.5) WITHIN GROUP (ORDER BY e.stay_seconds) AS BIGINT) AS TEXT) || '/2'
FROM emergency_visit e JOIN hsn h ON h.unit = e.unit WHERE e._month BETWEEN 202601 AND 202604 AND e.age >= 80;
