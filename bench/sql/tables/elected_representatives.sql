-- Förtroendemannabudget: outturn and budget.
SELECT 'elected_representatives_cost@HSN:2026-04-ack', CAST(coalesce(sum(-amount), 0) AS TEXT) FROM ledger_lines
WHERE _month BETWEEN 202601 AND 202604 AND account_group = 'elected'
UNION ALL
SELECT 'elected_representatives_cost@HSN:2026-04-ack:budget', CAST(coalesce(sum(-b.amount), 0) AS TEXT)
FROM budget b JOIN accounts a ON a.account = b.account JOIN hsn h ON h.unit = b.unit AND b._month >= h.first_month WHERE b._month BETWEEN 202601 AND 202604 AND a."group" = 'elected';
