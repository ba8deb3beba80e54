-- The ledger of the board as every table reads it: each statement scans for itself.
CREATE TEMP VIEW ledger_lines AS
SELECT a.line, a."group" AS account_group, a.savings_group, h.division, h.care_site, l.counterparty, l._month,
  CASE WHEN l.account IN ('4011', '4012') THEN 'physician_cost' WHEN l.account IN ('4021', '4022') THEN 'nurse_cost'
       WHEN l.account IN ('4031', '4032') THEN 'assistant_nurse_cost' WHEN l.account = '3111' THEN 'out_of_county_income'
       WHEN l.account = '3411' THEN 'health_choice' END AS part,
  l.amount
FROM ledger l JOIN accounts a ON a.account = l.account JOIN hsn h ON h.unit = l.unit AND l._month >= h.first_month;
