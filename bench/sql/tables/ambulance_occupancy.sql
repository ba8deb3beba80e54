-- Beläggning per ambulansstation: busy and scheduled minutes, three years.
SELECT 'ambulance_occupancy@' || station || ':' || CAST(_month / 100 AS TEXT) || '-04-ack',
  CAST(sum(busy_minutes) AS TEXT) || '/' || CAST(sum(scheduled_minutes) AS TEXT)
FROM ambulance_shift WHERE _month % 100 BETWEEN 1 AND 4 GROUP BY station, _month / 100;
