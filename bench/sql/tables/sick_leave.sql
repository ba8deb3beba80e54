-- Sjukfrånvaro: by how long it has lasted, by sex and in all, this year and last; and the chart.
WITH hours AS MATERIALIZED (
  SELECT w._month / 100 AS year, w.sex, w.sick_interval, sum(w.hours) FILTER (WHERE w.kind = 'sick') AS sick, sum(w.hours) FILTER (WHERE w.kind = 'ordinary') AS ordinary
  FROM work_time w JOIN hsn h ON h.unit = w.unit
  WHERE (w._month BETWEEN 202501 AND 202504 OR w._month BETWEEN 202601 AND 202604) AND w.kind IN ('sick', 'ordinary')
  GROUP BY w._month / 100, w.sex, w.sick_interval),
cells AS (
  SELECT 'sick_leave_share' AS name, year, sum(sick) AS sick, sum(ordinary) AS ordinary FROM hours GROUP BY year
  UNION ALL SELECT 'sick_leave_share[sex = ''' || sex || ''']', year, sum(sick), sum(ordinary) FROM hours GROUP BY sex, year
  UNION ALL SELECT 'sick_leave_share_' || i.sick_interval, i.year, sum(i.sick), (SELECT sum(o.ordinary) FROM hours o WHERE o.year = i.year)
    FROM hours i WHERE i.sick_interval IS NOT NULL GROUP BY i.sick_interval, i.year)
SELECT name || '@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sick AS TEXT) || '/' || CAST(ordinary AS TEXT) FROM cells;
