-- The summary's prose: income and gross cost without items internal to the board, against budget and last year.
WITH outturn AS (
  SELECT a.line IN ('patient_fees', 'sales', 'grants_received', 'other_income') AS is_income,
         sum(CASE WHEN l._month >= 202601 THEN -amount END) AS now, sum(CASE WHEN l._month <= 202504 THEN -amount END) AS before
  FROM ledger l JOIN accounts a USING (account) JOIN hsn USING (unit)
  WHERE (l._month BETWEEN 202601 AND 202604 OR l._month BETWEEN 202501 AND 202504) AND coalesce(counterparty, '') NOT IN (SELECT counterparty FROM internal) GROUP BY 1),
plan AS (SELECT a.line IN ('patient_fees', 'sales', 'grants_received', 'other_income') AS is_income, sum(-amount) AS planned
  FROM budget b JOIN accounts a USING (account) JOIN hsn USING (unit)
  WHERE _month BETWEEN 202601 AND 202604 AND coalesce(counterparty, '') NOT IN (SELECT counterparty FROM internal) GROUP BY 1),
cells AS (SELECT CASE WHEN is_income THEN 'income' ELSE 'gross_cost' END AS line, now, before, planned FROM outturn JOIN plan USING (is_income))
SELECT line || '@HSN:2026-04-ack' || suffix || ':basis=without_board_internal', value::VARCHAR FROM (
  SELECT line, '' AS suffix, now AS value FROM cells UNION ALL SELECT line, ':deviation', now - planned FROM cells UNION ALL SELECT line, ':change', now - before FROM cells)
ORDER BY 1;
