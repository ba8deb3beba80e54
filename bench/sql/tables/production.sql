-- Operationer and Bild- och funktionsmedicin: by kind, this year and last, and the operations of every month.
WITH operations AS MATERIALIZED (
  SELECT o.urgency, o._month, count(*) AS operations FROM operation o JOIN hsn h ON h.unit = o.unit
  WHERE o._month BETWEEN 202501 AND 202504 OR o._month BETWEEN 202601 AND 202604 GROUP BY o.urgency, o._month)
SELECT 'operations[urgency = ''' || urgency || ''']@HSN:' || CAST(_month / 100 AS TEXT) || '-04-ack', CAST(sum(operations) AS TEXT)
FROM operations GROUP BY urgency, _month / 100
UNION ALL SELECT 'operations@HSN:' || CAST(_month / 100 AS TEXT) || '-04-ack', CAST(sum(operations) AS TEXT) FROM operations GROUP BY _month / 100
UNION ALL SELECT 'operations@HSN:' || CAST(_month / 100 AS TEXT) || '-0' || CAST(_month % 100 AS TEXT), CAST(sum(operations) AS TEXT) FROM operations GROUP BY _month
UNION ALL SELECT 'imaging_exams[kind = ''' || i.kind || ''']@HSN:' || CAST(i._month / 100 AS TEXT) || '-04-ack', CAST(count(*) AS TEXT)
FROM imaging_exam i JOIN hsn h ON h.unit = i.unit
WHERE i._month BETWEEN 202501 AND 202504 OR i._month BETWEEN 202601 AND 202604 GROUP BY i.kind, i._month / 100;
