-- Occupancy per station, three years: busy and scheduled minutes.
SELECT 'ambulance_occupancy@' || station || ':' || (_month // 100)::VARCHAR || '-04-ack', sum(busy_minutes)::VARCHAR || '/' || sum(scheduled_minutes)::VARCHAR
FROM shift WHERE _month % 100 BETWEEN 1 AND 4 GROUP BY station, _month // 100 ORDER BY 1;
