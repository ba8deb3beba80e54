-- Investeringar: outturn and the year's budget, per block and division, per block, and per part.
WITH cells AS MATERIALIZED (
  SELECT i.block, h.division, '' AS suffix, sum(i.amount) AS amount FROM investment_entry i JOIN hsn h ON h.unit = i.unit
  WHERE i._month BETWEEN 202601 AND 202604 GROUP BY i.block, h.division
  UNION ALL SELECT i.block, h.division, ':budget', sum(i.amount) FROM investment_budget i JOIN hsn h ON h.unit = i.unit
  WHERE i._month BETWEEN 202601 AND 202604 GROUP BY i.block, h.division)
SELECT 'investments[block = ''' || block || ''']@' || division || ':2026-04-ack' || suffix, CAST(amount AS TEXT) FROM cells WHERE division IS NOT NULL
UNION ALL SELECT 'investments[block = ''' || block || ''']@HSN:2026-04-ack' || suffix, CAST(sum(amount) AS TEXT) FROM cells GROUP BY block, suffix
UNION ALL SELECT CASE WHEN block IN ('1', '2', '3') THEN 'investments_finished' ELSE 'investments_ongoing' END || '@HSN:2026-04-ack' || suffix, CAST(sum(amount) AS TEXT)
FROM cells GROUP BY CASE WHEN block IN ('1', '2', '3') THEN 'investments_finished' ELSE 'investments_ongoing' END, suffix;
