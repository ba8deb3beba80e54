-- Income statement: outturn and last year from the ledger, budget from the budget, per line.
WITH outturn AS (
  SELECT a.line, sum(CASE WHEN l._month >= 202601 THEN -amount END) AS now, sum(CASE WHEN l._month <= 202504 THEN -amount END) AS before
  FROM ledger l JOIN accounts a USING (account) JOIN hsn USING (unit)
  WHERE l._month BETWEEN 202601 AND 202604 OR l._month BETWEEN 202501 AND 202504 GROUP BY a.line),
plan AS (SELECT a.line, sum(-amount) AS planned FROM budget b JOIN accounts a USING (account) JOIN hsn USING (unit) WHERE _month BETWEEN 202601 AND 202604 GROUP BY a.line),
cells AS (SELECT line, now, before, coalesce(planned, 0) AS planned FROM outturn LEFT JOIN plan USING (line))
SELECT line || '@HSN:2026-04-ack' || suffix, value::VARCHAR FROM (
  SELECT line, '' AS suffix, now AS value FROM cells UNION ALL SELECT line, ':prior', before FROM cells UNION ALL
  SELECT line, ':budget', planned FROM cells UNION ALL SELECT line, ':deviation', now - planned FROM cells UNION ALL SELECT line, ':change', now - before FROM cells)
ORDER BY 1;
