-- The prose's income, sales and gross cost without what is internal to the board or to the region, against budget and last year.
WITH booked AS MATERIALIZED (
  SELECT line, counterparty, sum(CASE WHEN _month >= 202601 THEN -amount ELSE 0 END) AS outturn, sum(CASE WHEN _month <= 202504 THEN -amount ELSE 0 END) AS prior
  FROM ledger_lines WHERE _month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604 GROUP BY line, counterparty),
planned AS (
  SELECT a.line, b.counterparty, sum(-b.amount) AS budget FROM budget b JOIN accounts a ON a.account = b.account JOIN hsn h ON h.unit = b.unit
  WHERE b._month BETWEEN 202601 AND 202604 GROUP BY a.line, b.counterparty),
moved AS MATERIALIZED (
  SELECT line, coalesce(counterparty, '') AS counterparty, outturn, prior, 0 AS budget FROM booked
  UNION ALL SELECT line, coalesce(counterparty, ''), 0, 0, budget FROM planned),
sums AS (
  SELECT CASE WHEN line IN ('patient_fees', 'sales', 'grants_received', 'other_income') THEN 'income' ELSE 'gross_cost' END AS line, 'without_board_internal' AS basis,
         sum(outturn) AS outturn, sum(prior) AS prior, sum(budget) AS budget
    FROM moved WHERE counterparty NOT IN (SELECT counterparty FROM board_internal) GROUP BY 1
  UNION ALL SELECT 'sales', 'without_board_internal', sum(outturn), sum(prior), NULL
    FROM moved WHERE line = 'sales' AND counterparty NOT IN (SELECT counterparty FROM board_internal)
  UNION ALL SELECT 'gross_cost', 'without_region_internal', sum(outturn), sum(prior), NULL
    FROM moved WHERE line NOT IN ('patient_fees', 'sales', 'grants_received', 'other_income') AND counterparty NOT IN (SELECT counterparty FROM region_internal))
SELECT line || '@HSN:2026-04-ack:basis=' || basis, CAST(outturn AS TEXT) FROM sums
UNION ALL SELECT line || '@HSN:2026-04-ack:prior:basis=' || basis, CAST(prior AS TEXT) FROM sums
UNION ALL SELECT line || '@HSN:2026-04-ack:budget:basis=' || basis, CAST(budget AS TEXT) FROM sums WHERE budget IS NOT NULL;
