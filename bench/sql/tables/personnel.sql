-- Personalvolym och arbetad tid: employees, full-time equivalents and worked hours per division, this year and last.
WITH staff_now AS MATERIALIZED (
  SELECT h.division, s._month / 100 AS year, count(*) AS employees, sum(s.full_time_equivalents) AS posts, sum(s.recalculated_full_time) AS recalculated
  FROM staff s JOIN hsn h ON h.unit = s.unit WHERE s._month IN (202504, 202604) GROUP BY h.division, s._month / 100),
worked AS MATERIALIZED (
  SELECT h.division, w._month / 100 AS year, sum(w.hours) AS hours FROM work_time w JOIN hsn h ON h.unit = w.unit
  WHERE (w._month BETWEEN 202501 AND 202504 OR w._month BETWEEN 202601 AND 202604) AND w.kind = 'worked' GROUP BY h.division, w._month / 100)
SELECT 'employees@' || division || ':' || CAST(year AS TEXT) || '-04-ack', CAST(employees AS TEXT) FROM staff_now WHERE division IS NOT NULL
UNION ALL SELECT 'employees@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(employees) AS TEXT) FROM staff_now GROUP BY year
UNION ALL SELECT 'full_time_equivalents@' || division || ':' || CAST(year AS TEXT) || '-04-ack', CAST(posts AS TEXT) || '/100' FROM staff_now WHERE division IS NOT NULL
UNION ALL SELECT 'full_time_equivalents@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(posts) AS TEXT) || '/100' FROM staff_now GROUP BY year
UNION ALL SELECT 'recalculated_full_time@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(recalculated) AS TEXT) || '/100' FROM staff_now GROUP BY year
UNION ALL SELECT 'worked_hours@' || division || ':' || CAST(year AS TEXT) || '-04-ack', CAST(hours AS TEXT) || '/400' FROM worked WHERE division IS NOT NULL
UNION ALL SELECT 'worked_hours@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(hours) AS TEXT) || '/400' FROM worked GROUP BY year;
