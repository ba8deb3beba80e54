-- Intäkter och kostnader, and the chart of its deviations: outturn and last year from the ledger, budget from the budget, per line and sum.
WITH booked AS MATERIALIZED (
  SELECT line, sum(CASE WHEN _month >= 202601 THEN -amount ELSE 0 END) AS outturn, sum(CASE WHEN _month <= 202504 THEN -amount ELSE 0 END) AS prior
  FROM ledger_lines WHERE _month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604 GROUP BY line),
planned AS (
  SELECT a.line, sum(-b.amount) AS budget FROM budget b JOIN accounts a ON a.account = b.account JOIN hsn h ON h.unit = b.unit AND b._month >= h.first_month
  WHERE b._month BETWEEN 202601 AND 202604 GROUP BY a.line),
lines AS MATERIALIZED (SELECT line, outturn, prior, coalesce(budget, 0) AS budget FROM booked LEFT JOIN planned USING (line)),
sums AS (
  SELECT * FROM lines
  UNION ALL SELECT CASE WHEN line IN ('patient_fees', 'sales', 'grants_received', 'other_income') THEN 'income' ELSE 'gross_cost' END, sum(outturn), sum(prior), sum(budget)
    FROM lines GROUP BY 1
  UNION ALL SELECT 'net_cost', sum(outturn), sum(prior), sum(budget) FROM lines
  UNION ALL SELECT 'personnel_cost + agency_staff_cost', sum(outturn), sum(prior), sum(budget) FROM lines WHERE line IN ('personnel_cost', 'agency_staff_cost')
  UNION ALL SELECT 'sales + grants_received + other_income', sum(outturn), NULL, sum(budget) FROM lines WHERE line IN ('sales', 'grants_received', 'other_income'))
SELECT line || '@HSN:2026-04-ack', CAST(outturn AS TEXT) FROM sums
UNION ALL SELECT line || '@HSN:2026-04-ack:prior', CAST(prior AS TEXT) FROM sums WHERE prior IS NOT NULL
UNION ALL SELECT line || '@HSN:2026-04-ack:budget', CAST(budget AS TEXT) FROM sums
UNION ALL SELECT 'net_deviation_share@HSN:2026-04-ack', CAST(n.outturn - n.budget AS TEXT) || '/' || CAST(-g.outturn AS TEXT)
FROM sums n CROSS JOIN sums g WHERE n.line = 'net_cost' AND g.line = 'gross_cost'
UNION ALL SELECT 'staffing_deviation_share@HSN:2026-04-ack', CAST(s.outturn - s.budget AS TEXT) || '/' || CAST(-p.budget AS TEXT)
FROM sums s CROSS JOIN sums p WHERE s.line = 'personnel_cost + agency_staff_cost' AND p.line = 'personnel_cost';
