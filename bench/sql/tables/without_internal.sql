-- The prose's sums on other bases than the total: without what is internal to the board or to the region, and without some grants; against
-- budget and last year. What remains of the gross cost has its total here too.
WITH booked AS MATERIALIZED (
  SELECT line, counterparty, account_group, part, sum(CASE WHEN _month >= 202601 THEN -amount ELSE 0 END) AS outturn,
         sum(CASE WHEN _month <= 202504 THEN -amount ELSE 0 END) AS prior
  FROM ledger_lines WHERE _month BETWEEN 202501 AND 202504 OR _month BETWEEN 202601 AND 202604 GROUP BY line, counterparty, account_group, part),
planned AS (
  SELECT a.line, b.counterparty, sum(-b.amount) AS budget FROM budget b JOIN accounts a ON a.account = b.account JOIN hsn h ON h.unit = b.unit AND b._month >= h.first_month
  WHERE b._month BETWEEN 202601 AND 202604 GROUP BY a.line, b.counterparty),
moved AS MATERIALIZED (
  SELECT line, CASE WHEN line IN ('patient_fees', 'sales', 'grants_received', 'other_income') THEN 'income'
                    WHEN line IN ('bought_operations', 'operation_services', 'grants_paid', 'property_cost', 'consultant_cost', 'other_cost',
                                  'depreciation_and_financial_net') THEN 'remaining_cost' ELSE 'other_cost' END AS section,
         coalesce(counterparty, '') AS counterparty, coalesce(account_group, '') AS account_group, coalesce(part, '') AS part, outturn, prior, budget
  FROM (SELECT line, counterparty, account_group, part, outturn, prior, 0 AS budget FROM booked
        UNION ALL SELECT line, counterparty, NULL, NULL, 0, 0, budget FROM planned) both_sources),
without_board AS MATERIALIZED (SELECT * FROM moved WHERE counterparty NOT IN (SELECT counterparty FROM board_internal)),
sums AS (
  SELECT CASE section WHEN 'income' THEN 'income' ELSE 'gross_cost' END AS line, ':basis=without_board_internal' AS basis,
         sum(outturn) AS outturn, sum(prior) AS prior, sum(budget) AS budget FROM without_board GROUP BY 1
  UNION ALL SELECT line, ':basis=without_board_internal', sum(outturn), sum(prior), sum(budget)
    FROM without_board WHERE line IN ('sales', 'grants_received') GROUP BY line
  UNION ALL SELECT section, ':basis=without_board_internal', sum(outturn), sum(prior), sum(budget) FROM without_board WHERE section = 'remaining_cost' GROUP BY section
  UNION ALL SELECT section, '', sum(outturn), NULL, sum(budget) FROM moved WHERE section = 'remaining_cost' GROUP BY section
  UNION ALL SELECT 'gross_cost', ':basis=without_region_internal', sum(outturn), sum(prior), NULL
    FROM moved WHERE section <> 'income' AND counterparty NOT IN (SELECT counterparty FROM region_internal)
  UNION ALL SELECT 'income', ':basis=without_board_internal_and_targeted_grants', sum(outturn), sum(prior), NULL
    FROM without_board WHERE section = 'income' AND account_group <> 'targeted_grant'
  UNION ALL SELECT 'net_cost', ':basis=without_board_internal_and_targeted_grants', sum(outturn), sum(prior), NULL
    FROM without_board WHERE account_group <> 'targeted_grant'
  UNION ALL SELECT 'net_cost', ':basis=health_choice_grants_only', sum(outturn), sum(prior), NULL
    FROM without_board WHERE line <> 'grants_received' OR part = 'health_choice')
SELECT line || '@HSN:2026-04-ack' || basis, CAST(outturn AS TEXT) FROM sums
UNION ALL SELECT line || '@HSN:2026-04-ack:prior' || basis, CAST(prior AS TEXT) FROM sums WHERE prior IS NOT NULL
UNION ALL SELECT line || '@HSN:2026-04-ack:budget' || basis, CAST(budget AS TEXT) FROM sums WHERE budget IS NOT NULL;
