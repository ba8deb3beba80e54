-- Missions per municipality, three years.
SELECT 'ambulance_missions[municipality = ''' || municipality || ''']@HSN:' || (_month // 100)::VARCHAR || '-04-ack', count(*)::VARCHAR
FROM mission JOIN hsn ON station = unit WHERE _month % 100 BETWEEN 1 AND 4 GROUP BY municipality, _month // 100 ORDER BY 1;
