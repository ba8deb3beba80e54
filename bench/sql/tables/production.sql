-- Operationer and Bild- och funktionsmedicin: by kind, this year and last.
WITH operations AS MATERIALIZED (
  SELECT o.urgency, o._month / 100 AS year, count(*) AS operations FROM operation o JOIN hsn h ON h.unit = o.unit
  WHERE o._month BETWEEN 202501 AND 202504 OR o._month BETWEEN 202601 AND 202604 GROUP BY o.urgency, o._month / 100)
SELECT 'operations[urgency = ''' || urgency || ''']@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(operations AS TEXT) FROM operations
UNION ALL SELECT 'operations@HSN:' || CAST(year AS TEXT) || '-04-ack', CAST(sum(operations) AS TEXT) FROM operations GROUP BY year
UNION ALL SELECT 'imaging_exams[kind = ''' || i.kind || ''']@HSN:' || CAST(i._month / 100 AS TEXT) || '-04-ack', CAST(count(*) AS TEXT)
FROM imaging_exam i JOIN hsn h ON h.unit = i.unit
WHERE i._month BETWEEN 202501 AND 202504 OR i._month BETWEEN 202601 AND 202604 GROUP BY i.kind, i._month / 100;
