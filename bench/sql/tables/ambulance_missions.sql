-- Ambulansärenden per kommun: three years.
WITH missions AS MATERIALIZED (
  SELECT m.municipality, m._month / 100 AS year, count(*) AS missions FROM ambulance_mission m JOIN hsn h ON h.unit = m.station
  WHERE m._month % 100 BETWEEN 1 AND 4 GROUP BY m.municipality, m._month / 100)
SELECT 'ambulance_missions[municipality = ''' || municipality || ''']@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(missions AS TEXT) FROM missions
UNION ALL SELECT 'ambulance_missions@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(missions) AS TEXT) FROM missions GROUP BY year;
